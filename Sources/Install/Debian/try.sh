#!/bin/sh
# The package of SCRATCH in a bare Debian 12: installed, a call made, removed; nothing but the user's
# own clinic may be left. Wants root and a mirror (MIRROR, else deb.debian.org).
set -eu
deb=$(ls -t "$1"/recall_*.deb | head -n 1)
root=$(mktemp -d /tmp/recall-debian-XXXXXX)
chmod 0755 "$root"
trap 'umount "$root/proc" 2>/dev/null || true; rm -rf "$root"' EXIT
debootstrap --variant=minbase bookworm "$root" "${MIRROR:-http://deb.debian.org/debian}" >/dev/null
mount -t proc proc "$root/proc"
inside() { chroot "$root" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 HOME=/root "$@"; }

inside apt-get update >/dev/null
# What recall needs comes with it and would stay with others: it is put there first, and not counted.
needs=$(dpkg-deb -f "$deb" Depends | sed 's/([^)]*)//g; s/,/ /g; s/|[^ ]*//g')
inside apt-get install -y --no-install-recommends $needs adduser >/dev/null 2>&1
inside adduser --disabled-password --gecos "" ana >/dev/null
files() { find "$root" -xdev \( -path "$root/proc" -o -path "$root/tmp" -o -path "$root/var/lib/dpkg" \
  -o -path "$root/var/log" -o -path "$root/var/cache" -o -path "$root/home/ana" \) -prune -o -print | sort; }

files >"$root/tmp/before"
cp "$deb" "$root/tmp/recall.deb"
inside dpkg -i /tmp/recall.deb >/dev/null
echo "installed: $(inside recall --version | head -n 1)"

as_ana() { inside su ana -s /bin/sh -c "cd; export LANG=C.UTF-8; $1"; }
now=2026-11-24T14:05:00-05:00
as_ana "recall --now $now demo demo </dev/null >/dev/null"
as_ana "printf '%s\n' next '' patient y 1961-03-04 ready 1 '' quit |
  recall --clinic demo --as ana --now $now" | grep -x saved
as_ana "recall notes --clinic demo --json" | grep -q '"outcome" *: *"scheduled"' && echo "call: scheduled"
as_ana "recall --clinic demo script check >/dev/null && recall doctor --clinic demo >/dev/null"

inside dpkg --purge recall >/dev/null
files >"$root/tmp/after"
if diff "$root/tmp/before" "$root/tmp/after"; then echo "removed: nothing is left but the clinic"
else echo "left behind or taken away: see above" >&2; exit 1; fi
test -f "$root/home/ana/demo/recall.sqlite" && echo "kept: the clinic of ana"
