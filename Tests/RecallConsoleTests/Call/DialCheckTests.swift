import Foundation
import RecallDomain
import RecallStorage
import Testing

@testable import RecallConsole

@Suite("One last look before a number is dialled")
struct DialCheckTests {
  /// The card is open at a console that was told to stop; then something changes.
  private func changed(_ change: (ConsoleDay) throws -> Void) throws -> (ConsoleDay, Transcript) {
    let day = try ConsoleDay()
    #expect(day.run(events: [.line("next"), .terminated(15)]).output.contains("Rosa"))
    try change(day)
    return (day, day.run(["next", "n", "", "quit"]))
  }

  @Test("a booking found meanwhile is said in one sentence, and the patient is given back")
  func booked() throws {
    let (day, seen) = try changed { day in
      let visit = AppointmentRow(
        id: "a1", whose: .patient(PatientID("p-1")), start: day.now.addingTimeInterval(90_000),
        status: .booked)
      _ = try day.store.importAppointments([visit], at: day.now)
    }
    let sentence =
      "Not dialed: something has changed since you opened this card (has an appointment)."
    #expect(seen.output.replacing("\n", with: " ").contains(sentence))
    #expect(seen.prompts == ["recall", "dialled", "dial", "recall"])
    #expect(seen.code == 0)
    #expect(try day.store.heldAtDial(by: "ana") == nil)
    #expect(try day.store.candidate(RecallID("r-1"))?.attempts.isEmpty == true)
  }

  @Test("an opt-out and the end of the calling hours are found too")
  func others() throws {
    let (_, optedOut) = try changed { day in
      var rosa = ConsoleDay.rosa
      rosa.permissions.doNotContact = true
      let row = ImportRow(patient: rosa, entry: ConsoleDay.entry, entryHasOwnID: true)
      _ = try day.store.importBatch(ImportBatch(source: "test", rows: [row]), at: day.now)
    }
    #expect(optedOut.output.contains("Not dialed"))
    let (_, late) = try changed { $0.now = $0.now.addingTimeInterval(5.1 * 3600) }
    #expect(late.output.contains("Not dialed"))
  }

  @Test("a number that was dialled already is recorded, whatever has changed since")
  func dialledAlready() throws {
    let day = try ConsoleDay()
    _ = day.run(events: [.line("next"), .terminated(15)])
    day.now = day.now.addingTimeInterval(5.1 * 3600)
    let seen = day.run(["next", "y", "no_answer", "", "quit"])
    #expect(seen.output.contains("saved"))
    #expect(day.notes.count == 1)
  }
}
