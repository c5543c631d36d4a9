import Foundation
import RecallDomain

@testable import ScriptEngine

/// One script with its words, ready to be proved and to be called with.
struct CrossSubject {
  let script: Script
  let edition: Edition
  let report: CheckReport
  let index: ScriptIndex
  let walk: Walk
  private let factsByLine: [LineID: Set<Fact>]

  /// `nil` when the reader refuses it.
  init?(_ files: [SourceFile]) {
    guard let script = ScriptReader.read(files).scripts.first else { return nil }
    self.script = script
    let books = ["en": Self.book]
    let disclosure = Disclosure()
    edition = Edition(
      script: script, phrasebooks: books, languages: ["en"], disclosure: disclosure,
      identity: IdentityPolicy(), structureHash: "sha256:0", wordsHashes: ["en": "sha256:1"],
      approved: true)
    report =
      Checker.check(
        [script], phrasebooks: [script.id: books], disclosure: disclosure, source: "en")[
        script.id]!
    index = ScriptIndex(script)
    walk = Walk(.nothing, in: index)
    factsByLine = CrossScript.lines.mapValues { Set(Template($0).facts) }
  }

  /// A script that was read and judged elsewhere.
  init(_ edition: Edition, _ report: CheckReport) {
    self.script = edition.script
    self.edition = edition
    self.report = report
    index = ScriptIndex(script)
    walk = Walk(.nothing, in: index)
    factsByLine = edition.phrasebooks.values.reduce(into: [:]) { facts, book in
      for (line, phrase) in book.lines { facts[line, default: []].formUnion(phrase.facts) }
    }
  }

  private static let book: Phrasebook = {
    let place = SourcePlace(file: "locales/en/cross.yaml", line: 1, column: 1)
    let phrase = { (text: String) in Phrase(body: .plain(Template(text)), place: place) }
    return Phrasebook(
      locale: "en", lines: CrossScript.lines.mapValues(phrase), labels: [:],
      reasons: ["default": phrase("a visit")],
      engine: ["engine.resume": phrase("Well."), "engine.again": phrase("Again?")],
      messages: ["message.sms": phrase("{clinic}, {clinic_phone}, STOP.")],
      language: TestScript.language)
  }()

  func facts(_ line: LineID) -> Set<Fact> {
    factsByLine[line] ?? []
  }

  static func start(
    _ direction: CallDirection, permits: CallPermits = TestCall.permits()
  ) -> CallStart {
    var start = TestCall.start(direction: direction, permits: permits)
    start.record.lastVisit = CivilDate(year: 2026, month: 2, day: 3)
    return start
  }

  /// What the checker found about conversations, as `rule @ place`.
  var found: Set<String> {
    Set(report.findings.map { Self.key($0.rule, $0.place) })
  }

  static func key(_ rule: RuleID, _ place: SourcePlace) -> String {
    "\(rule.rawValue) @ \(place)"
  }
}
