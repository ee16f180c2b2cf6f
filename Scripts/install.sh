#!/usr/bin/env bash
# Copies a finished build: Scripts/install.sh BUILD_FOLDER PREFIX (DESTDIR in the environment).
#
#   PREFIX/bin/actlab                      the program
#   PREFIX/share/activationlab/            its resources and the charts' environment
#   PREFIX/share/{bash-completion,zsh,fish}/   completions

set -euo pipefail

build=$1
prefix=${DESTDIR:-}$2
share=$prefix/share/activationlab

fail() {
  printf 'install: %s\n' "$1" >&2
  exit 74
}

mkdir -p "$prefix/bin" "$share" 2>/dev/null ||
  fail "cannot write to $prefix; choose another folder: make install PREFIX=\$HOME/.local"
install -m 755 "$build/actlab" "$prefix/bin/actlab"
for bundle in "$build"/ActivationLab_*.resources; do
  rm -rf "$share/$(basename "$bundle")"
  cp -R "$bundle" "$share/"
done
"$(dirname "${BASH_SOURCE[0]}")/setup.sh" environment "$(realpath "$share")/venv" Scripts/requirements.txt

# completion SHELL FOLDER NAME
completion() {
  mkdir -p "$prefix/share/$2"
  "$build/actlab" --generate-completion-script "$1" >"$prefix/share/$2/$3"
}
completion bash bash-completion/completions actlab
completion zsh zsh/site-functions _actlab
completion fish fish/vendor_completions.d actlab.fish

printf 'installed %s/bin/actlab\n' "$prefix" >&2
