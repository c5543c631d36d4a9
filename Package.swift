// swift-tools-version: 6.2
import PackageDescription

/// Every target of ours: strict imports, explicit existentials, no warning left standing.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .treatAllWarnings(as: .error),
]

let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let sqlite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

/// Tests of one target, with the targets they name.
func tests(_ target: String, _ dependencies: Target.Dependency...) -> Target {
  .testTarget(
    name: "\(target)Tests", dependencies: [.target(name: target)] + dependencies,
    swiftSettings: strict)
}

/// Hostile input: the kept inputs as a test, and, for `make fuzz` alone (it must be linked with
/// libFuzzer), the same entries as a program that looks for more.
let fuzzed: [Target.Dependency] = [
  "RecallConsole", "RecallDomain", "RecallExchange", "RecallReports", "RecallStorage",
  "ScriptEngine", crypto,
]
let fuzzing: [Target] =
  Context.environment["RECALL_FUZZ"] == nil
  ? [
    .testTarget(
      name: "FuzzTests", dependencies: fuzzed, path: "Tests/Fuzz",
      exclude: ["Driver", "Findings", "Seeds", "Words", "README.md", "fuzz.sh"],
      sources: ["Entries", "Tests"], swiftSettings: strict)
  ]
  : [
    .executableTarget(
      name: "recall-fuzz", dependencies: fuzzed, path: "Tests/Fuzz",
      exclude: ["Findings", "Seeds", "Tests", "Words", "README.md", "fuzz.sh"],
      sources: ["Driver", "Entries"], swiftSettings: strict)
  ]

let package = Package(
  name: "recall",
  products: [.executable(name: "recall", targets: ["recall"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    .target(name: "CReadline", linkerSettings: [.linkedLibrary("readline")]),
    .target(name: "RecallDomain", swiftSettings: strict),
    .target(
      name: "ScriptEngine", dependencies: ["RecallDomain", crypto, yams], swiftSettings: strict),
    .systemLibrary(name: "CLibPQ"),
    .target(
      name: "RecallStorage", dependencies: ["CLibPQ", "RecallDomain", crypto, grdb, sqlite],
      swiftSettings: strict),
    .target(
      name: "RecallExchange", dependencies: ["RecallDomain", "ScriptEngine"],
      swiftSettings: strict),
    .target(
      name: "RecallReports", dependencies: ["RecallDomain", "ScriptEngine"],
      swiftSettings: strict),
    .target(
      name: "RecallConsole", dependencies: ["CReadline", "RecallDomain", "ScriptEngine"],
      swiftSettings: strict),
    .executableTarget(
      name: "recall",
      dependencies: [
        "CReadline", "RecallConsole", "RecallDomain", "RecallExchange", "RecallReports",
        "RecallStorage", "ScriptEngine", argumentParser, crypto,
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "recall-bench",
      dependencies: [
        "CLibPQ", "CTestProgram", "RecallDomain", "RecallStorage", "RecallTestSupport",
        "ScriptEngine", grdb, yams,
      ],
      path: "Sources/Bench",
      exclude: ["README.md", "other_queues.py"],
      swiftSettings: strict),
    // The pages of the manual, from what the program says of itself: `make install`, `make deb`.
    .executableTarget(
      name: "recall-manual", path: "Sources/Manual", exclude: ["Guides", "Pages"],
      swiftSettings: strict),
    // A clinic that calls for sixty days, watched: `make simulate`.
    .target(name: "SimulatedClinic", dependencies: ["RecallDomain"], swiftSettings: strict),
    .executableTarget(
      name: "recall-simulate", dependencies: ["SimulatedClinic"], path: "Sources/Simulate",
      swiftSettings: strict),

    .target(name: "CTestProgram", path: "Tests/CTestProgram"),
    .target(
      name: "RecallTestSupport", dependencies: ["CLibPQ"], path: "Tests/RecallTestSupport",
      exclude: ["cluster.sh"], swiftSettings: strict),
    .target(
      name: "Crowd", dependencies: ["CTestProgram"], path: "Tests/Crowd", swiftSettings: strict),
    .executableTarget(
      name: "recall-crowd", dependencies: ["Crowd", "RecallTestSupport"], path: "Tests/CrowdRun",
      swiftSettings: strict),
    // The whole system in one process, from one seed: `make whole-clinic`.
    .target(
      name: "WholeClinic",
      dependencies: [
        "Crowd", "RecallConsole", "RecallDomain", "RecallExchange", "RecallStorage",
        "RecallTestSupport", "ScriptEngine", grdb,
      ],
      path: "Tests/WholeClinic", swiftSettings: strict),
    .executableTarget(
      name: "recall-whole-clinic", dependencies: ["RecallTestSupport", "WholeClinic"],
      path: "Tests/WholeClinicRun", swiftSettings: strict),
    .testTarget(
      name: "WholeClinicTests", dependencies: ["RecallTestSupport", "WholeClinic"],
      exclude: ["seeds.txt"], swiftSettings: strict),
    tests("RecallDomain"),
    tests("SimulatedClinic", "RecallDomain"),
    tests("ScriptEngine", "RecallDomain"),
    tests("RecallStorage", "RecallDomain", "RecallTestSupport", grdb),
    tests("RecallExchange", "RecallDomain", "RecallStorage", "ScriptEngine", grdb),
    tests("RecallReports", "RecallDomain", "ScriptEngine"),
    tests("RecallConsole", "RecallDomain", "RecallStorage", "ScriptEngine", grdb),
    .testTarget(
      name: "ManualTests", dependencies: ["RecallDomain", "RecallExchange", "ScriptEngine"],
      swiftSettings: strict),
    .testTarget(
      name: "AcceptanceTests",
      dependencies: [
        "Crowd", "CTestProgram", "RecallDomain", "RecallExchange", "RecallStorage",
        "RecallTestSupport", grdb,
      ],
      swiftSettings: strict),
  ] + fuzzing
)
