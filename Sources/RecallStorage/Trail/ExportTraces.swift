package import Foundation
package import RecallDomain

/// What left the store, on record before it leaves: by the ids of whom it holds, or, where that is everybody
/// or more than anybody reads, by the number of the last patient who was on record then. The trail
/// does not grow with the list.
extension SharedActs {
  /// - Parameter what: the form, and never anything of a patient.
  package func leaveExport(
    _ what: String, by who: String, holding patients: [PatientID], at now: Date
  ) throws(StoreFailure) {
    try write("exported") { db in
      try db.audit(.exported, by: who, subject: what, showing: patients, at: now)
    }
  }

  package func leaveExportOfEverybody(
    _ what: String, by who: String, at now: Date
  ) throws(StoreFailure) {
    try write("exported") { db in
      let last = try db.int("SELECT max(made) FROM patient") ?? 0
      try db.audit(.exported, by: who, subject: EverybodyMark.text(what, last), at: now)
    }
  }

  /// The clinic folder was brought to what another program comes with: scripts, words, clinic.yaml.
  package func leaveUpgrade(_ versions: String, by who: String, at now: Date) throws(StoreFailure) {
    try write("folderUpgraded") { db in
      try db.audit(.folderUpgraded, by: who, subject: versions, at: now)
    }
  }
}

/// `fhir everybody 60`: patients are numbered as they come, and none is ever taken away.
enum EverybodyMark {
  static let pattern = "% everybody %"

  static func text(_ what: String, _ last: Int) -> String { "\(what) everybody \(last)" }

  /// `nil`: not of everybody.
  static func last(_ subject: String?) -> Int? {
    guard let words = subject?.split(separator: " "), words.count >= 3,
      words[words.count - 2] == "everybody"
    else { return nil }
    return Int(words[words.count - 1])
  }

  /// The number of a patient; `nil`: this login may not see it, and is told of each export of everybody.
  static func number(of patient: PatientID, _ db: any Connection) throws -> Int? {
    let mayNotSee =
      "SELECT 1 WHERE NOT has_column_privilege('patient', 'made', 'SELECT') "
      + "OR NOT has_column_privilege('patient', 'id', 'SELECT')"
    if db.dialect == .postgresql, try db.exists(mayNotSee) { return nil }
    return try db.int("SELECT made FROM patient WHERE id = ?", [patient.rawValue]) ?? .max
  }
}
