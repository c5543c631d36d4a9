import Foundation
import Testing

@Suite("a language is added")
struct LanguageTests {
  @Test("a third language comes from a catalogue, is offered, and a call is made in it")
  func third() throws {
    let place = try Workplace()
    try place.demo()
    let clinic = ["--clinic", "demo"]
    let led = try place.run(["locale", "check", "en-AU"] + clinic)
    #expect(led.status == 1)
    #expect(led.output.contains("next: create locales/en-AU/language.yaml"))

    // The facts of the language, copied; the words, one letter before each, as a catalogue.
    let folder = place.home.appendingPathComponent("demo/locales")
    let facts = try String(
      contentsOf: folder.appendingPathComponent("en/language.yaml"), encoding: .utf8)
    try FileManager.default.createDirectory(
      at: folder.appendingPathComponent("en-AU"), withIntermediateDirectories: true)
    try Data(facts.replacing("locale: en\n", with: "locale: en-AU\n").utf8)
      .write(to: folder.appendingPathComponent("en-AU/language.yaml"))
    let exported = try place.run(["locale", "export", "en-AU"] + clinic)
    #expect(exported.status == 0)
    let catalogue = try place.file("au.po", Self.translated(exported.output))
    let taken = try place.run(["locale", "import", catalogue] + clinic)
    #expect(taken.status == 0, "\(taken.errors)")
    #expect(taken.output.contains(" 0 refused, 0 without a translation"))
    #expect(try place.run(["locale", "import", catalogue] + clinic).output.contains("nothing to"))

    try Self.offer("en-AU", in: place)
    let check = try place.run(["locale", "check"] + clinic)
    #expect(check.status == 0, "\(check.output)")
    #expect(check.output.contains("en-AU:"))
    #expect(try place.run(["script", "check"] + clinic).status == 0)

    let approve = ["script", "approve", "overdue-follow-up", "--locale", "en-AU", "--as", "ana"]
    let approved = try place.run(approve + clinic + ["--now", Workplace.now])
    #expect(approved.status == 0, "\(approved.errors)")

    let call = try place.console(
      ["next", "", "/locale en-AU", "patient", "/park", "quit"], ["--locale", "en-AU"])
    #expect(call.output.contains("❝ Ñ"))
    #expect(call.output.contains("Ñ voicemail"))
  }

  @Test("what the office reads of messages is in the language that is asked for")
  func outbox() throws {
    let place = try Workplace()
    try place.smallDemo()
    let asked = ["outbox", "--clinic", "demo", "--as", "olga", "--now", Workplace.now]
    #expect(try place.run(asked).output.contains("no message waits"))
    #expect(try place.run(asked + ["--locale", "es"]).output.contains("ningún mensaje espera"))
  }

  @Test("a stale text is found, accepted by its key, and the file differs in its hash alone")
  func stale() throws {
    let place = try Workplace()
    try place.demo()
    let english = place.home.appendingPathComponent("demo/locales/en/engine.yaml")
    let spanish = place.home.appendingPathComponent("demo/locales/es/engine.yaml")
    let before = try String(contentsOf: spanish, encoding: .utf8)
    let changed = try String(contentsOf: english, encoding: .utf8)
      .replacing("Let us go on", with: "Let us continue")
    try Data(changed.utf8).write(to: english)
    let check = try place.run(["locale", "check", "es", "--clinic", "demo"])
    #expect(check.status == 1)
    #expect(check.output.contains("recall locale accept es engine/lines/engine.resume"))
    let json = try place.json(["locale", "check", "es", "--json", "--clinic", "demo"])
    #expect(
      (json["items"] as? [[String: Any]])?.first?["stale"] as? [String]
        == ["engine/lines/engine.resume"])
    #expect(
      try place.run(["locale", "accept", "es", "engine.resme", "--clinic", "demo"]).status == 64)
    #expect(
      try place.run(["locale", "accept", "es", "engine.resume", "--clinic", "demo"]).status == 0)
    #expect(try place.run(["locale", "check", "--clinic", "demo"]).status == 0)
    let after = try String(contentsOf: spanish, encoding: .utf8)
    let (old, new) = (before.split(separator: "\n"), after.split(separator: "\n"))
    #expect(zip(old, new).filter { $0 != $1 }.map { String($0.1.prefix(8)) } == ["    of: "])
    #expect(old.count == new.count)
  }

  @Test(
    "a broken entry is refused with its line, the others land; no catalogue at all is unreadable")
  func refused() throws {
    let place = try Workplace()
    try place.demo()
    let text = try place.run(["locale", "export", "es", "--clinic", "demo"]).output
      .replacing("Sigamos donde estábamos.", with: "Sigamos, {caller}.")
      .replacing("¿Me lo podría repetir, por favor?", with: "¿Lo repite, por favor?")
    let taken = try place.run(
      ["locale", "import", try place.file("es.po", text), "--clinic", "demo"])
    #expect(taken.status == 1)
    #expect(taken.output.contains("engine/lines/engine.resume\" uses \"{caller}\""))
    #expect(taken.output.contains("changed engine/lines/engine.again"))
    let junk = try place.file("junk.po", "this is no catalogue")
    #expect(try place.run(["locale", "import", junk, "--clinic", "demo"]).status == 65)
    #expect(try place.run(["locale", "export", "en", "--clinic", "demo"]).status == 64)
    #expect(
      try place.run(
        ["locale", "export", "es", "-o", "/nowhere/es.po", "--clinic", "demo"]
      ).status == 73)
  }

  /// Each entry says its source again, with one letter before it.
  private static func translated(_ catalogue: String) -> String {
    catalogue.components(separatedBy: "\n\n").map { entry in
      let lines = entry.split(separator: "\n", omittingEmptySubsequences: false)
      func said(_ keyword: String) -> Substring? {
        lines.first { $0.hasPrefix(keyword + " \"") }?.dropFirst(keyword.count + 2)
      }
      guard let id = said("msgid"), id.count > 1 else { return entry }
      return lines.map { line in
        if line == "msgstr \"\"" { return "msgstr \"Ñ " + id }
        if line == "msgstr[0] \"\"" { return "msgstr[0] \"Ñ " + id }
        if line == "msgstr[1] \"\"" { return "msgstr[1] \"Ñ " + (said("msgid_plural") ?? id) }
        return String(line)
      }.joined(separator: "\n")
    }.joined(separator: "\n\n")
  }

  private static func offer(_ tag: String, in place: Workplace) throws {
    let file = place.home.appendingPathComponent("demo/clinic.yaml")
    let text = try String(contentsOf: file, encoding: .utf8)
      .replacing("languages: [en, es]", with: "languages: [en, es, \(tag)]")
      .replacing("hours: { en:", with: "hours: { \(tag): \"9 to 5\", en:")
      .replacing("portal: { en:", with: "portal: { \(tag): \"the portal\", en:")
    try Data(text.utf8).write(to: file)
  }
}
