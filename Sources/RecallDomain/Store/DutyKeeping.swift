package import Foundation

/// The staff list, and what was refused to somebody whose role does not have it.
package protocol DutyKeeping: AnyObject {
  /// Leaves the trace of a refusal.
  ///
  /// - Parameters:
  ///   - what: a duty or a verb, from a closed list: never what was typed.
  ///   - who: `nil` = nobody whom the staff list knows.
  func refused(_ what: String, to who: String?, at now: Date) throws(StoreFailure)
  /// A member known before is replaced. The trail has who did it, and whose entry it is.
  func addStaff(
    _ member: StaffMember, by keeper: String?, at now: Date?
  ) throws(StoreFailure)
  func removeStaff(_ id: String, by keeper: String?, at now: Date?) throws(StoreFailure)
}

extension DutyKeeping {
  /// By whoever makes the store.
  package func addStaff(_ member: StaffMember) throws(StoreFailure) {
    try addStaff(member, by: nil, at: nil)
  }
  package func removeStaff(_ id: String) throws(StoreFailure) {
    try removeStaff(id, by: nil, at: nil)
  }
}
