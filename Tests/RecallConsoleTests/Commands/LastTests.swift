import Foundation
import RecallDomain
import RecallStorage
import Testing

@testable import RecallConsole

@Suite("`last`: the note again, words added to it, another outcome in its place")
struct LastTests {
  private let noAnswer = ["next", "", "no_answer", ""]

  @Test("words are added with author and time, and stand in every view of the note")
  func amend() throws {
    let day = try ConsoleDay()
    day.caller.roles = [.caller, .lead]
    let typed = day.run(noAnswer + ["last amend", "her sister answered before", "last", "quit"])
    #expect(typed.prompts.contains("amend"))
    let text = typed.output.unwrapped
    #expect(text.contains("Added Tue, Nov 24 at 2:05 PM by ana: “her sister answered before”"))
    let note = try #require(day.notes.first)
    #expect(try day.store.additions(to: note.id).map(\.words) == ["her sister answered before"])
    day.now += 3600
    let history = day.run(["open r-1 override must", "", "/history", "/park", "quit"])
    #expect(history.output.unwrapped.contains("her sister answered before"))
  }

  @Test("an empty line at either prompt changes nothing")
  func nothing() throws {
    let day = try ConsoleDay()
    let typed = day.run(
      noAnswer + ["last amend", "", "last correct declined for-now", "cost", "", "quit"])
    #expect(typed.output.contains("Nothing was changed."))
    let note = try #require(day.notes.first)
    #expect(try day.store.additions(to: note.id).isEmpty)
    #expect(
      try day.store.candidate(RecallID("r-1"))?.attempts.map(\.ending) == [Ending(.noAnswer)])
  }

  @Test("another outcome: what it needs is asked, what follows is decided anew, the note stays")
  func correct() throws {
    let day = try ConsoleDay()
    let saved = day.run(noAnswer + ["quit"])
    #expect(saved.code == 0)
    let before = try #require(try day.store.candidate(RecallID("r-1")))
    let typed = day.run([
      "last correct callback-requested at-time", "tomorrow 3pm", "pressed the wrong key", "quit",
    ])
    #expect(typed.prompts == ["recall", "callback_window", "reason", "recall"])
    let text = typed.output.unwrapped
    #expect(text.contains("from “no answer · rang out” to “callback requested · at a time”"))
    #expect(text.contains("Reason: “pressed the wrong key”"))
    #expect(text.contains("Next: a call by Ana"))
    let after = try #require(try day.store.candidate(RecallID("r-1")))
    #expect(after.attempts.map(\.ending) == [Ending(.callbackRequested, .atTime)])
    #expect(after.entry.callback != nil && after.entry.nextAt != before.entry.nextAt)
    #expect(day.notes.first?.ending == Ending(.noAnswer))
    #expect(try day.store.check() == [])
  }

  @Test(
    "it comes to the same as if the right key had been pressed",
    arguments: [
      "declined for-now", "callback-requested any-time", "no-answer busy-signal",
      "wrong-number disconnected", "callback-requested patient-will-call", "escalated complaint",
      "clinical-question routine", "language-support", "authorization-review cost",
      "scheduled already-booked",
    ])
  func asIfRight(_ outcome: String) throws {
    let fields = [
      "declined": ["cost"], "escalated": ["the wait"], "clinical-question": ["eat?"],
      "language-support": ["French"], "authorization-review": ["cost, too much"],
    ]
    let asked = fields[String(outcome.split(separator: " ")[0])] ?? []
    let right = try ConsoleDay()
    _ = right.run(["next", "", "/end \(outcome)"] + asked + ["", "quit"])
    let mended = try ConsoleDay()
    _ = mended.run(noAnswer + ["last correct \(outcome)"] + asked + ["a slip", "quit"])
    let (one, other) = (
      try #require(try right.store.candidate(RecallID("r-1"))),
      try #require(try mended.store.candidate(RecallID("r-1")))
    )
    #expect(one.attempts.map(\.ending) == other.attempts.map(\.ending), "\(outcome)")
    #expect(one.entry.state == other.entry.state, "\(outcome)")
    #expect(one.entry.nextAt == other.entry.nextAt, "\(outcome)")
    #expect(one.entry.nextAction == other.entry.nextAction && one.entry.owner == other.entry.owner)
    #expect(one.contactsByNumber == other.contactsByNumber, "\(outcome)")
    #expect(one.patient.phones == other.patient.phones, "\(outcome)")
    #expect(one.items.map(\.queue) == other.items.map(\.queue), "\(outcome)")
    #expect(one.items.map(\.question) == other.items.map(\.question), "\(outcome)")
    #expect(try mended.store.check() == [])
  }

  @Test("what needs an act is not claimed, and the same outcome is no correction")
  func refused() throws {
    let day = try ConsoleDay()
    let typed = day.run(
      noAnswer + [
        "last correct left-message voicemail", "last correct no-answer rang-out", "last correct",
        "last correct nonsense", "quit",
      ])
    #expect(typed.problems.unwrapped.contains("can only be reached by doing it in the call"))
    #expect(typed.problems.unwrapped.contains("The outcome is “no answer · rang out” already."))
    #expect(typed.problems.unwrapped.contains("last correct needs an outcome: scheduled"))
    #expect(try day.store.additions(to: day.notes[0].id).isEmpty)
  }

  @Test("a clinical question noted by mistake is withdrawn from its queue")
  func withdrawn() throws {
    let day = try ConsoleDay()
    _ = day.run(["next", "", "/end clinical-question", "may I eat?", "", "quit"])
    #expect(try day.store.queueItems(.clinical).count == 1)
    let typed = day.run(["last correct no-answer", "it was the other patient", "quit"])
    #expect(!typed.output.unwrapped.contains("may I eat?"))
    #expect(try day.store.queueItems(.clinical).isEmpty)
    // A detail alone: nothing is asked again.
    _ = day.run(["last correct clinical-question urgent", "it is urgent", "quit"])
    let again = day.run(["last correct clinical-question routine", "it can wait", "quit"])
    #expect(again.prompts == ["recall", "reason", "recall"])
    #expect(again.output.unwrapped.contains("may I eat?"))
    _ = day.run(["last correct no-answer", "no, nobody", "quit"])
    #expect(try day.store.candidate(RecallID("r-1"))?.entry.state == .open)
  }

  @Test("an opt-out stays in force, whatever outcome is put in its place")
  func optOut() throws {
    let day = try ConsoleDay()
    _ = day.run(["next", "", "patient", "y", "1961-03-04", "st", "", "quit"])
    _ = day.run(["last correct declined for-now", "cost", "a slip", "quit"])
    let candidate = try #require(try day.store.candidate(RecallID("r-1")))
    #expect(candidate.patient.permissions.doNotContact && candidate.entry.state == .closed)
  }

  @Test(
    "a booking of the call that nobody noted is asked for, and stands like one made in the call")
  func booked() throws {
    let day = try ConsoleDay()
    _ = day.run(["next", "", "patient", "y", "1961-03-04", "/end declined", "cost", "", "quit"])
    let typed = day.run([
      "last correct scheduled booked", "some day", "2026-12-04 2pm Dr. Lee", "pressed too fast",
      "last correct declined for-now", "quit",
    ])
    #expect(
      typed.prompts == ["recall", "appointment", "appointment", "reason", "recall", "recall"])
    let text = typed.output.unwrapped
    #expect(text.contains("noted: Fri, Dec 4 at 2:00 PM"))
    #expect(text.contains("to “scheduled · booked in this call”"))
    #expect(typed.problems.unwrapped.contains("This call booked an appointment, and it stands."))
    let candidate = try #require(try day.store.candidate(RecallID("r-1")))
    #expect(candidate.entry.state == .scheduled)
    #expect(candidate.attempts.map(\.ending) == [Ending(.scheduled, .booked)])
    #expect(candidate.appointments.map(\.provider) == ["Dr. Lee"])
    #expect(candidate.appointments.map(\.recall) == [RecallID("r-1")])
    #expect(try day.store.check() == [])
  }

  @Test("an empty line books nothing, and who was never verified has booked nothing")
  func notBooked() throws {
    let day = try ConsoleDay()
    _ = day.run(["next", "", "patient", "y", "1961-03-04", "/end declined", "cost", "", "quit"])
    let typed = day.run(["last correct scheduled booked", "", "quit"])
    #expect(typed.output.contains("Nothing was changed."))
    #expect(try day.store.additions(to: day.notes[0].id).isEmpty)
    let other = try ConsoleDay()
    let refused = other.run(noAnswer + ["last correct scheduled booked", "quit"])
    #expect(refused.problems.unwrapped.contains("does not fit who was on the line in that call"))
  }

  @Test("the day after, a caller adds words; a lead corrects any note by its ID")
  func whoAndWhen() throws {
    let day = try ConsoleDay()
    _ = day.run(noAnswer + ["quit"])
    let id = try #require(day.notes.first?.id.rawValue)
    day.now += 24 * 3600
    let late = day.run(["last correct declined for-now", "quit"])
    #expect(late.problems.unwrapped.contains("is over; a manager or lead still can"))
    day.caller = StaffMember(id: "ben", name: "Ben", roles: [.caller], languages: ["en"])
    let other = day.run(["last \(id) amend", "last \(id)", "quit"])
    #expect(other.problems.contains("A colleague saved this note"))
    #expect(other.output.contains("Note \(id)"))
    day.caller = StaffMember(id: "lee", name: "Lee", roles: [.lead], languages: ["en"])
    _ = day.run(["last \(id) correct declined for-now", "cost", "heard from Ana", "quit"])
    let addition = try day.store.additions(to: NoteID(id)).first
    #expect(addition?.author == "lee" && addition?.change?.to == Ending(.declined, .forNow))
  }

  @Test("what the clinic wants noted for an outcome is asked before the note is saved")
  func required() throws {
    let day = try ConsoleDay()
    day.policy.documentation.required = [Ending(.noAnswer)!: [.newNumber]]
    let typed = day.run(["next", "", "no_answer", "", "", "", "quit"])
    #expect(typed.prompts == ["recall", "dial", "opening", "save", "new_number", "save", "recall"])
    #expect(typed.output.contains("The clinic wants this noted for that outcome:"))
    #expect(day.notes.first?.fields[.newNumber] == .some(nil))
  }
}
