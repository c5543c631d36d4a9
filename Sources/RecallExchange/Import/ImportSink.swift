package import Foundation
package import RecallDomain

/// What an import needs of a store: some of the acts of `RecallStore`, with the same promises.
package protocol ImportSink: AnyObject {
  func importList(_ batch: ImportBatch, at now: Date) throws(StoreFailure) -> ImportedList
  func importAppointments(
    _ rows: [AppointmentRow], at now: Date
  ) throws(StoreFailure) -> [AppointmentVerdict]
  func importSlots(_ rows: [SlotRow], at now: Date) throws(StoreFailure) -> [ImportVerdict]
  func importReplies(_ rows: [ReplyRow], at now: Date) throws(StoreFailure) -> [ReplyVerdict]
  func somebodyIsCalling() throws(StoreFailure) -> Bool
  /// Acts may share one commit (`inOneSitting`).
  var sits: Bool { get }
  func inOneSitting(_ acts: () -> Void) throws(StoreFailure)
}

extension ImportSink {
  package var sits: Bool { false }
  package func inOneSitting(_ acts: () -> Void) throws(StoreFailure) { acts() }
  package func importReplies(
    _ rows: [ReplyRow], at now: Date
  ) throws(StoreFailure) -> [ReplyVerdict] { rows.map { _ in .unknownSender } }
}

/// A store as the sink of an import.
package final class StoreSink: ImportSink {
  private let store: any RecallStore
  private let judge: ((Candidate) -> Callability)?
  private let policy: ClinicPolicy

  /// - Parameter judge: says of each entry, as it comes in, where it stands; `nil` = that is left to
  ///   whoever looks for the next patient.
  package init(
    _ store: any RecallStore, policy: ClinicPolicy = ClinicPolicy(name: ""),
    judge: ((Candidate) -> Callability)? = nil
  ) {
    self.store = store
    self.judge = judge
    self.policy = policy
  }

  package func importList(
    _ batch: ImportBatch, at now: Date
  ) throws(StoreFailure) -> ImportedList {
    try store.importList(batch, at: now, hours: policy.queueHours, judge: judge)
  }

  package func importAppointments(
    _ rows: [AppointmentRow], at now: Date
  ) throws(StoreFailure) -> [AppointmentVerdict] {
    try store.importAppointments(rows, at: now, hours: policy.queueHours, judge: judge)
  }

  package func importSlots(
    _ rows: [SlotRow], at now: Date
  ) throws(StoreFailure) -> [ImportVerdict] {
    try store.importSlots(rows, at: now)
  }

  package func importReplies(
    _ rows: [ReplyRow], at now: Date
  ) throws(StoreFailure) -> [ReplyVerdict] {
    try store.importReplies(rows, at: now) { row, candidate, people in
      ReplyItem(policy: policy, now: now).item(row, candidate, people: people)
    }
  }

  package func somebodyIsCalling() throws(StoreFailure) -> Bool { try store.somebodyIsCalling() }

  package var sits: Bool { !store.isServed }

  package func inOneSitting(_ acts: () -> Void) throws(StoreFailure) {
    try store.inOneSitting(acts)
  }
}
