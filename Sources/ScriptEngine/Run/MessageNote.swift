package import Foundation
package import RecallDomain

/// The note of an attempt that no person made: a message of the cadence, written to the outbox.
package struct MessageNote {
  let plan: MessagePlan
  let candidate: Candidate
  let edition: Edition
  let language: String
  let mode: StoreKind
  let next: NextAction
  let routed: [QueueItem]
  let now: Date

  package init(
    plan: MessagePlan, candidate: Candidate, edition: Edition, language: String, mode: StoreKind,
    next: NextAction, routed: [QueueItem], at now: Date
  ) {
    self.plan = plan
    self.candidate = candidate
    self.edition = edition
    self.language = language
    self.mode = mode
    self.next = next
    self.routed = routed
    self.now = now
  }

  package func note(in phrases: StaffPhrases, _ policy: ClinicPolicy) -> CallNote {
    CallNote(
      id: NoteID(plan.key), call: CallID(plan.key), recall: plan.recall, patient: plan.patient,
      segment: candidate.entry.segment, attempt: plan.attempt, direction: .outbound, mode: mode,
      caller: MessageStep.author, number: plan.way.channel == .sms ? plan.way.address : "",
      started: now, ended: now, identity: CallNote.Identity(result: .notAsked),
      preferredLanguage: candidate.patient.language, spokenLanguages: [language],
      interpreter: nil, script: scriptUsed, path: [], barriers: [], fields: [:],
      ending: Ending(.leftMessage, .sent)!, also: nil, next: next,
      routed: routed.map { CallNote.Routed(queue: $0.queue, item: $0.id, due: $0.due) },
      remarks: [], summary: summary(phrases, policy))
  }

  private var scriptUsed: CallNote.ScriptUsed {
    CallNote.ScriptUsed(
      id: edition.script.id, structure: edition.structureHash,
      words: edition.wordsHashes.filter { $0.key == language },
      approved: edition.approved && edition.approvedLanguages.contains(language))
  }

  private func summary(_ phrases: StaffPhrases, _ policy: ClinicPolicy) -> String {
    let name = Locale(identifier: phrases.locale).localizedString(forIdentifier: language)
    let what = phrases.text(
      "note.message-step",
      [
        "channel": phrases.text("channel.\(plan.way.channel.rawValue)"),
        "language": name ?? language,
      ])
    return "\(what) \(then(phrases, policy))"
  }

  private func then(_ phrases: StaffPhrases, _ policy: ClinicPolicy) -> String {
    let key = "note.next.\(next.kind.rawValue)"
    let owner = next.owner.map { owner in
      QueueName(rawValue: owner) == nil ? owner : phrases.text("note.owner.\(owner)")
    }
    let values = ["owner": owner ?? phrases.text("note.owner.team")]
    guard let at = next.at else { return phrases.text(key, values) }
    let day = phrases.dates.moment(
      LocalTime(at, in: policy.zone), today: CivilDate(year: 2000, month: 1, day: 1)!)
    return phrases.text("\(key).dated", values.merging(["date": day]) { $1 })
  }
}
