#!/usr/bin/env bash
# Builds and runs the library example of the README as another package, which depends on this one:
#
#   Scripts/example.sh SCRATCH_FOLDER
#
# The folder is the one of the tests: with the flags of `swift test` nothing of this package is
# built again. What the program prints must be what the comment at the end of its line says.
#
# Exit codes: 0 done, 1 the example does not build or prints something else.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
checkout=$PWD
scratch=$(realpath -m "$1")
package=$scratch/example

mkdir -p "$package/Sources/Example" "$package/Tests/ExampleTests"
# write FILE: from standard input, and only where that differs, so that nothing is built in vain.
write() {
  local text
  text=$(cat)
  [[ -f $1 && $(cat "$1") == "$text" ]] || printf '%s\n' "$text" >"$1"
}
write "$package/Package.swift" <<END
// swift-tools-version: 6.1
import PackageDescription

let package = Package(
  name: "Example",
  dependencies: [.package(name: "ActivationLab", path: "$checkout")],
  targets: [
    .executableTarget(
      name: "Example", dependencies: [.product(name: "ActivationLab", package: "ActivationLab")]),
    .testTarget(name: "ExampleTests"),
  ],
  swiftLanguageModes: [.v6]
)
END
sed -n '/^```swift$/,/^```$/p' README.md | sed '1d;$d' | write "$package/Sources/Example/main.swift"
write "$package/Tests/ExampleTests/NoTests.swift" <<<'// A test target makes the flags those of the tests.'
[[ ! -f Package.resolved ]] || write "$package/Package.resolved" <Package.resolved

swift test -c release --package-path "$package" --scratch-path "$scratch" >"$package/log" 2>&1 || {
  cat "$package/log" >&2
  exit 1
}
expected=$(sed -n 's|.*print(.*) *// ||p' "$package/Sources/Example/main.swift")
actual=$("$scratch/release/Example")
[[ $actual == "$expected" ]] || {
  printf 'example: it prints "%s", and the README says "%s"\n' "$actual" "$expected" >&2
  exit 1
}
printf 'example: built as another package, and prints %s\n' "$actual" >&2
