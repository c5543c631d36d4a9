#!/bin/sh
# Puts README and guides into SHARE/doc/recall: their links lead to each other and to the scripts and words
# that are installed; of the sources, which are not, only the words stay.
set -eu
to="$SHARE/doc/recall"
install -d "$to"
for page in README.md Sources/Manual/Guides/*.md; do
  sed -E -e 's,\]\(Sources/Manual/Guides/,](,g' -e 's,\]\(\.\./\.\./\.\./README\.md,](README.md,g' \
    -e 's,\]\((\.\./\.\./\.\./)?(scripts|locales)/,](../../recall/\2/,g' \
    -e 's,\[([^]]*)\]\((\.\./)*(Sources|Tests|Pages)[^)]*\),\1,g' "$page" >"$to/${page##*/}"
  chmod 0644 "$to/${page##*/}"
done
install -m 0644 LICENSE "$to"
