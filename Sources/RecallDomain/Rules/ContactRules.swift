import Foundation

/// What may be left or sent for one patient (DOMAIN 2 and 9b).
package struct ContactPermits: Hashable, Sendable {
  /// A voicemail with the approved words.
  package var voicemail: Bool
  /// Word with whoever answers.
  package var withPerson: Bool
  /// The channel for a message; `nil` when none is consented.
  package var message: ContactMethod?

  package init(voicemail: Bool, withPerson: Bool, message: ContactMethod?) {
    self.voicemail = voicemail
    self.withPerson = withPerson
    self.message = message
  }
}

/// Which traces a call may leave. Voicemail needs no "no" on record; messages need a "yes".
package struct ContactRules: Hashable, Sendable {
  /// Words left in one round: since the patient was last reached.
  package static let leftPerRound = 1
  /// Words left in one recall.
  package static let leftPerRecall = 2

  package let policy: ClinicPolicy

  package init(policy: ClinicPolicy) { self.policy = policy }

  package func permits(_ candidate: Candidate) -> ContactPermits {
    permits(candidate.patient, candidate.entry, attempts: candidate.attempts)
  }

  /// - Parameter attempts: earlier attempts of this recall, oldest first.
  package func permits(
    _ patient: Patient, _ entry: RecallEntry, attempts: [AttemptSummary]
  ) -> ContactPermits {
    let quiet =
      policy.isSensitive(entry, patient) || policy.isStrict(entry, patient)
      || patient.permissions.confidential || patient.permissions.doNotContact
    let leave =
      !quiet && patient.permissions.voicemail != false && !patient.deceased
      && mayLeaveMore(attempts)
    return ContactPermits(
      voicemail: leave, withPerson: leave, message: messageChannel(patient, entry))
  }

  private func mayLeaveMore(_ attempts: [AttemptSummary]) -> Bool {
    let left = { (attempts: ArraySlice<AttemptSummary>) in
      attempts.count { $0.ending?.detail == .voicemail || $0.ending?.detail == .withPerson }
    }
    let reached = attempts.lastIndex { !($0.ending?.isUnanswered ?? true) }
    let round = reached.map { attempts[($0 + 1)...] } ?? attempts[...]
    return left(round) < Self.leftPerRound && left(attempts[...]) < Self.leftPerRecall
  }

  /// The consented channel: the one the patient prefers, else portal, text, e-mail. The words are
  /// neutral, so a sensitive reason does not forbid them; a strict one leaves only the portal, and
  /// a confidential-communication request overrides every channel.
  package func messageChannel(_ patient: Patient, _ entry: RecallEntry) -> ContactMethod? {
    guard !patient.permissions.confidential, !patient.permissions.doNotContact, !patient.deceased
    else { return nil }
    let open = [ContactMethod.portal, .sms, .email].filter { consents(patient, $0) }
      .filter { $0 == .portal || !policy.isStrict(entry, patient) }
    return open.first { $0 == patient.contactMethod } ?? open.first
  }

  private func consents(_ patient: Patient, _ channel: ContactMethod) -> Bool {
    switch channel {
    case .sms: patient.permissions.sms == true && Self.textNumber(patient) != nil
    case .email: patient.permissions.email == true && !(patient.email ?? "").isEmpty
    case .portal: patient.permissions.portal == true
    case .call, .mail: false
    }
  }

  /// The number a text goes to: a mobile; the numbers themselves do not tell (DOMAIN 1.3), so one
  /// of unknown kind is taken when the patient consented and no mobile is on record.
  package static func textNumber(_ patient: Patient) -> String? {
    let good = patient.phones.filter { $0.status == .good }.sorted { $0.rank < $1.rank }
    return (good.first { $0.kind == .mobile } ?? good.first { $0.kind == .other })?.number
  }
}
