#!/usr/bin/env bash
# Copies a finished build: Scripts/install.sh BUILD_FOLDER PREFIX (DESTDIR in the environment).
#
#   PREFIX/bin/actlab                      the program
#   PREFIX/share/activationlab/            its resources and the charts' environment
#   PREFIX/share/{bash-completion,zsh,fish}/   completions
#
# Exit codes: 0 done, 64 wrong use, 69 the environment cannot be made, 74 a file cannot be written.

set -euo pipefail

fail() {
  printf 'install: %s\n' "$2" >&2
  exit "$1"
}

[[ $# -eq 2 && -n $2 ]] || fail 64 "usage: install.sh BUILD_FOLDER PREFIX"
build=$1
prefix=${DESTDIR:-}$2
share=$prefix/share/activationlab
[[ -x $build/actlab ]] || fail 74 "there is no program in $build; run make build"

cannot_write() {
  fail 74 "cannot write to $prefix; choose another folder: make install PREFIX=\$HOME/.local"
}

mkdir -p "$prefix/bin" "$share" 2>/dev/null || cannot_write
install -m 755 "$build/actlab" "$prefix/bin/actlab" 2>/dev/null || cannot_write
for bundle in "$build"/ActivationLab_*.resources; do
  [[ $bundle == *Tests.resources ]] && continue
  # The new folder is complete before the old one goes.
  name=$(basename "$bundle")
  rm -rf "$share/.$name"
  cp -R "$bundle" "$share/.$name" 2>/dev/null || cannot_write
  rm -rf "${share:?}/$name"
  mv "$share/.$name" "$share/$name"
done
"$(dirname "${BASH_SOURCE[0]}")/setup.sh" environment "$(realpath "$share")/venv" Scripts/requirements.txt

# completion SHELL FOLDER NAME
completion() {
  mkdir -p "$prefix/share/$2" 2>/dev/null || cannot_write
  "$build/actlab" --generate-completion-script "$1" >"$prefix/share/$2/$3"
}
completion bash bash-completion/completions actlab
completion zsh zsh/site-functions _actlab
completion fish fish/vendor_completions.d actlab.fish

printf 'installed %s/bin/actlab\n' "$prefix" >&2
