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

/// A consented way for a message to one patient.
package struct MessageWay: Hashable, Sendable {
  package let channel: ContactMethod
  /// E.164, an e-mail address, or the patient's name in the portal.
  package let address: String

  package init(channel: ContactMethod, address: String) {
    self.channel = channel
    self.address = address
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

  /// - Parameter number: the one that is dialled; `nil` = the first that may be.
  package func permits(_ candidate: Candidate, on number: String? = nil) -> ContactPermits {
    permits(candidate.patient, candidate.entry, attempts: candidate.attempts, on: number)
  }

  /// - Parameter attempts: earlier attempts of this recall, oldest first.
  package func permits(
    _ patient: Patient, _ entry: RecallEntry, attempts: [AttemptSummary], on number: String? = nil
  ) -> ContactPermits {
    let quiet =
      policy.isSensitive(entry, patient) || policy.isStrict(entry, patient)
      || patient.permissions.confidential || patient.permissions.doNotContact
    let number = number ?? Self.dialable(patient).first?.number
    let leave =
      !quiet && patient.permissions.allows(.voicemail, at: number) != false && !patient.deceased
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

  // MARK: Numbers

  /// Numbers that may be dialled, in the order of the record. A confidential-communication request
  /// means its one number, and no other when that one is no use.
  package static func dialable(_ patient: Patient) -> [PatientPhone] {
    allowed(patient).filter { $0.status == .good }
  }

  private static func allowed(_ patient: Patient) -> [PatientPhone] {
    let byRank = patient.phones.sorted { ($0.rank, $0.number) < ($1.rank, $1.number) }
    guard patient.permissions.confidential else { return byRank }
    guard let only = patient.permissions.onlyNumber else { return Array(byRank.prefix(1)) }
    return byRank.filter { $0.number == only }
  }

  // MARK: Messages

  package func messageChannel(_ patient: Patient, _ entry: RecallEntry) -> ContactMethod? {
    messageWay(patient, entry)?.channel
  }

  /// The consented way: the one the patient prefers, else portal, text, e-mail. The words are
  /// neutral, so a sensitive reason does not forbid them; a strict one leaves only the portal. A
  /// confidential-communication request leaves only the way that it names.
  package func messageWay(_ patient: Patient, _ entry: RecallEntry) -> MessageWay? {
    guard !patient.permissions.doNotContact, !patient.deceased, !patient.inactive else {
      return nil
    }
    let named = patient.permissions.confidential ? patient.contactMethod : nil
    let ways = [ContactMethod.portal, .sms, .email].filter {
      patient.permissions.confidential ? $0 == named : true
    }.filter { $0 == .portal || !policy.isStrict(entry, patient) }
      .compactMap { Self.way($0, to: patient) }
    return ways.first { $0.channel == patient.contactMethod } ?? ways.first
  }

  /// Where a consented channel leads; `nil` without a yes on record.
  package static func way(_ channel: ContactMethod, to patient: Patient) -> MessageWay? {
    let address: String? =
      switch channel {
      case .sms: textNumber(patient)
      case .email:
        patient.email.flatMap {
          !$0.isEmpty && patient.permissions.allows(.email, at: $0) == true ? $0 : nil
        }
      case .portal:
        patient.permissions.allows(.portal, at: nil) == true
          ? patient.mrn ?? patient.id.rawValue : nil
      case .call, .mail: nil
      }
    return address.map { MessageWay(channel: channel, address: $0) }
  }

  /// The number a text goes to: a mobile; the numbers themselves do not tell (DOMAIN 1.3), so one
  /// of unknown kind is taken when the patient consented and no mobile is on record, and any that
  /// was consented to by itself.
  package static func textNumber(_ patient: Patient) -> String? {
    let consented = dialable(patient).filter {
      patient.permissions.allows(.sms, at: $0.number) == true
    }
    let byItself = { (phone: PatientPhone) in
      patient.permissions.consents.contains {
        $0.channel == .sms && $0.at == phone.number && $0.allowed
      }
    }
    let chosen =
      consented.first(where: byItself) ?? consented.first { $0.kind == .mobile }
      ?? consented.first { $0.kind == .other }
    return chosen?.number
  }
}
