import Foundation
import RecallDomain
import RecallStorage
import Testing

@testable import RecallConsole

@Suite("The list and who is taken from it")
struct MorningTests {
  @Test("the list numbers its entries, and a number stands for an ID")
  func numbers() throws {
    let day = try ConsoleDay()
    try day.add(2, "Walter", "Brooks") { patient, entry in
      entry.authorization = "pending"
      patient.language = nil
    }
    let said = day.run(["worklist", "why 2", "open 2"])
    #expect(said.lines.contains { $0.hasPrefix("  1  Rosa Delgado Ruiz") && $0.hasSuffix("r-1") })
    #expect(said.lines.contains { $0.hasPrefix("  2  Walter Brooks") && $0.hasSuffix("r-2") })
    #expect(said.lines.contains("     authorization, language unknown"))
    #expect(said.output.contains("Walter Brooks                can be called now"))
    #expect(said.output.contains("dial +1 617 555 1002"))
  }

  @Test("counts by segment and by reason stand below the list")
  func summary() throws {
    let day = try ConsoleDay()
    try day.add(2, "Walter", "Brooks") { patient, _ in patient.phones = [] }
    try day.add(3, "Joan", "Hanley") { $1.due = CivilDate(year: 2026, month: 12, day: 3)! }
    try day.settle()
    let said = day.run(["worklist"]).output
    #expect(said.unwrapped.contains("1 can be called now: overdue follow-up 1."))
    #expect(said.contains("2 are left out:"))
    #expect(said.contains("  1  no number that can be dialed\n"))
    #expect(said.contains("  1  not due yet · the first Thu, Dec 3 at 9:00 AM\n"))
  }

  @Test("nobody now: how many are blocked by what, and when the next one can be called")
  func nobody() throws {
    let day = try ConsoleDay { $1.due = CivilDate(year: 2026, month: 12, day: 3)! }
    try day.add(2, "Walter", "Brooks") { patient, _ in patient.phones = [] }
    let said = day.run(["next"]).output
    #expect(said.contains("Nobody can be called right now."))
    #expect(said.contains("  1  no number that can be dialed\n"))
    #expect(said.contains("  1  not due yet\n"))
    #expect(said.unwrapped.contains("The next one can be called Thu, Dec 3 at 9:00 AM: why r-1"))
  }

  @Test("no line of the list is wider than the screen, whatever the name")
  func wide() throws {
    let day = try ConsoleDay { patient, _ in
      patient.firstName = "Maximiliana Guadalupe de los Ángeles y de la Santísima Trinidad"
    }
    let lines = day.run(["worklist", "why r-1", "lookup", "maximiliana"]).lines
    for line in lines { #expect(TerminalText.width(line) < 80, "\(line)") }
  }

  @Test("the day is shown whole, also one of another year, or in a language that takes more room")
  func wholeDays() throws {
    let day = try ConsoleDay { $1.due = CivilDate(year: 2025, month: 11, day: 12)! }
    try day.add(2, "Walter", "Brooks")
    let lines = day.run(["worklist"]).lines
    #expect(lines.contains { $0.contains("  Nov 12, 2025  1/4  r-1") })
    let rows = lines.filter { $0.contains("1/4") }.map { $0.split(separator: "1/4")[0].count }
    #expect(rows.count == 2 && Set(rows).count == 1, "one below the other")
  }

  // MARK: Skipping

  @Test("skip alone shows the usual reasons; a number of them will do")
  func skip() throws {
    let day = try ConsoleDay()
    try day.add(2, "Walter", "Brooks")
    let said = day.run(["next", "skip", "skip 4", "next"])
    #expect(said.output.contains("    1  know-them "))
    #expect(said.problems.contains("The reason? Type skip and a number"))
    #expect(said.output.contains("Walter Brooks"), "not the same patient again")
    let other = ConsoleDay.colleague(of: day)
    #expect(other.run(["next"]).output.contains("Rosa Delgado Ruiz"), "but for others")
  }

  @Test("Tab offers the reasons behind skip, and IDs of the list shown last behind why and open")
  func completion() throws {
    let day = try ConsoleDay()
    let requests = day.run(["worklist", "next", "skip 1"]).requests
    let main = try #require(requests.last { $0.name == "recall" })
    #expect(main.completions("why ") == ["r-1"])
    #expect(main.completions("open r-1 o") == ["override"])
    let dial = try #require(requests.last { $0.name == "dial" })
    #expect(dial.completions("skip kn") == ["know-them"])
    #expect(dial.completions("sk w") == ["wrong-record"])
    #expect(dial.completions("number ") == [])
  }

  // MARK: Languages

  @Test("a patient is left to the colleague who speaks the language, unless chosen")
  func qualified() throws {
    let day = try ConsoleDay { patient, _ in patient.language = "es" }
    day.caller = StaffMember(id: "ann", name: "Ann", roles: [.caller], languages: ["en"])
    #expect(day.run(["next", "/back"]).output.contains("not qualified"), "nobody else could")
    day.now = day.now.addingTimeInterval(3600)
    try day.store.addStaff(
      StaffMember(id: "eva", name: "Eva", roles: [.caller], languages: ["en", "es"]))
    let said = day.run(["next", "why r-1", "open r-1"])
    #expect(said.output.contains("Nobody can be called right now."))
    #expect(said.output.contains("  1  left to a caller who speaks the language"))
    #expect(said.output.unwrapped.contains("speaks Spanish and is left to a qualified colleague"))
    #expect(said.prompts.last == "dial", "with an interpreter the call may be opened")
  }

  // MARK: Patients who call back

  @Test("a household's phone shows names alone until one is chosen")
  func household() throws {
    let day = try ConsoleDay()
    try day.add(2, "Luis", "Delgado") { patient, entry in
      patient.phones = ConsoleDay.rosa.phones
      entry.segment = "missed-visit"
    }
    let list = day.run(["lookup", "617 555 0142"]).output
    #expect(list.unwrapped.contains("Ask who is calling before you choose"))
    #expect(list.contains("1  Rosa Delgado Ruiz") && list.contains("2  Luis Delgado"))
    for word in ["missed", "overdue", "due ", "can be called", "priority", "19"] {
      #expect(!list.contains(word), "\(word)")
    }
    let said = day.run(["lookup", "617 555 0142", "open 2 inbound"])
    #expect(said.prompts.last == "full_name", "the call begins with who they are")
  }

  @Test("one person: each recall with where it stands")
  func person() throws {
    let said = try ConsoleDay().run(["lookup", "rosa del"]).output.unwrapped
    #expect(said.contains("1 Rosa Delgado Ruiz overdue follow-up r-1"))
    #expect(said.contains("can be called now"))
    #expect(!said.contains("1961") && !said.contains("02139"))
  }

  @Test("the ID that the source knows a patient by finds them everywhere")
  func patientID() throws {
    let day = try ConsoleDay { patient, _ in patient.mrn = "LC-77" }
    try day.add(2, "Luis", "Delgado")
    for id in ["p-1", "LC-77"] {
      let said = day.run(["why \(id)", "lookup", id, "open \(id)"])
      #expect(said.output.contains("can be called now"))
      #expect(said.output.unwrapped.contains("1 Rosa Delgado Ruiz overdue follow-up r-1"))
      #expect(said.prompts.last == "dial")
    }
    #expect(day.run(["why p-9", "open p-9"]).problems.contains("There is nothing under that ID."))
  }

  // MARK: Opening one that is left out

  @Test("a patient whom the rules keep back is refused with the sentence")
  func refused() throws {
    let day = try ConsoleDay { $1.due = CivilDate(year: 2026, month: 12, day: 3)! }
    let said = day.run(["open r-1", "open r-1 override she asked", "open r-1 xyz", "open r-9"])
    #expect(
      said.output.unwrapped.contains(
        "Not now: due Thu, Dec 3; the list takes it up on Thu, Dec 3 at 9:00 AM."))
    #expect(!said.output.contains("override"), "a caller is not told of what they may not do")
    #expect(said.problems.contains("Only a manager or the clinic lead"))
    #expect(said.problems.contains("After the ID only inbound"))
    #expect(!said.prompts.contains("dial"))
  }

  @Test("a lead may set the clinic's limit aside: the note says which, and why")
  func override() throws {
    let day = try ConsoleDay { $1.due = CivilDate(year: 2026, month: 12, day: 3)! }
    day.caller.roles = [.caller, .lead]
    let said = day.run([
      "open r-1", "open r-1 override", "open r-1 override travels tomorrow", "", "no_answer", "",
    ])
    #expect(said.output.unwrapped.contains("open ID override WHY"))
    #expect(said.problems.contains("Say why, in a few words"))
    #expect(said.output.contains("! A limit of the clinic is set aside for this call: travels"))
    let note = try #require(day.notes.first)
    #expect(note.remarks == ["A limit was set aside for this call (not due yet): travels tomorrow"])
  }

  @Test("an opt-out is not set aside by anybody")
  func optOut() throws {
    let day = try ConsoleDay { patient, _ in patient.permissions.doNotContact = true }
    day.caller.roles = [.caller, .lead]
    let said = day.run(["open r-1 override I know her"])
    #expect(said.output.unwrapped.contains("Not now: asked not to be called"))
    #expect(!said.prompts.contains("dial"))
  }

  // MARK: Booking

  private static let toBooking = ["next", "", "patient", "y", "1961-03-04", "ready"]

  private static func slots(_ day: ConsoleDay) throws {
    let zone = Zone("America/New_York")!
    let times = ["09:20", "15:10"].compactMap { TimeOfDay($0) }
    try day.store.addSlots(
      (1...8).flatMap { ahead in
        times.map { time in
          let local = LocalTime(
            date: CivilDate(year: 2026, month: 12, day: ahead)!, time: time)
          return Slot(
            id: SlotID("w-\(ahead)-\(time)"), start: local.instant(in: zone), minutes: 30,
            provider: "Dr. Okafor")
        }
      })
  }

  @Test("a part of the day or a day narrows the times; what is not open is said")
  func narrowed() throws {
    let day = try ConsoleDay()
    try Self.slots(day)
    let said = day.run(
      Self.toBooking + ["morning", "dec 4", "more", "sunday evening", "all", "x y z", "1"])
    // The words stand above the list each time.
    let lists = said.output.components(separatedBy: "❝").suffix(7).map { String($0) }
    #expect(lists[1].contains("1 Tue, Dec 1 at 9:20 AM") && !lists[1].contains("3:10 PM"))
    #expect(lists[2].contains("1 Fri, Dec 4 at 9:20 AM") && lists[2].contains("3:10 PM"))
    #expect(lists[3].contains("1 Mon, Dec 7 at 9:20 AM"))
    #expect(lists[4].contains("Nothing is open then. The soonest:"))
    #expect(lists[5].contains("1 Wed, Nov 25 at 2:05 PM"))
    #expect(said.problems.contains("A number of the list; a day or a part of the day"))
  }

  @Test("nothing with the own provider: colleagues', and it is said")
  func colleagues() throws {
    let day = try ConsoleDay { $1.provider = "Dr. Nobody" }
    let said = day.run(Self.toBooking).output
    #expect(said.contains("Nothing is open with Dr. Nobody. With colleagues:"))
    #expect(said.contains("Dr. Okafor"))
  }

  @Test("times are the clinic's, with the patient's beside them where they differ")
  func zones() throws {
    let day = try ConsoleDay { patient, _ in
      (patient.state, patient.postalCode) = ("AZ", "85004")
      patient.phones = [PatientPhone(number: "+16025550142", kind: .mobile, rank: 1)]
    }
    #expect(day.run(Self.toBooking).output.contains("at 2:05 PM (12:05 PM there)"))
  }
}

extension ConsoleDay {
  /// Somebody else at the same store.
  static func colleague(of day: ConsoleDay) -> ConsoleDay {
    day.caller = StaffMember(id: "ben", name: "Ben", roles: [.caller], languages: ["en", "es"])
    return day
  }
}
