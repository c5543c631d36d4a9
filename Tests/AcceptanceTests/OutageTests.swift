import Foundation
import RecallTestSupport
import Testing

/// What people see of an outage, and what becomes of a call that somebody else went on with.
@Suite(
  "an outage, as people meet it",
  .disabled(if: Cluster.isToBeSkipped, Comment(rawValue: Cluster.skipped)))
struct OutageTests {
  private let untilQuestion = ["next", "", "patient", "y", "1961-03-04", "cq"]

  @Test("a caller is told once, in their language, and then that all is well")
  func told() throws {
    let clinic = try OutageClinic(in: OutageHouse.shared.get())
    let terminal = try TerminalSession(clinic.arguments + ["--locale", "es"], in: clinic.place)
    try terminal.wait(for: "recall> ")
    for (line, prompt) in [
      ("next", "dial> "), ("", "opening> "), ("patient", "full_name> "), ("y", "date_of_birth> "),
      ("1961-03-04", "reason> "), ("cq", "clinical_question> "),
    ] {
      terminal.enter(line)
      try terminal.wait(for: prompt)
    }
    clinic.proxy.strike(.stalled)
    terminal.enter("May I eat before?")
    try terminal.wait(for: "Siga con la llamada")
    try terminal.wait(for: "question_noted> ")
    terminal.enter("enough")
    let passed = try terminal.wait(for: "save> ")
    #expect(!passed.contains("Siga con la llamada"), "once is enough")
    terminal.enter("")
    let kept = try terminal.wait(for: "recall> ")
    #expect(kept.contains("queda en esta computadora") && !kept.contains("saved"))
    terminal.enter("next")
    try terminal.wait(for: "todavía no responde")
    try terminal.wait(for: "recall> ")
    try clinic.proxy.heal()
    terminal.enter("next")
    try terminal.wait(for: "de nuevo")
    try terminal.wait(for: "dial> ")
    #expect(clinic.keptFiles.isEmpty)
    #expect(try clinic.rows("note") == 1)
    terminal.enter("/quit")
    #expect(terminal.finish().status == 0)
  }

  @Test("what is kept can be read by nobody, not even in part")
  func sealed() throws {
    let clinic = try OutageClinic(in: OutageHouse.shared.get())
    let console = try Self.console(clinic, untilQuestion)
    clinic.proxy.strike(.refused)
    console.send("Zanzibar unique words")
    _ = try console.prompt()
    let name = try #require(clinic.keptFiles.first)
    let file = clinic.place.home.appendingPathComponent(name)
    let bytes = try Data(contentsOf: file)
    let inBase64 = Data("Zanzibar unique".utf8).base64EncodedString().prefix(8)
    for word in ["Zanzibar", "Delaney", String(inBase64)] {
      #expect(bytes.range(of: Data(word.utf8)) == nil)
    }
    let attributes = try FileManager.default.attributesOfItem(atPath: file.path)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    let doctor = try clinic.place.run(["doctor", "--clinic", "demo"])
    #expect(doctor.output.contains("none wait"), "its console still has it in hand")
    console.kill()
    let waits = try clinic.place.run(["doctor", "--clinic", "demo"])
    #expect(waits.output.contains("1 waits for the store, of ana"))
    try clinic.proxy.heal()
    let back = try clinic.place.run(clinic.arguments, lines: ["quit"])
    #expect(back.output.inOneLine.contains("is in the list now"))
    #expect(clinic.keptFiles.isEmpty)
    #expect(try clinic.rows("queue_item WHERE question = 'Zanzibar unique words'") == 1)
  }

  @Test("a call that went on elsewhere keeps both notes, and what keeps the patient safe holds")
  func conflict() throws {
    let clinic = try OutageClinic(in: OutageHouse.shared.get())
    let home = clinic.place.home
    try FileManager.default.copyItem(
      at: home.appendingPathComponent("demo"), to: home.appendingPathComponent("other"))
    try clinic.reach(clinic.cluster.url(clinic.database), in: "other")
    let other = ["--clinic", "other", "--as", "ana", "--now", Workplace.now]

    let console = try Self.console(clinic, untilQuestion)
    clinic.proxy.strike(.refused)
    for line in ["May I eat before?", "/st", ""] {
      console.send(line)
      _ = try console.prompt()
    }
    #expect(console.heard.contains("kept on this computer"))
    // At another desk whose network is well.
    let elsewhere = try clinic.place.run(
      other, lines: ["resume", "/end callback at-time", "tomorrow 3pm", "", "quit"])
    #expect(elsewhere.output.contains("\nsaved\n"), "\(elsewhere.output)\(elsewhere.errors)")
    try clinic.proxy.heal()
    console.send("next")
    #expect(try console.prompt() == "dial")
    console.send("/quit")
    let ended = try console.finish()
    #expect(ended.errors.inOneLine.contains("both notes are kept"), "\(ended.errors)")
    for (rows, count) in [
      ("note", 1), ("note_set_aside", 1), ("patient WHERE opted_out_at IS NOT NULL", 1),
      ("queue_item WHERE question = 'May I eat before?'", 1),
      ("queue_item WHERE queue = 'supervisor' AND question LIKE '%ana%'", 1),
      ("replay WHERE result = 'moved-on'", 1), ("audit WHERE act = 'replayed'", 1),
    ] {
      #expect(try clinic.rows(rows) == count, "\(rows)")
    }
    #expect(clinic.keptFiles.isEmpty)
    #expect(try clinic.place.run(other + ["store", "check"]).status == 0)
  }

  @Test("a store whose file is gone comes back with everything, and a full call is kept meanwhile")
  func file() throws {
    let place = try Workplace()
    try place.smallDemo()
    let arguments = ["--clinic", "demo", "--as", "ana", "--now", Workplace.now]
    let store = place.home.appendingPathComponent("demo/recall.sqlite")
    let away = place.home.appendingPathComponent("recall.away")
    let console = try Conversation(arguments, in: place)
    for line in untilQuestion {
      _ = try console.prompt()
      console.send(line)
    }
    _ = try console.prompt()
    try FileManager.default.moveItem(at: store, to: away)
    for line in ["May I eat before?", "enough", ""] {
      console.send(line)
      _ = try console.prompt()
    }
    #expect(console.heard.contains("kept on this computer"))
    #expect(!console.heard.contains("\nsaved\n"))
    console.kill()
    #expect(place.keptFiles.count == 1)
    try FileManager.default.moveItem(at: away, to: store)
    let back = try place.run(arguments, lines: ["quit"])
    #expect(back.status == 0)
    #expect(back.output.inOneLine.contains("is in the list now"))
    #expect(place.keptFiles.isEmpty)
    let notes = try place.notes()
    #expect(notes.count == 1)
    #expect(notes.first?["estimated"] as? Bool == true)
    #expect(try place.run(arguments + ["store", "check"]).status == 0)
  }

  @Test("where nothing may be kept on a computer, an answer waits for its store")
  func off() throws {
    let clinic = try OutageClinic(in: OutageHouse.shared.get())
    let console = try Conversation(
      clinic.arguments, in: clinic.place, environment: ["RECALL_STORE_PATIENCE": "0"])
    for line in untilQuestion {
      _ = try console.prompt()
      console.send(line)
    }
    _ = try console.prompt()
    clinic.proxy.strike(.refused)
    console.send("May I eat before?")
    try console.waitForComplaint("cannot be reached")
    #expect(clinic.keptFiles.isEmpty)
    try clinic.proxy.heal()
    #expect(try console.prompt() == "question_noted")
    #expect(try clinic.rows("queue_item WHERE question = 'May I eat before?'") == 1)
    console.kill()
  }

  private static func console(_ clinic: OutageClinic, _ lines: [String]) throws -> Conversation {
    let console = try clinic.console()
    for line in lines {
      _ = try console.prompt()
      console.send(line)
    }
    _ = try console.prompt()
    return console
  }
}
