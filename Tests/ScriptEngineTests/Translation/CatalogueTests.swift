import Foundation
import RecallDomain
import Testing

@testable import ScriptEngine

@Suite("A language as a catalogue, out and home")
struct CatalogueTests {
  private func folders(_ fixture: LocaleFixture, _ tag: String = "es") -> [LocaleFolder] {
    let read = LocaleReader.read(fixture.sources, languages: ["en", tag])
    return ["en", tag].map { read.locales[$0] ?? LocaleFolder(locale: $0) }
  }

  private func export(
    _ fixture: LocaleFixture, _ tag: String = "es", earlier: POFile? = nil
  ) -> POFile {
    let both = folders(fixture, tag)
    return CatalogueExport(
      source: both[0], translation: both[1], scripts: ScriptReader.read(fixture.sources).scripts,
      earlier: earlier
    ).file()
  }

  private func take(
    _ file: POFile, _ fixture: LocaleFixture, _ tag: String = "es"
  ) throws -> (result: CatalogueImport.Result, fixture: LocaleFixture) {
    let both = folders(fixture, tag)
    let written = try #require(
      POReader.read(SourceFile(path: "es.po", bytes: Array(POWriter.text(file).utf8))).file)
    let taken = try #require(
      CatalogueImport(
        written, path: "es.po", source: both[0], translation: both[1], files: fixture.sources))
    let result = taken.result()
    var after = fixture
    for file in result.files {
      after.files[file.path] = String(decoding: file.bytes, as: UTF8.self)
    }
    return (result, after)
  }

  /// The catalogue with the strings of one entry changed.
  private func changing(
    _ file: POFile, _ context: String, _ change: (inout POEntry) -> Void
  ) -> POFile {
    var copy = file
    guard let index = file.entries.firstIndex(where: { $0.context == context }) else {
      Issue.record("the catalogue has no \(context)")
      return file
    }
    change(&copy.entries[index])
    return copy
  }

  @Test("each text is an entry with its key, its note, its place, and where it is spoken")
  func entries() throws {
    let fixture = LocaleFixture().changing(
      "locales/en/visit.yaml", "identity.ask: { text: \"May I ask your name?\" }",
      "identity.ask: { text: \"May I ask your name?\", note: \"Kindly.\" }")
    let file = export(fixture)
    let asked = try #require(file.entries.first { $0.context == "visit/lines/identity.ask" })
    #expect(asked.id == "May I ask your name?")
    #expect(asked.strings == ["¿Me dice su nombre?"])
    #expect(asked.extracted == ["Kindly."])
    #expect(asked.references == ["locales/en/visit.yaml:5", "scripts/visit.yaml:13"])
    #expect(asked.flags == [])
    let weeks = try #require(file.entries.first { $0.context == "visit/lines/told.weeks" })
    #expect(weeks.plural == "It has been {weeks_since_visit} weeks, says {provider}.")
    #expect(weeks.strings.count == 2)
    #expect(weeks.flags == ["python-brace-format"])
    #expect(file.entries.contains { $0.context == "visit/lines/told.weeks#without" })
    #expect(file.entries.contains { $0.context == "visit/labels/patient" })
    #expect(file.entries.contains { $0.context == "visit/reasons/default" })
    #expect(file.entries.contains { $0.context == "visit/rehearsals/busy.says" })
  }

  @Test("what goes out and comes home changes nothing", arguments: ["es", "ru", "ar", "ja"])
  func lossless(_ tag: String) throws {
    var fixture = LocaleFixture()
    if tag != "es" { fixture = try translated(fixture, tag) }
    let (result, after) = try take(export(fixture, tag), fixture, tag)
    #expect(result.changes == [])
    #expect(result.refused == [])
    #expect(after.files == fixture.files)
  }

  @Test("the shipped Spanish goes out and comes home, and msgfmt finds nothing wrong with it")
  func shipped() throws {
    let files = try ShippedFolder.files()
    let read = LocaleReader.read(files, languages: ["en", "es"])
    let (english, spanish) = (try #require(read.locales["en"]), try #require(read.locales["es"]))
    let file = CatalogueExport(
      source: english, translation: spanish, scripts: ScriptReader.read(files).scripts
    ).file()
    #expect(!file.entries.contains { $0.isFuzzy || $0.isUntranslated })
    let result = try #require(
      CatalogueImport(file, path: "es.po", source: english, translation: spanish, files: files)
    ).result()
    #expect(result.changes.map(\.address.description) == [])
    #expect(result.refused.map(\.message) == [])
    try Msgfmt.check(POWriter.text(file))
  }

  @Test("a third language comes from a catalogue alone, complete", arguments: ["fr", "ru", "ar"])
  func third(_ tag: String) throws {
    let fixture = try translated(LocaleFixture(), tag)
    let both = folders(fixture, tag)
    let pairs = TranslationPair.pairs(WordingTable(both[0]), WordingTable(both[1]))
    #expect(pairs.filter { $0.translation == nil || $0.isStale }.map(\.address) == [])
    let read = LocaleReader.read(fixture.sources, languages: ["en", tag])
    let findings = LocaleCheck.findings(
      scripts: ScriptReader.read(fixture.sources).scripts, folders: read.locales,
      languages: ["en", tag])
    #expect((read.findings + findings).map(\.message) == [])
    try Msgfmt.check(POWriter.text(export(fixture, tag)))
  }

  /// A translator's work: every entry of the export filled in, and taken home.
  private func translated(_ fixture: LocaleFixture, _ tag: String) throws -> LocaleFixture {
    var file = export(fixture, tag)
    for index in file.entries.indices {
      let entry = file.entries[index]
      file.entries[index].strings = entry.strings.indices.map {
        "\(tag)\($0) " + (entry.plural ?? entry.id)
      }
    }
    var (result, after) = try take(file, fixture, tag)
    #expect(result.refused.map(\.message) == [])
    after.files["locales/\(tag)/language.yaml"] = fixture.files["locales/en/language.yaml"]?
      .replacing("locale: en", with: "locale: \(tag)")
    return after
  }

  @Test("a stale text is fuzzy, and an earlier catalogue says what it was translated from")
  func fuzzy() throws {
    let before = export(LocaleFixture())
    let changed = LocaleFixture().changing(
      "locales/en/visit.yaml", "May I ask your name?", "May I have your name?")
    let entry = try #require(
      export(changed, earlier: before).entries.first { $0.context == "visit/lines/identity.ask" })
    #expect(entry.isFuzzy)
    #expect(entry.previousID == "May I ask your name?")
    let again = export(changed, earlier: export(changed, earlier: before))
    #expect(again.entries.first { $0.context == entry.context }?.previousID == entry.previousID)
    #expect(export(changed).entries.first { $0.context == entry.context }?.previousID == nil)
  }

  @Test("a fuzzy text that is no longer fuzzy is reviewed: only its hash changes")
  func reviewed() throws {
    let stale = LocaleFixture().changing(
      "locales/en/visit.yaml", "May I ask your name?", "May I have your name?")
    let file = changing(export(stale), "visit/lines/identity.ask") { $0.flags = [] }
    let (result, after) = try take(file, stale)
    #expect(result.changes.map(\.kind) == [.reviewed])
    let hash = TranslationHash.of("May I have your name?")
    let old = TranslationHash.of("May I ask your name?")
    #expect(
      after.files["locales/es/visit.yaml"]
        == stale.files["locales/es/visit.yaml"]?.replacing(old, with: hash))
  }

  @Test("a fuzzy text comes home as it is, still stale")
  func stillFuzzy() throws {
    let stale = LocaleFixture().changing(
      "locales/en/visit.yaml", "May I ask your name?", "May I have your name?")
    let file = changing(export(stale), "visit/lines/identity.ask") { $0.strings = ["¿Su nombre?"] }
    let (result, after) = try take(file, stale)
    #expect(result.changes.map(\.isStale) == [true])
    #expect(after.told() == stale.told())
    #expect(after.files["locales/es/visit.yaml"]?.contains("¿Su nombre?") == true)
  }

  @Test("a translation of an older text lands as stale, and never replaces one of the present text")
  func older() throws {
    let file = changing(export(LocaleFixture()), "visit/lines/identity.ask") {
      $0.strings = ["¿Su nombre?"]
    }
    let newer = LocaleFixture().changing(
      "locales/en/visit.yaml", "May I ask your name?", "May I have your name?")
    let (landed, after) = try take(file, newer)
    #expect(landed.changes.map(\.isStale) == [true])
    #expect(after.told().contains { $0.hasPrefix("locale/stale locales/es/visit.yaml") })
    var accepted = newer
    accepted.stampAll()
    let (refused, same) = try take(file, accepted)
    #expect(refused.changes == [])
    #expect(refused.refused.map(\.message).first?.contains("older text") == true)
    #expect(same.files == accepted.files)
  }

  @Test(
    "what would break a call is refused with its place and a sentence, and the rest lands",
    arguments: [
      ("visit/lines/opening.greeting", ["Hola, {calller}, {greeting}"], "did you mean \"caller\""),
      ("visit/lines/opening.greeting", ["Hola, {greeting}"], "does not use \"{caller}\""),
      ("visit/lines/opening.greeting", ["{greeting} {caller} {"], "which its source does not"),
      ("visit/lines/identity.ask", ["¿Su {patient_name}?"], "uses \"{patient_name}\""),
      ("visit/reasons/yearly", ["su {reason}"], "uses \"{reason}\""),
      ("visit/lines/told.weeks", ["Una, {provider}", ""], "lacks its plural form msgstr[1]"),
      ("visit/lines/identity.ask", ["¿Su\nnombre?"], "line break"),
      ("visit/lines/identity.ask", ["  "], "is empty"),
    ])
  func refused(_ context: String, _ strings: [String], _ sentence: String) throws {
    var file = changing(export(LocaleFixture()), context) { $0.strings = strings }
    file = changing(file, "shared/lines/close.thanks") { $0.strings = ["Muchas gracias."] }
    let (result, after) = try take(file, LocaleFixture())
    #expect(result.changes.map(\.address.description) == ["shared/lines/close.thanks"])
    let refusal = try #require(result.refused.first)
    #expect(result.refused.count == 1)
    #expect(refusal.message.contains(sentence), "\(refusal.message)")
    #expect(refusal.place.file == "es.po" && refusal.place.line > 1)
    #expect(after.told() == LocaleFixture().told())
  }

  @Test("entries that are no text of the clinic, or come twice, are refused")
  func strangers() throws {
    var file = export(LocaleFixture())
    file.entries.append(POEntry(context: "visit/lines/identty.ask", id: "x", strings: ["y"]))
    file.entries.append(POEntry(context: "nonsense", id: "x", strings: ["y"]))
    file.entries.append(POEntry(context: nil, id: "x", strings: ["y"]))
    file.entries.append(file.entries[0])
    let told = try take(file, LocaleFixture()).result.refused.map(\.message)
    #expect(told.count == 4)
    #expect(told.contains { $0.contains("did you mean \"visit/lines/identity.ask\"") })
  }

  @Test("a header of another numbering is followed, a broken one refuses the catalogue")
  func header() throws {
    var file = export(LocaleFixture())
    let index = try #require(file.header.firstIndex { $0.name == "Plural-Forms" })
    file.header[index] = POFile.Field("Plural-Forms", "nplurals=2; plural=n==1;")
    for entry in file.entries.indices where file.entries[entry].plural != nil {
      file.entries[entry].strings.reverse()
    }
    #expect(try take(file, LocaleFixture()).result.changes == [])
    file.header[index] = POFile.Field("Plural-Forms", "nplurals=2; plural=oops;")
    let both = folders(LocaleFixture())
    #expect(
      CatalogueImport(file, path: "x", source: both[0], translation: both[1], files: []) == nil)
  }
}

/// GNU gettext's own judgement, where it is installed.
enum Msgfmt {
  private static let path = "/usr/bin/msgfmt"

  static func check(_ catalogue: String) throws {
    guard FileManager.default.isExecutableFile(atPath: path) else { return }
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).po")
    try Data(catalogue.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = ["--check", "-o", "/dev/null", file.path]
    let errors = Pipe()
    process.standardError = errors
    try process.run()
    let told = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(told)")
  }
}
