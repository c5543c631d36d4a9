import Foundation
import SimulatedClinic

/// `recall-simulate [PATIENTS] [SEED]`: one simulated clinic, its counts, and every rule that was
/// broken. Exit 1 when any was. The seed it prints repeats it.
let given = CommandLine.arguments.dropFirst().map { UInt64($0) }
guard given.count <= 2, given.allSatisfy({ $0 != nil }) else {
  FileHandle.standardError.write(Data("usage: recall-simulate [PATIENTS] [SEED]\n".utf8))
  exit(64)
}
let patients = given.first.flatMap { $0 } ?? 30_000
let seed = given.dropFirst().first.flatMap { $0 } ?? UInt64.random(in: 1...999_999)
print("seed \(seed): make simulate PATIENTS=\(patients) SEED=\(seed) repeats it")
let began = ContinuousClock.now
let report = SimulatedClinic(SimulationSize(patients: Int(patients)), seed: seed).run()
print(report.text)
print("\((ContinuousClock.now - began).components.seconds) seconds")
exit(report.violationCount == 0 ? 0 : 1)
