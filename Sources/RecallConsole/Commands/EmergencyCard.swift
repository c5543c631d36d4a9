import Foundation
import RecallDomain

/// `open ID emergency WHY`: what somebody must know of a patient in an emergency, whose role does not
/// show them. Nothing is changed and nobody is dialled; the reason stands on the record before the
/// first word is on the screen, and with whoever looks after the clinic until they have looked at it.
struct EmergencyCard {
  let desk: Desk

  /// So many notes, the latest first.
  private static let notes = 5

  func open(_ recall: RecallID, because why: String) throws(StoreFailure) {
    guard why.contains(where: \.isLetter), why.count > 2 else {
      return desk.screen.problem(desk.say("open.emergency-needs-reason"))
    }
    let opening = EmergencyOpening(
      id: UUID().uuidString.lowercased(), recall: recall, who: desk.caller.id, because: why,
      at: desk.now)
    try desk.store.openInEmergency(opening)
    guard let candidate = try desk.store.candidate(recall) else { throw .notFound }
    show(candidate)
    try showNotes(of: candidate.patient.id)
    desk.tell("open.emergency-on-record")
  }

  private func show(_ candidate: Candidate) {
    let patient = candidate.patient
    var rows: [(String, [String])] = [
      (patient.fullName, [desk.segment(candidate.entry.segment), candidate.entry.id.rawValue])
    ]
    let language = patient.language.map(desk.dates.languageName)
    rows.append((desk.say("open.emergency-reach"), numbers(patient) + [language].compactMap { $0 }))
    if !patient.representatives.isEmpty {
      let people = patient.representatives.map { "\($0.name) (\($0.relationship))" }
      rows.append((desk.say("open.emergency-people"), people))
    }
    let view = ContactView(desk: desk, patient: patient)
    if !view.limits.isEmpty { rows.append(("", view.limits)) }
    if !view.needs.isEmpty { rows.append((desk.say("card.prepare"), view.needs)) }
    let entry = candidate.entry
    let reason = [entry.reason, desk.dates.day(entry.due, today: desk.today), entry.provider]
    rows.append((desk.say("card.internal"), reason.compactMap { $0 }))
    let words = InboxWords(desk: desk)
    for item in candidate.items.filter(\.isWaiting) {
      let asked = [words.moment(item.opened), item.question.map { "“\($0)”" }]
      rows.append((words.queue(item.queue), asked.compactMap { $0 }))
    }
    desk.screen.blank()
    desk.screen.facts(rows.map { (TerminalText.clean($0.0), $0.1.map { TerminalText.clean($0) }) })
    desk.screen.blank()
  }

  private func numbers(_ patient: Patient) -> [String] {
    patient.phones.sorted { $0.rank < $1.rank }.map { phone in
      phone.status == .good ? phone.number : "\(phone.number) (\(phone.status.rawValue))"
    }
  }

  private func showNotes(of patient: PatientID) throws(StoreFailure) {
    let query = NoteQuery(patient: patient, newestFirst: true, limit: Self.notes)
    let view = NoteListView(desk: desk, full: false)
    for note in try desk.store.notes(query) {
      let kept = KeptNote(note: note, additions: try desk.store.additions(to: note.id))
      desk.screen.write(view.lines(kept))
    }
  }
}

/// What stands behind a verb and asks for an emergency opening.
enum EmergencyWish {
  static let word = "emergency"

  /// What stands behind the ID after `open`.
  static func behindID(_ argument: String) -> String {
    argument.split(separator: " ", maxSplits: 1).dropFirst().map(String.init).joined()
  }

  /// The words behind `emergency`; `nil`: that is not what was asked for.
  static func reason(_ argument: String, _ typed: TypedWords) -> String? {
    let words = argument.split(separator: " ", maxSplits: 1).map(String.init)
    guard let first = words.first else { return nil }
    let reader = NameReader(entries: [
      NameReader<String>.Entry(name: word, english: word, words: typed.folded("word.\(word)"))
    ])
    guard first.count > 2, reader.one(first) == word else { return nil }
    return TerminalText.clean(words.count > 1 ? words[1] : "").trimmed
  }
}
