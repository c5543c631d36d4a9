import Foundation
import RecallTestSupport
import WholeClinic

/// `recall-whole-clinic [SEED [COUNT]]`: whole clinics from this seed on, their counts, and what was
/// broken. Exit 1 when anything was. `RECALL_TELL=1` prints all that happened; `RECALL_TURNS` makes them
/// longer; `RECALL_STORE=postgresql` has each on a server that goes with this run.
let given = CommandLine.arguments.dropFirst().map { UInt64($0) }
guard given.count <= 2, given.allSatisfy({ $0 != nil }) else {
  FileHandle.standardError.write(Data("usage: recall-whole-clinic [SEED [COUNT]]\n".utf8))
  exit(64)
}
let first = given.first.flatMap { $0 } ?? UInt64.random(in: 1...999_999)
let count = given.dropFirst().first.flatMap { $0 } ?? 1
let environment = ProcessInfo.processInfo.environment
let isTold = environment["RECALL_TELL"] != nil
let size = WholeClinicSize(turns: environment["RECALL_TURNS"].flatMap { Int($0) } ?? 1_500)
let cluster = environment["RECALL_STORE"] == "postgresql" ? try Cluster() : nil
var broken = 0
for seed in first..<first + count {
  let database = try cluster?.makeDatabase()
  let ground = database.map { ClinicGround.server(url: cluster!.url($0)) } ?? .file
  let report = try WholeClinic(seed: seed, size: size, on: ground, isTold: isTold).run()
  if let database { cluster?.drop(database) }
  if isTold { print(report.ending.joined(separator: "\n")) }
  print(report.text)
  // Into a file too: who waits for hundreds sees how far it is.
  fflush(nil)
  if !report.violations.isEmpty { broken += 1 }
}
if count > 1 { print("\(count) clinics, \(broken) broken") }
exit(broken == 0 ? 0 : 1)
