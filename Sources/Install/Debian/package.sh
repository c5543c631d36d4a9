#!/bin/sh
# Makes SCRATCH/recall_VERSION_ARCHITECTURE.deb of what has been built in SCRATCH/release.
set -eu
scratch=$1
version=$("$scratch/release/recall" --version | awk 'NR == 1 { print $2 }')
architecture=$(dpkg --print-architecture)
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
chmod 0755 "$root"
here=Sources/Install/Debian
share=$root/usr/share

BIN="$root/usr/bin" SHARE="$share" BUILT="$scratch/release" ZSH_FUNCTIONS=zsh/vendor-completions \
  sh Sources/Install/install.sh

# As Debian wants them: pages and the list of changes packed, the licence where it stands for all.
rm "$share/doc/recall/LICENSE"
install -m 0644 "$here/copyright" "$share/doc/recall/copyright"
date=$(git log -1 --format=%cD 2>/dev/null || date -R)
printf 'recall (%s) unstable; urgency=medium\n\n  * Version %s.\n\n -- %s  %s\n' "$version" "$version" \
  "$(sed -n 's/^Maintainer: //p' "$here/control.in")" "$date" >"$share/doc/recall/changelog"
gzip -9n "$share"/man/man?/* "$share/doc/recall/changelog"

# Which libraries it needs, and since which version, their packages say.
mkdir -p "$root/DEBIAN" "$root/debian"
sed -n '1,/^$/p' "$here/control.in" >"$root/debian/control"
printf 'Package: recall\nArchitecture: any\nDescription: recall\n' >>"$root/debian/control"
depends=$(cd "$root" && dpkg-shlibdeps -O usr/bin/recall 2>/dev/null | sed -n 's/^shlibs:Depends=//p')
rm -r "$root/debian"
[ -n "$depends" ] || { echo "the libraries that recall needs could not be told" >&2; exit 1; }

size=$(du -k -s --apparent-size "$root/usr" | cut -f 1)
sed -e '1,/^$/d' -e "s/@VERSION@/$version/; s/@ARCHITECTURE@/$architecture/; s/@SIZE@/$size/" \
  -e "s/@DEPENDS@/$depends/" "$here/control.in" >"$root/DEBIAN/control"
sed -i "/^Architecture/i Maintainer: $(sed -n 's/^Maintainer: //p' "$here/control.in")" "$root/DEBIAN/control"
(cd "$root" && find usr -type f -exec md5sum {} +) >"$root/DEBIAN/md5sums"
find "$root" -type d -exec chmod 0755 {} +
dpkg-deb --root-owner-group -Zxz --build "$root" "$scratch/recall_${version}_$architecture.deb"
