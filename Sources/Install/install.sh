#!/bin/sh
# Puts what has been built in its places: BIN, SHARE, and BUILT, where the programs are.
# Called by `make install` and, for a folder that becomes a package, by `make deb`.
set -eu

put() { # put FILE… FOLDER, readable by all
  for last; do :; done
  install -d "$last"
  install -m 0644 "$@"
}

install -d "$BIN" "$SHARE/recall"
install -s -m 0755 "$BUILT/recall" "$BIN/recall"

# Scripts, languages and policy that a new clinic begins with.
find clinic.yaml scripts locales -type f | while read -r file; do
  put "$file" "$SHARE/recall/$(dirname "$file")"
done

pages=$(mktemp -d)
trap 'rm -rf "$pages"' EXIT
"$BUILT/recall" --experimental-dump-help | "$BUILT/recall-manual" Sources/Manual/Pages "$pages"
put "$pages"/man1/* "$SHARE/man/man1"
if [ -d "$pages/man5" ]; then put "$pages"/man5/* "$SHARE/man/man5"; fi

completion() { # completion SHELL FILE
  install -d "$(dirname "$2")"
  "$BUILT/recall" --generate-completion-script "$1" >"$2"
  chmod 0644 "$2"
}
completion bash "$SHARE/bash-completion/completions/recall"
completion zsh "$SHARE/${ZSH_FUNCTIONS:-zsh/site-functions}/_recall"
completion fish "$SHARE/fish/vendor_completions.d/recall.fish"

sh Sources/Install/guides.sh
