import Foundation
import WholeClinic

/// `recall-whole-clinic [SEED [COUNT]]`: whole clinics from this seed on, their counts, and what was
/// broken. Exit 1 when anything was. `RECALL_TELL=1` prints all that happened; `RECALL_TURNS` makes them
/// longer.
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
var broken = 0
for seed in first..<first + count {
  let report = try WholeClinic(seed: seed, size: size, isTold: isTold).run()
  if isTold { print(report.ending.joined(separator: "\n")) }
  print(report.text)
  if !report.violations.isEmpty { broken += 1 }
}
if count > 1 { print("\(count) clinics, \(broken) broken") }
exit(broken == 0 ? 0 : 1)
