import Foundation
import RecallDomain
import RecallStorage

@testable import RecallConsole

/// More than one patient in a day's store.
extension ConsoleDay {
  /// Adds a patient with one recall; ids `p-N` and `r-N`.
  @discardableResult
  func add(
    _ number: Int, _ first: String, _ last: String,
    _ change: (inout Patient, inout RecallEntry) -> Void = { _, _ in }
  ) throws -> RecallID {
    var patient = Patient(
      id: PatientID("p-\(number)"), firstName: first, lastName: last,
      dateOfBirth: CivilDate(year: 1950 + number, month: 5, day: 6))
    patient.postalCode = "02139"
    patient.state = "MA"
    patient.language = "en"
    patient.phones = [PatientPhone(number: "+1617555\(1000 + number)", kind: .home, rank: 1)]
    var entry = RecallEntry(
      id: RecallID("r-\(number)"), patient: patient.id, segment: "overdue-follow-up",
      reason: "annual-visit", due: CivilDate(year: 2026, month: 11, day: 13)!, priority: 2)
    change(&patient, &entry)
    _ = try store.importBatch(
      ImportBatch(
        source: "test", rows: [ImportRow(patient: patient, entry: entry, entryHasOwnID: true)]),
      at: now)
    return entry.id
  }
}

extension ConsoleDay {
  /// As after an import: everybody judged once, so that the kept counts are exact.
  func settle() throws {
    let rules = CallRules(policy: policy)
    var last: RecallID?
    repeat {
      last = try store.settle(after: last, at: now) { [policy, now] in
        rules.judge($0, at: now, caller: nil, scripts: Set(policy.segments.keys))
      }
    } while last != nil
  }
}

extension String {
  /// Without line breaks and runs of spaces, so that wrapped sentences can be found.
  var unwrapped: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
