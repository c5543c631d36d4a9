package import RecallDomain
import ScriptEngine

/// Notes to read one after the other: a heading with when, who and about whom; the outcome that
/// counts; the text; what was added since. In full also the call behind it.
package struct NoteListView {
  private let desk: Desk
  private let isFull: Bool

  package init(desk: Desk, full: Bool) {
    self.desk = desk
    isFull = full
  }

  /// - Parameters:
  ///   - name: the patient's, beside the id.
  ///   - earlier: attempts of the recall before this one, for the full view.
  package func lines(
    _ kept: KeptNote, name: String? = nil, earlier: [AttemptSummary] = []
  ) -> [String] {
    var lines = [desk.screen.bold(TerminalText.truncate(heading(kept.note, name), to: width))]
    lines += wrapped(desk.label(kept.ending))
    if kept.ending != kept.note.ending {
      lines += wrapped(desk.say("notes.before", ["outcome": desk.label(kept.note.ending)]))
    }
    lines += wrapped(TerminalText.clean(kept.note.summary))
    let words = AdditionWords(phrases: desk.phrases, zone: desk.clinicZone)
    for addition in kept.additions { lines += words.lines(addition).flatMap(wrapped) }
    if isFull { lines += full(kept.note, earlier) }
    return lines + [""]
  }

  package var none: String { desk.say("notes.none") }

  private var width: Int { desk.screen.width - 1 }

  private func wrapped(_ text: String) -> [String] {
    TerminalText.wrap(text, width: width, indent: "  ")
  }

  private func heading(_ note: CallNote, _ name: String?) -> String {
    let ended = LocalTime(note.ended, in: desk.clinicZone)
    let facts = [
      "\(ended.date) \(ended.time)", note.caller, desk.segment(note.segment),
      [note.patient.rawValue, name].compactMap { $0 }.joined(separator: " "),
    ]
    return TerminalText.clean(facts.joined(separator: " · "))
  }

  private func full(_ note: CallNote, _ earlier: [AttemptSummary]) -> [String] {
    let path = note.path.map { "\($0.node) \($0.answer)" }.joined(separator: " · ")
    let languages = note.spokenLanguages.map(desk.dates.languageName)
    var facts = [
      ("notes.call", call(note)), ("notes.languages", languages.joined(separator: ", ")),
      ("notes.script", note.script.id), ("notes.path", path),
      ("notes.recall", note.recall.rawValue),
      ("notes.id", note.id.rawValue),
    ]
    facts += earlier.map { ("notes.earlier", attempt($0)) }
    return facts.filter { !$0.1.isEmpty }.flatMap {
      wrapped("\(desk.say($0.0)): \(TerminalText.clean($0.1))")
    }
  }

  private func call(_ note: CallNote) -> String {
    let times = [note.started, note.ended].map { desk.dates.time($0, in: desk.clinicZone) }
    let way = desk.say("notes.\(note.direction.rawValue)")
    let number = note.number.isEmpty ? "" : PhoneNumber.display(note.number)
    let facts = [
      way, number, times.joined(separator: "–"),
      desk.say("notes.attempt", ["number": String(note.attempt)]),
      desk.say("notes.identity.\(note.identity.result.rawValue)"),
    ]
    return facts.filter { !$0.isEmpty }.joined(separator: " · ")
  }

  private func attempt(_ attempt: AttemptSummary) -> String {
    let facts = [
      desk.dates.dayAndTime(attempt.started, in: desk.clinicZone), attempt.caller,
      attempt.ending.map { desk.label($0) } ?? desk.say("history.no-outcome"),
    ]
    return facts.joined(separator: " · ")
  }
}
