package import Foundation

/// The right to write about one patient: who, which token, and the last sequence number written.
package struct ClaimTicket: Hashable, Sendable, Codable {
  package let claim: String
  package let recall: RecallID
  package let patient: PatientID
  package let caller: String
  /// Grows by one at each takeover; an older token writes nothing.
  package let token: Int
  package let lastSeq: Int
  /// `nil` at `dial`.
  package let call: CallID?
  /// Seals what this computer keeps of the call while the store is away; no part of what a ticket is,
  /// and never written down with it.
  package var key: ClaimKey?

  private enum CodingKeys: String, CodingKey {
    case claim, recall, patient, caller, token, lastSeq, call
  }

  package init(
    claim: String, recall: RecallID, patient: PatientID, caller: String, token: Int, lastSeq: Int,
    call: CallID?, key: ClaimKey? = nil
  ) {
    self.claim = claim
    self.recall = recall
    self.patient = patient
    self.caller = caller
    self.token = token
    self.lastSeq = lastSeq
    self.call = call
    self.key = key
  }

  package static func == (one: ClaimTicket, other: ClaimTicket) -> Bool {
    (one.claim, one.token, one.lastSeq) == (other.claim, other.token, other.lastSeq)
      && (one.call, one.recall, one.patient, one.caller)
        == (other.call, other.recall, other.patient, other.caller)
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(claim)
    hasher.combine(token)
    hasher.combine(lastSeq)
  }
}

package enum ClaimAnswer: Sendable {
  case claimed(ClaimTicket, Candidate, number: String)
  /// This caller already holds a claim (at `dial`).
  case held(HeldClaim)
  /// This caller's call died and needs its outcome first.
  case finishFirst(UnfinishedCall)
  /// Nobody is callable now.
  case nobody(NobodyNow)
  /// For `claim(_:by:)`: this entry may not be called now.
  case refused(ExclusionReason, until: Date?)
}

/// What came of the Enter at `dial`.
package enum BegunCall: Sendable {
  case begun(ClaimTicket)
  /// Not dialled: something has changed since the patient was taken. They are given back.
  case notNow(ExclusionReason, until: Date?)
}

package struct HeldClaim: Sendable {
  package var ticket: ClaimTicket
  package var candidate: Candidate
  package var number: String
  /// When the patient was taken, perhaps at another desk: nothing of the call was before.
  package var opened: Date
  /// Why a limit of the clinic was set aside for it; `nil` when none was.
  package var because: String?

  package init(
    ticket: ClaimTicket, candidate: Candidate, number: String, opened: Date, because: String? = nil
  ) {
    self.ticket = ticket
    self.candidate = candidate
    self.number = number
    self.opened = opened
    self.because = because
  }
}

/// A call that was parked or died before its outcome.
package struct UnfinishedCall: Hashable, Sendable {
  package var call: CallID
  package var recall: RecallID
  package var patient: PatientID
  package var patientName: String
  package var caller: String
  package var started: Date
  /// Parked on purpose, or left behind by a crash.
  package var parked: Bool

  package init(
    call: CallID, recall: RecallID, patient: PatientID, patientName: String, caller: String,
    started: Date, parked: Bool
  ) {
    self.call = call
    self.recall = recall
    self.patient = patient
    self.patientName = patientName
    self.caller = caller
    self.started = started
    self.parked = parked
  }
}

package struct TakenUp: Sendable {
  package var ticket: ClaimTicket
  package var candidate: Candidate
  package var beginning: CallBeginning
  package var journal: [JournalEntry]
  /// Why a limit of the clinic was set aside for it; `nil` when none was.
  package var because: String?

  package init(
    ticket: ClaimTicket, candidate: Candidate, beginning: CallBeginning, journal: [JournalEntry],
    because: String? = nil
  ) {
    self.ticket = ticket
    self.candidate = candidate
    self.beginning = beginning
    self.journal = journal
    self.because = because
  }
}
