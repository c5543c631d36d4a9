import Crowd
import Foundation
import RecallTestSupport

// `make crowd [SEED=n] [STORE=sqlite|postgresql]`: a crowd of callers on one store.
//   recall-crowd PROGRAM [sqlite|postgresql] [SEED]
//   RECALL_CROWD_CONSOLES, _PATIENTS, _SHIFTS, _CALLS, _SLOTS, _FAULTS   other sizes than the usual
//   RECALL_CROWD_KEEP=1   the clinic and what every console wrote stay, also when all is well

func number(_ name: String, _ usual: Int) -> Int {
  ProcessInfo.processInfo.environment["RECALL_CROWD_\(name)"].flatMap(Int.init) ?? usual
}

/// The checkout that this program was built from.
let checkout = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  .deletingLastPathComponent().deletingLastPathComponent()

func plan(
  _ store: CrowdStore, seed: UInt64, program: String, folder: URL,
  outage: (@Sendable () throws -> Void)?
) -> CrowdPlan {
  let few = store == .sqlite
  return CrowdPlan(
    seed: seed, program: URL(fileURLWithPath: program).path, store: store,
    consoles: number("CONSOLES", few ? 8 : 32), patients: number("PATIENTS", 5_000),
    shifts: number("SHIFTS", 12), callsInShift: number("CALLS", few ? 20 : 8),
    slots: number("SLOTS", 300), promptsPerFault: number("FAULTS", 80), folder: folder,
    share: checkout, outage: outage)
}

func work(
  _ store: CrowdStore, seed: UInt64, program: String, outage: (@Sendable () throws -> Void)? = nil
) throws -> Int32 {
  let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("recall-crowd-\(ProcessInfo.processInfo.processIdentifier)")
  try FileManager.default.createDirectory(
    at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  let report = try Crowd(
    plan(store, seed: seed, program: program, folder: folder, outage: outage)
  ).work()
  print(report.lines.joined(separator: "\n"))
  for violation in report.violations { print("BROKEN: \(violation)") }
  guard report.violations.isEmpty, number("KEEP", 0) == 0 else {
    print("the clinic and all transcripts are kept in \(folder.path)")
    return report.violations.isEmpty ? 0 : 1
  }
  try FileManager.default.removeItem(at: folder)
  return 0
}

let arguments = CommandLine.arguments
let wanted = arguments.count > 2 ? arguments[2] : "sqlite"
guard (2...4).contains(arguments.count), ["sqlite", "postgresql"].contains(wanted) else {
  print("usage: recall-crowd PROGRAM [sqlite|postgresql] [SEED]")
  exit(64)
}
let seed = (arguments.count > 3 ? UInt64(arguments[3]) : nil) ?? UInt64.random(in: 1...999_999)
print("seed \(seed)")
fflush(nil)
do {
  guard wanted == "postgresql" else {
    exit(try work(.sqlite, seed: seed, program: arguments[1]))
  }
  let cluster = try Cluster(durable: true)
  let url = "postgresql:///\(try cluster.makeDatabase())?host=\(cluster.folder)"
  let outage: @Sendable () throws -> Void = {
    // At once, without a word to anybody: what was acknowledged must be on the disk.
    try cluster.stop()
    try cluster.start()
  }
  exit(try work(.postgresql(url), seed: seed, program: arguments[1], outage: outage))
} catch {
  print("recall-crowd: error: \(error)")
  exit(70)
}
