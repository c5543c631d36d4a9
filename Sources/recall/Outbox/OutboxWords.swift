import Foundation
import RecallConsole
import RecallDomain
import ScriptEngine

/// What is said about messages in the languages of the clinic: the subject of an e-mail, and what
/// the front desk reads of a promised message that did not go out.
struct OutboxWords {
  private let staff: [String: StaffPhrases]
  private let policy: ClinicPolicy

  init(_ library: ScriptLibrary, policy: ClinicPolicy) {
    staff = library.staffPhrases
    self.policy = policy
  }

  /// In the language of the message; names the clinic as anybody may know it, and nothing else.
  func subject(in language: String?) -> String {
    let clinic = policy.neutralName
    guard let phrases = phrases(language ?? policy.sourceLanguage) else { return clinic }
    return phrases.text("outbox.subject", ["clinic": clinic])
  }

  /// A message that was promised in a call, and is given up: somebody tells the patient another way.
  /// What is a step of the cadence needs nobody, the cadence goes on.
  func items(
    _ message: OutboxItem, _ after: AfterHandOver, at now: Date, zone: Zone
  ) -> [QueueItem] {
    guard case .dead(let failure) = after, !message.isStep, let recall = message.recall,
      let phrases = phrases(policy.sourceLanguage)
    else { return [] }
    let words = phrases.text(
      "outbox.undelivered",
      [
        "channel": phrases.text("channel.\(message.channel.rawValue)"),
        "why": phrases.text("outbox.failure.\(failure.rawValue)"), "text": message.text,
      ])
    return [
      QueueItem(
        id: QueueItemID("undelivered/\(message.key)/\(message.tries)"), queue: .frontDesk,
        recall: recall, patient: message.patient, call: nil, opened: now,
        due: policy.queueHours.due(.frontDesk, urgent: false, opened: now),
        owner: policy.queues[.frontDesk]?.owner, question: words, verified: false,
        callBack: message.channel == .sms ? message.address : nil, language: message.language,
        concern: .undelivered)
    ]
  }

  private func phrases(_ language: String) -> StaffPhrases? {
    staff[language] ?? staff[LanguageTag.primary(language)] ?? staff[policy.sourceLanguage]
  }
}
