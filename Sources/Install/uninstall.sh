#!/bin/sh
# Takes away what `make install` put there, and nothing else: a clinic's folder is the clinic's.
set -eu
rm -f "$BIN/recall" "$SHARE/bash-completion/completions/recall" \
  "$SHARE/zsh/site-functions/_recall" "$SHARE/fish/vendor_completions.d/recall.fish" \
  "$SHARE"/man/man1/recall.1 "$SHARE"/man/man5/recall-*.5
rm -rf "$SHARE/recall" "$SHARE/doc/recall"
