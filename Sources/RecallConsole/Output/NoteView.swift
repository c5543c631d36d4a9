import Foundation
import RecallDomain

/// A note on the screen: short before it is saved, four plain lines for the chart afterwards.
struct NoteView {
  let desk: Desk
  let note: CallNote

  /// What the caller reads before Enter.
  func show() {
    let screen = desk.screen
    screen.blank()
    screen.field(desk.say("note.heading"), desk.label(note.ending), labelWidth: 11)
    screen.field("", TerminalText.clean(note.summary), labelWidth: 11)
    screen.blank()
  }

  /// Four lines to copy: when and who, the outcome, what happened and what follows, which note.
  func showForChart() {
    let when = desk.dates.dayAndTime(note.started, in: desk.clinicZone)
    let key = note.direction == .inbound ? "note.chart-call-in" : "note.chart-call"
    let lines = [
      desk.say(
        key,
        [
          "time": when, "attempt": String(note.attempt), "caller": note.caller,
          "number": PhoneNumber.display(note.number),
        ]),
      desk.say("note.chart-outcome", ["outcome": desk.label(note.ending)]),
      TerminalText.clean(note.summary),
      desk.say("note.chart-id", ["id": note.id.rawValue]),
    ]
    desk.screen.blank()
    for line in lines { desk.screen.paragraph(line, indent: 2) }
    desk.screen.blank()
  }
}
