import Foundation
import RecallDomain
import ScriptEngine

/// A note on the screen: short before it is saved, four plain lines for the chart afterwards.
struct NoteView {
  let desk: Desk
  let note: CallNote

  /// What the caller reads before Enter, in the console's language.
  func show() {
    let screen = desk.screen
    screen.field(desk.say("note.heading"), desk.label(note.ending), labelWidth: 11)
    screen.field("", TerminalText.clean(note.summary), labelWidth: 11)
    if phrases.locale != desk.phrases.locale {
      let language = desk.dates.languageName(phrases.locale)
      screen.aside(desk.say("note.kept-in", ["language": language]))
    }
    screen.blank()
  }

  /// Four lines to copy: when and who, the outcome, what happened and what follows, which note.
  /// They are in the language that the clinic documents in, whatever the console speaks. Below
  /// them what was added since, each with its author and time.
  func showForChart(_ additions: [NoteAddition] = []) {
    desk.noteIsOnScreen = true
    desk.screen.blank()
    desk.screen.aside(
      desk.say(desk.store.kind == .practice ? "note.for-no-chart" : "note.for-chart"))
    let lines = [call, outcome, TerminalText.clean(note.summary), identifier]
    for line in lines { desk.screen.paragraph(line, indent: 2) }
    for addition in additions { show(addition) }
    desk.screen.blank()
  }

  /// What was just added, for the chart too.
  func showAdded(_ addition: NoteAddition) {
    desk.noteIsOnScreen = true
    desk.screen.blank()
    desk.screen.aside(desk.say(addition.change == nil ? "last.amended" : "last.corrected"))
    show(addition)
    desk.screen.blank()
  }

  private func show(_ addition: NoteAddition) {
    let words = AdditionWords(phrases: phrases, zone: desk.clinicZone)
    for line in words.lines(addition) { desk.screen.paragraph(line, indent: 2) }
  }

  private var phrases: StaffPhrases { desk.documentationPhrases }

  private var call: String {
    let key = note.direction == .inbound ? "note.chart-call-in" : "note.chart-call"
    let dates = StaffDates(locale: phrases.locale)
    let values = [
      "time": dates.dayAndTime(note.started, in: desk.clinicZone), "attempt": String(note.attempt),
      "caller": TerminalText.clean(note.caller), "number": PhoneNumber.display(note.number),
    ]
    return phrases.text(key, values)
  }

  private var outcome: String {
    phrases.text("note.chart-outcome", ["outcome": phrases.label(note.ending)])
  }

  private var identifier: String {
    phrases.text("note.chart-id", ["id": TerminalText.clean(note.id.rawValue)])
  }
}
