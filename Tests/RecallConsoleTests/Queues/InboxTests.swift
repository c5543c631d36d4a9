import Foundation
import RecallDomain
import RecallStorage
import Testing

@testable import RecallConsole

@Suite("The inbox, as the teams work it")
struct InboxTests {
  /// Ana has made a call in which Rosa asked something, and has saved it.
  static func asked(_ kind: StoreKind = .demo) throws -> ConsoleDay {
    let day = try ConsoleDay(kind: kind)
    let call = day.run(Road.verbatim.typed + ["May I eat before the test?", "enough", "", "quit"])
    #expect(call.output.contains("saved"))
    return day
  }

  static func works(_ day: ConsoleDay, _ id: String, _ name: String, _ role: StaffRole) {
    day.caller = StaffMember(id: id, name: name, roles: [role], languages: ["en"])
  }

  @Test("a nurse sees at once what waits, with everything needed to call back")
  func list() throws {
    let day = try Self.asked()
    Self.works(day, "kim", "Kim", .clinical)
    let screen = day.run(["inbox", "inbox show 1", "quit"]).output.unwrapped
    #expect(screen.contains("Waiting: clinical team 1. inbox shows it."))
    for fact in [
      "due today at 7:00 PM · clinical team · clinical question",
      "Rosa Delgado Ruiz · +1 617 555 0142",
      "English · identity confirmed", "“May I eat before the test?”",
      "asked by ana, today at 2:05 PM", "answer promised by", "attempt 1",
      "clinical question · routine",
    ] {
      #expect(screen.contains(fact), "\(fact) is missing in \(screen)")
    }
  }

  @Test("what the insurance is asked stands in the inbox while the patient still talks")
  func concernInCall() throws {
    let day = try ConsoleDay(kind: .live)
    _ = day.run(Road.verbatim.typed.dropLast() + ["/in", "cost what will I pay?"])
    Self.works(day, "olga", "Olga", .office)
    let screen = day.run(["inbox", "quit"]).output.unwrapped
    #expect(screen.contains("· insurance · cost"), "\(screen)")
    #expect(screen.contains("the call is not over"))
    day.locale = "es"
    #expect(day.run(["bandeja", "salir"]).output.unwrapped.contains("· seguros · costo"))
  }

  @Test("whoever arranges a ride reads for which visit, and by when it has to be settled")
  func ride() throws {
    let day = try ConsoleDay(kind: .live)
    _ = day.run(Road.verbatim.typed.dropLast() + ["/tr", "no car"])
    var visit = AppointmentRow(
      id: "v-1", whose: .patient(PatientID("p-1")), start: day.now.addingTimeInterval(70_000),
      status: .booked)
    visit.provider = "Dr. Okafor"
    _ = try day.store.importAppointments(
      [visit], at: day.now, hours: day.policy.queueHours, judge: nil)
    Self.works(day, "olga", "Olga", .office)
    let screen = day.run(["inbox", "inbox show 1", "quit"]).output.unwrapped
    #expect(screen.contains("due today at 7:00 PM · transport · a ride"), "\(screen)")
    #expect(screen.contains("before the visit Wed, Nov 25 at 9:31 AM, Dr. Okafor"), "\(screen)")
    day.locale = "es"
    #expect(day.run(["bandeja", "salir"]).output.unwrapped.contains("antes de la cita: mié"))
  }

  @Test("taken, answered, told: the answer comes back to the caller, and the item is closed")
  func wholeWay() throws {
    let day = try Self.asked()
    Self.works(day, "kim", "Kim", .clinical)
    let nurse = day.run([
      "inbox", "inbox take 1", "inbox answer 1", "Yes, a light breakfast.", "", "quit",
    ])
    #expect(nurse.prompts.suffix(4) == ["recall", "answer", "then", "recall"][...])
    #expect(nurse.output.contains("It is yours"))
    #expect(nurse.output.unwrapped.contains("Rosa Delgado Ruiz may be called again"))

    Self.works(day, "ana", "Ana", .caller)
    day.now = ConsoleDay.now.addingTimeInterval(86_400)
    let call = day.run([
      "promises", "next", "", "patient", "y", "1961-03-04", "will_book", "", "quit",
    ])
    let screen = call.output.unwrapped
    #expect(screen.contains("1 answer has come back for your patients"))
    #expect(screen.contains("TO TELL, after identity"))
    #expect(screen.contains("Now you may tell: clinical team answered (kim)"))
    #expect(day.notes.last?.told == [.clinical])
    #expect(day.notes.last?.summary.contains("the patient was given the answer") == true)
    let item = try day.store.inbox(
      InboxQuery(by: "ana", id: try day.store.candidate(RecallID("r-1"))?.items.first?.id),
      at: day.now
    ).first
    #expect(item?.item.state == .closed && item?.item.toldIn != nil)
  }

  @Test("where the input ends after the answer, the patient is called again; the prompt names them")
  func endOfInput() throws {
    let day = try Self.asked()
    Self.works(day, "kim", "Kim", .clinical)
    let nurse = day.run(["inbox", "inbox answer 1", "Only water."])
    #expect(try day.store.queueItems(.clinical).map(\.state) == [.answered])
    #expect(nurse.output.components(separatedBy: "Rosa Delgado Ruiz").count >= 4)
  }

  @Test("of a patient who has left the clinic no call is offered that will not come")
  func hasLeft() throws {
    let day = try Self.asked()
    var rosa = ConsoleDay.rosa
    rosa.inactive = true
    let row = ImportRow(patient: rosa, entry: ConsoleDay.entry, entryHasOwnID: true)
    _ = try day.store.importBatch(ImportBatch(source: "test", rows: [row]), at: day.now)
    Self.works(day, "kim", "Kim", .clinical)
    let nurse = day.run(["inbox", "inbox answer 1", "Only water.", ""]).output.unwrapped
    #expect(nurse.contains("no call to them is coming"), "\(nurse)")
    #expect(!nurse.contains("is called again and hears it"))
  }

  @Test("a second line that says nothing loses no words, and leaves the item to everybody")
  func unclear() throws {
    let day = try Self.asked()
    Self.works(day, "kim", "Kim", .clinical)
    let nurse = day.run(["inbox", "inbox answer 1", "Only water.", "perhaps"])
    #expect(nurse.problems.contains("“Only water.”"))
    #expect(try day.store.queueItems(.clinical).map(\.state) == [.open])
  }

  @Test("words never stand in the line itself, and handing on without a queue says which there are")
  func words() throws {
    let day = try Self.asked()
    Self.works(day, "kim", "Kim", .clinical)
    let nurse = day.run([
      "inbox", "inbox answer 1 Only water.", "inbox hand 1", "bandeja mostrar 1", "inbox zz 1",
      "quit",
    ])
    #expect(nurse.problems.unwrapped.contains("leave them out here"))
    #expect(nurse.problems.contains("insurance"))
    #expect(nurse.prompts.allSatisfy { $0 == "recall" })
    #expect(!nurse.problems.contains("no such queue"))
  }

  @Test("one line without words leaves everything as it was")
  func left() throws {
    let day = try Self.asked()
    let call = day.run(["inbox", "inbox answer 1", "", "inbox close 1", "", "quit"])
    #expect(call.output.contains("Left as it was."))
    #expect(try day.store.queueItems(.clinical).map(\.state) == [.open])
  }

  @Test("what a colleague has is said with name and time; handed on it is another team's")
  func hands() throws {
    let day = try Self.asked(.live)
    Self.works(day, "kim", "Kim", .clinical)
    _ = day.run(["inbox", "inbox take 1", "quit"])
    Self.works(day, "lee", "Lee", .clinical)
    let second = day.run(["inbox", "inbox take 1", "inbox answer 1", "quit"])
    #expect(second.problems.contains("kim has it since today at 2:05 PM."))
    #expect(second.prompts == ["recall", "recall", "recall", "recall"])
    Self.works(day, "kim", "Kim", .clinical)
    let handed = day.run(["inbox", "inbox hand 1 records", "wrong chart", "inbox", "quit"])
    #expect(handed.output.contains("Handed to records"))
    #expect(handed.output.unwrapped.contains("Nothing waits for you. The next answer due"))
    Self.works(day, "olga", "Olga", .office)
    let office = day.run(["inbox", "inbox show 1", "quit"]).output
    #expect(office.contains("wrong chart"))
  }

  @Test("roles decide: a caller sees what they asked and may not answer it; others see nothing")
  func roles() throws {
    let day = try Self.asked(.live)
    let own = day.run(["inbox", "inbox take 1", "quit"])
    #expect(own.output.contains("Rosa Delgado Ruiz"))
    #expect(own.problems.contains("Who may: clinical staff, manager, lead."))
    Self.works(day, "ben", "Ben", .caller)
    let other = day.run(["inbox", "inbox clinical", "inbox take 1", "promises", "quit"])
    #expect(!other.everything.contains("Rosa"))
    Self.works(day, "otto", "Otto", .office)
    #expect(!day.run(["inbox", "quit"]).everything.contains("Rosa"))
    Self.works(day, "aud", "Aud", .auditor)
    let auditor = day.run(["inbox", "inbox note 1", "quit"])
    #expect(auditor.output.contains("Rosa Delgado Ruiz"))
    #expect(auditor.problems.contains("Who may"))
  }

  @Test("a manager is told by queue what is overdue, and it stands on top")
  func overdue() throws {
    let day = try Self.asked(.live)
    Self.works(day, "max", "Max", .manager)
    day.now = ConsoleDay.now.addingTimeInterval(86_400)
    let screen = day.run(["inbox overdue", "quit"]).output
    #expect(screen.contains("Waiting: clinical team 1, 1 overdue. inbox shows it."))
    #expect(screen.contains("OVERDUE since"))
  }

  @Test("the screen in the guide for teams is what a manager sees")
  func guide() throws {
    let day = try ConsoleDay(kind: .live)
    for (id, name, role) in [("ana", "Ana", StaffRole.caller), ("olga", "Olga", .office)] {
      try day.store.addStaff(
        StaffMember(id: id, name: name, roles: [role], languages: ["en", "es"]))
    }
    _ = day.run(Road.verbatim.typed + ["May I eat before the test?", "enough", "", "quit"])
    day.now = ConsoleDay.now.addingTimeInterval(72_000)
    try day.add(2, "Walter", "Brooks")
    _ = day.run(["next", "", "in", "coverage Is the visit paid for?", "coverage", "", "quit"])
    Self.works(day, "olga", "Olga", .office)
    _ = day.run(["inbox", "inbox take 1", "quit"])
    Self.works(day, "max", "Max", .manager)
    day.now = day.now.addingTimeInterval(600)
    let output = day.run(["inbox", "quit"]).output
    let screen = output.drop { !$0.isNumber }.split(
      separator: "\n", omittingEmptySubsequences: false
    )
    .drop { !$0.hasPrefix("2 wait") }.prefix { !$0.hasPrefix("    inbox show") }
    .joined(separator: "\n").trimmingCharacters(in: .newlines)
    #expect(screen.contains("OVERDUE since"), "\(output)")
    let guide = ClinicFolder.text("Sources/Manual/Guides/teams.md")
    #expect(guide.contains("```text\n\(screen)\n```"), "\(screen)")
  }

  @Test("in Spanish, with Spanish words")
  func spanish() throws {
    let day = try Self.asked()
    day.locale = "es"
    Self.works(day, "kim", "Kim", .clinical)
    let screen = day.run([
      "bandeja", "bandeja tomar 1", "bandeja responder 1", "Sí, un desayuno ligero.", "resuelto",
      "bandeja", "salir",
    ]).output.unwrapped
    for words in [
      "Pendiente: equipo clínico 1. bandeja lo muestra.", "«May I eat before the test?»",
      "Ahora lo tiene usted.", "Listo.", "No hay nada pendiente para usted.",
    ] {
      #expect(screen.contains(words), "\(words) is missing in \(screen)")
    }
  }
}
