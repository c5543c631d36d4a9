import Foundation
import RecallDomain
import RecallStorage
import Testing

@testable import RecallConsole

@Suite("A limit that was set aside, and a console that died")
struct OverrideTests {
  private static let remark =
    "A limit was set aside for this call (not due yet): travels tomorrow"

  private func day() throws -> ConsoleDay {
    let day = try ConsoleDay { $1.due = CivilDate(year: 2026, month: 12, day: 3)! }
    day.caller.roles = [.caller, .lead]
    return day
  }

  @Test("before the dial: the card says it again, the number may be dialled, the note has it")
  func beforeDialling() throws {
    let day = try day()
    _ = day.run(events: [.line("open r-1 override travels tomorrow"), .terminated(15)])
    #expect(try day.store.heldAtDial(by: "ana")?.because == "travels tomorrow")
    let again = day.run(["next", "n", "", "no_answer", "", "quit"])
    #expect(again.prompts.prefix(4) == ["recall", "dialled", "dial", "opening"])
    #expect(again.output.contains("! A limit of the clinic is set aside for this call: travels"))
    #expect(day.notes.first?.remarks == [Self.remark])
  }

  @Test("a number that was dialled already: the attempt has it from its first line on")
  func dialled() throws {
    let day = try day()
    _ = day.run(events: [.line("open r-1 override travels tomorrow"), .terminated(15)])
    _ = day.run(["next", "y", "no_answer", "", "quit"])
    #expect(day.notes.first?.remarks == [Self.remark])
  }

  @Test("in the call: it stands there once, whoever takes it up and how often")
  func inTheCall() throws {
    let day = try day()
    _ = day.run(events: [.line("open r-1 override travels tomorrow"), .line(""), .terminated(15)])
    _ = day.run(events: [.line("resume"), .terminated(15)])
    let resumed = day.run(["resume", "no_answer", "", "quit"])
    #expect(resumed.output.contains("! A limit of the clinic is set aside"))
    #expect(day.notes.first?.remarks == [Self.remark])
  }

  @Test("given back, it is over: another claim of the same patient knows nothing of it")
  func givenBack() throws {
    let day = try day()
    _ = day.run(["open r-1 override travels tomorrow", "/back", "quit"])
    let plain = day.run(["open r-1", "quit"])
    #expect(plain.output.unwrapped.contains("Not now: due Thu, Dec 3"))
    #expect(try day.store.heldAtDial(by: "ana") == nil)
  }
}

@Suite("What the patient says ends their other recalls too")
struct OtherRecallsTests {
  @Test("an opt-out in a call closes every recall of the patient when it is saved")
  func optOut() throws {
    let day = try ConsoleDay()
    var other = ConsoleDay.entry
    (other.id, other.reason, other.priority) = (RecallID("r-2"), "device-check", 4)
    let row = ImportRow(patient: ConsoleDay.rosa, entry: other, entryHasOwnID: true)
    _ = try day.store.importBatch(ImportBatch(source: "test", rows: [row]), at: day.now)
    _ = day.run(["next", "", "patient", "y", "1961-03-04", "st", "", "quit"])
    for recall in ["r-1", "r-2"] {
      let entry = try #require(try day.store.candidate(RecallID(recall))?.entry)
      #expect(entry.state == .closed, "\(recall)")
    }
    let why = day.run(["why r-2", "quit"]).output.unwrapped
    #expect(why.contains("the record says that the patient wants no contact"))
  }

  @Test("one channel's opt-out closes nothing")
  func channel() throws {
    let day = try ConsoleDay()
    _ = day.run([
      "next", "", "patient", "y", "1961-03-04", "/contact sms no", "/end no-answer hung-up", "",
      "quit",
    ])
    #expect(try day.store.candidate(RecallID("r-1"))?.entry.state != .closed)
  }
}
