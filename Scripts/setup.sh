#!/usr/bin/env bash
# Installs what is missing, and only that: a second run looks at files and does nothing.
#
#   Scripts/setup.sh product   the FLINT headers and the charts' environment, .venv
#   Scripts/setup.sh tests     the same, the tests' environment, .venv-tests, and Coq for proofs
#   Scripts/setup.sh torch     PyTorch in .venv-torch, where there is room for it and it comes in time;
#                              else it says why not, and ends well: what needs it is skipped
#   Scripts/setup.sh environment FOLDER REQUIREMENTS   one Python environment
#
# Exit codes: 0 done, 64 wrong use, 69 something that is needed cannot be installed.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

python=${PYTHON:-python3}
log=$(mktemp)
trap 'rm -f "$log"' EXIT

say() { printf 'setup: %s\n' "$1" >&2; }

# One line: what is missing, why, and the command that mends it.
give_up() {
  local reason
  reason=$(grep -iE '^(E:|ERROR|sudo:|.*(error|not found|failed|cannot|denied))' "$log" | tail -n 1 || true)
  [[ -n $reason ]] || reason=$(tail -n 1 "$log")
  say "cannot install $1${reason:+ (${reason:0:160})}; run by hand: $2"
  exit 69
}

has_header() {
  local folder
  for folder in /usr/include /usr/local/include /opt/homebrew/include /usr/include/*-linux-gnu; do
    [[ -f $folder/$1 ]] && return 0
  done
  return 1
}

has_python_module() { "$python" -c "import $1" 2>>"$log"; }

# install_packages WHAT PACKAGE…: Debian packages, as root or through sudo.
install_packages() {
  local what=$1
  shift
  local command="apt-get install -y --no-install-recommends $*"
  local by_hand="sudo apt-get update && sudo apt-get install -y $*"
  command -v apt-get >/dev/null || give_up "$what" "your package manager, for the equivalent of: $*"
  local -a as_root=()
  if [[ $(id -u) -ne 0 ]]; then
    command -v sudo >/dev/null || give_up "$what" "$by_hand"
    as_root=(sudo)
    [[ -t 0 ]] || as_root+=(-n)
  fi
  as_root+=(env DEBIAN_FRONTEND=noninteractive)
  say "installing $what ($*)"
  "${as_root[@]}" $command >"$log" 2>&1 && return
  # The lists of packages may be missing or old.
  { "${as_root[@]}" apt-get update && "${as_root[@]}" $command; } >"$log" 2>&1 ||
    give_up "$what" "$by_hand"
}

set_up_flint() {
  # Debian 12 has Arb, Antic and Calcium apart; FLINT 3 contains them.
  has_header calcium/ca.h || has_header flint/ca.h && return
  if apt-cache show libcalcium-dev >/dev/null 2>&1 || grep -qs '^12' /etc/debian_version; then
    install_packages "FLINT" libcalcium-dev libantic-dev libflint-arb-dev libflint-dev
  else
    install_packages "FLINT" libflint-dev
  fi
  has_header calcium/ca.h || has_header flint/ca.h ||
    give_up "FLINT 3 with its header flint/ca.h" "your package manager, for FLINT 3 or newer"
}

has_coq() {
  local library folder
  library=$(coqc -where 2>>"$log") || return 1
  for folder in Coquelicot Interval Flocq; do
    [[ -d $library/user-contrib/$folder ]] || return 1
  done
}

# Proofs are checked by the tests; the program says itself where Coq is missing.
set_up_coq() {
  has_coq && return
  install_packages "Coq" coq libcoq-coquelicot libcoq-interval
  has_coq || give_up "Coq with Coquelicot and Interval" "opam, for coq, coq-coquelicot and coq-interval"
}

# The environment keeps a copy of the requirements it was made from: the stamp.
set_up_environment() {
  local folder=$1 requirements=$2
  [[ -x $folder/bin/python ]] && cmp -s "$requirements" "$folder/requirements.txt" && return
  command -v "$python" >/dev/null || install_packages "Python 3" python3 python3-venv
  has_python_module "venv, ensurepip" || install_packages "Python's venv" python3-venv
  say "making the Python environment $folder"
  local quoted by_hand
  quoted=$(printf %q "$folder")
  by_hand="$python -m venv --clear $quoted && $quoted/bin/python -m pip install -r $requirements"
  by_hand+=" && cp $requirements $quoted/requirements.txt"
  { "$python" -m venv --clear "$folder" &&
    "$folder/bin/python" -m pip install --disable-pip-version-check -r "$requirements"; } \
    >"$log" 2>&1 || give_up "the Python packages of $requirements" "$by_hand"
  cp "$requirements" "$folder/requirements.txt"
}

# PyTorch's wheel brings 5 GB of libraries for graphics processors, which nothing here uses.
set_up_torch() {
  local folder=.venv-torch requirements=Scripts/requirements-torch.txt
  [[ -x $folder/bin/python ]] && cmp -s "$requirements" "$folder/requirements.txt" && return
  local free
  free=$(df -Pk . | awk 'NR == 2 { print $4 }')
  if ((free < 12 * 1024 * 1024)); then
    say "PyTorch is left out: it needs 12 GB of free space, and there are $((free / 1024 / 1024))"
    return
  fi
  say "making the Python environment $folder (PyTorch, 5 GB; for at most 4 minutes)"
  if { "$python" -m venv --clear "$folder" &&
    timeout 240 "$folder/bin/python" -m pip install --disable-pip-version-check --no-cache-dir \
      -r "$requirements"; } >"$log" 2>&1; then
    cp "$requirements" "$folder/requirements.txt"
  else
    rm -rf "$folder"
    say "PyTorch is left out: it could not be installed in 4 minutes ($(tail -n 1 "$log" | cut -c 1-160))"
  fi
}

case ${1:-} in
  torch) set_up_torch ;;
  product | tests)
    command -v swift >/dev/null || give_up "Swift 6.2 or newer" "see https://www.swift.org/install"
    set_up_flint
    set_up_environment .venv Scripts/requirements.txt
    if [[ $1 == tests ]]; then
      set_up_coq
      set_up_environment .venv-tests Scripts/requirements-tests.txt
    fi
    ;;
  environment)
    [[ $# -eq 3 ]] || { say "usage: setup.sh environment FOLDER REQUIREMENTS" && exit 64; }
    set_up_environment "$2" "$3"
    ;;
  *)
    say "usage: setup.sh product | tests | torch | environment FOLDER REQUIREMENTS"
    exit 64
    ;;
esac
