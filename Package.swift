// swift-tools-version: 6.1
import Foundation
import PackageDescription

// Debian 12 ships Arb, Antic and Calcium as libraries of their own; FLINT 3 is one library.
let hasSeparateCalcium = FileManager.default.fileExists(atPath: "/usr/include/calcium/ca.h")
let flintLibraries =
  hasSeparateCalcium ? ["calcium", "antic", "flint-arb", "flint", "gmp"] : ["flint", "gmp"]

/// A library target with its tests.
func module(
  _ name: String, _ dependencies: [Target.Dependency], excluding excluded: [String] = [],
  resources: [Resource] = [], testing testDependencies: [Target.Dependency] = [],
  testResources: [Resource] = []
) -> [Target] {
  [
    .target(name: name, dependencies: dependencies, exclude: excluded, resources: resources),
    .testTarget(
      name: "\(name)Tests", dependencies: [.init(stringLiteral: name)] + testDependencies,
      resources: testResources),
  ]
}

let bigInt = Target.Dependency.product(name: "BigInt", package: "BigInt")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let protobuf = Target.Dependency.product(name: "SwiftProtobuf", package: "swift-protobuf")
let csv = Target.Dependency.product(name: "SwiftCSV", package: "SwiftCSV")
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")
let heap = Target.Dependency.product(name: "HeapModule", package: "swift-collections")
let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
  name: "ActivationLab",
  products: [
    .library(name: "ActivationLab", targets: ["ActivationLab"]),
    .library(name: "Kernels", targets: ["Kernels"]),
    .executable(name: "actlab", targets: ["actlab"]),
  ],
  dependencies: [
    .package(url: "https://github.com/attaswift/BigInt", from: "6.0.1"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
    .package(url: "https://github.com/apple/swift-protobuf", from: "1.39.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/swiftcsv/SwiftCSV", from: "0.10.0"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
  ],
  targets: [
    .target(name: "CKernels"),
    .target(name: "CFLINT", linkerSettings: flintLibraries.map { .linkedLibrary($0) }),
    .target(
      name: "ActivationLab",
      dependencies: [
        "Randomness", "Formulas", "Activations", "Calculus", "FloatFormats", "Reals",
        "EvidenceChecker",
        "Analysis", "Proofs", "Kernels", "Accuracy", "Networks", "Robustness", "CertificateChecker",
        "Figures",
        "Installation", "Reports",
      ]),
    .executableTarget(name: "actlab", dependencies: ["ActivationLab", argumentParser, subprocess]),
    .testTarget(name: "actlabTests", dependencies: ["ActivationLab", subprocess]),
  ]
    + module("Installation", [])
    + module("Randomness", [])
    + module("Formulas", [bigInt], testing: ["Randomness"])
    + module(
      "EvidenceChecker", ["Formulas", "CFLINT", bigInt], testing: ["Activations", "Analysis"])
    + module("Activations", ["Formulas"], testResources: [.copy("Resources")])
    + module("Calculus", ["Formulas"], testing: ["Activations"])
    + module("FloatFormats", [bigInt])
    + module("Reals", ["Calculus", "FloatFormats", "CFLINT"], testing: ["Activations"])
    + module(
      "Analysis", ["Reals", "FloatFormats", "EvidenceChecker"],
      testing: ["Activations", "Randomness"],
      testResources: [.copy("Resources")])
    + module(
      "Proofs", ["Analysis", "Installation", mustache, subprocess], resources: [.copy("Resources")],
      testing: ["Activations", "Randomness"])
    + [
      .target(
        name: "Kernels", dependencies: ["CKernels"],
        resources: [.embedInCode("elementary.inc"), .embedInCode("primitives.inc")]),
      .testTarget(
        name: "KernelsTests",
        dependencies: ["Kernels", "CKernels", "CFLINT", "Randomness", "Reals", bigInt]),
    ]
    + module(
      "Accuracy",
      [
        "Analysis", "Reals", "FloatFormats", "Activations", "Kernels", "CKernels", "Randomness",
        subprocess,
      ], testing: ["Installation"])
    + module(
      "Networks", ["Calculus", "Activations", "Reals", "CKernels", "Randomness", protobuf, csv],
      excluding: ["ONNX/onnx.proto"], testing: ["Formulas", protobuf],
      testResources: [.copy("Resources")])
    + module(
      "Robustness", ["Networks", "Analysis", "Reals", heap, bigInt],
      testing: ["CertificateChecker"], testResources: [.copy("Resources")])
    + module(
      "CertificateChecker", ["EvidenceChecker", bigInt], testing: ["Robustness", "Networks"])
    + module(
      "Figures", ["Analysis", "Accuracy", "Networks", "Installation", subprocess],
      resources: [.copy("Resources")],
      testing: ["Activations", "Analysis", "Installation", "Reals"])
    + module(
      "Reports",
      [
        "Proofs", "Accuracy", "Networks", "Robustness", "CertificateChecker", "Figures",
        "Installation", "EvidenceChecker", mustache,
        subprocess,
      ], resources: [.copy("Resources")], testing: ["Activations", subprocess]),
  swiftLanguageModes: [.v6]
)
