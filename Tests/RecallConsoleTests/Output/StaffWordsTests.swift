import Foundation
import RecallDomain
import ScriptEngine
import Testing

@testable import RecallConsole

@Suite("What the console says to staff")
struct StaffWordsTests {
  private static let staff = ClinicFolder.library.staffPhrases

  /// Keys that the sources name outright: `say("…")`, `tell("…")` and the like.
  private static let literal = keys(
    in: "RecallConsole", after: /"([a-z_]+[a-z0-9-]*\.[a-z0-9-]+(?:\.[a-z0-9-]+)*)"/)

  private static func keys(
    in module: String, after pattern: Regex<(Substring, Substring)>
  ) -> Set<String> {
    let folder = ClinicFolder.root.appendingPathComponent("Sources/\(module)")
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    let sources = (files?.allObjects as? [URL] ?? []).filter { $0.pathExtension == "swift" }
    return sources.reduce(into: []) { keys, url in
      let text = (try? String(contentsOf: url, encoding: .utf8)) ?? ""
      keys.formUnion(text.matches(of: pattern).map { String($0.1) })
    }
  }

  /// Keys made from the closed lists of the field.
  private static let listed: [String] =
    MainVerb.allCases.map { "help.verb.\($0.rawValue)" }
    + CallCommand.allCases.map { "help.command.\($0.rawValue)" }
    + CallField.allCases.flatMap { ["ask.\($0.rawValue)", "help.ask.\($0.rawValue)"] }
    + IdentifierKind.allCases.map { "help.\($0.rawValue)" }
    + ExclusionReason.allCases.map { "excluded.\($0.rawValue)" }
    + WorklistFlag.allCases.map { "flag.\($0.rawValue)" }
    + PartOfDay.allCases.flatMap { ["part.\($0.rawValue)", "why.part-not-tried.\($0.rawValue)"] }
    + PatientPhone.Kind.allCases.map { "phone.\($0.rawValue)" }
    + ContactMethod.allCases.map { "channel.\($0.rawValue)" }
    + InsuranceConcernKind.allCases.map { "insurance_concern.\($0.rawValue)" }
    + DeclineReasonKind.allCases.map { "decline_reason.\($0.rawValue)" }
    + CallbackReading.Reason.allCases.map { "ask.when.\($0.rawValue)" }
    + AskAgain.allCases.map { "identity.ask-again.\($0.rawValue)" }
    + VerifiedPerson.allCases.map { "identity.\($0.rawValue)-hint" }
    + MessagePlace.allCases.map { "leave.\($0.rawValue)" }
    + [
      "words-changed", "words-gone", "words-order", "answer-new", "answer-gone", "answer-leads",
      "answer-order", "interrupt", "step-new", "step-gone", "start", "identity", "language-new",
      "language-gone",
    ].map { "news.\($0)" }
    + ScriptRefusal.Reason.allCases.map { "start.no-script.\($0.rawValue)" }
    + CorrectionObstacle.allCases.map { "last.obstacle.\($0.rawValue)" }
    + CallNote.Identity.Result.allCases.map { "notes.identity.\($0.rawValue)" }
    + CallDirection.allCases.map { "notes.\($0.rawValue)" }
    + GateLevel.allCases.flatMap {
      ["practice.gate.\($0.rawValue)", "practice.level.\($0.rawValue)"]
    }
    + PracticeVerb.allCases.map { "help.practice.\($0.rawValue)" }
    + Rehearsal.Level.allCases.map { "rehearsal.level.\($0.rawValue)" }
    + RehearsalScore.Part.allCases.map { "score.part.\($0.rawValue)" }
    + [
      "voice", "another", "child", "machine", "screener", "interpreter", "line",
    ].map { "heard.\($0)" }
    + ["patient", "number", "caller", "slot"].map { "store.taken.\($0)" }
    + ["start.demo", "start.practice", "help.dial", "help.dialled"]

  @Test("both languages have every text that the program asks for", arguments: ["en", "es"])
  func complete(_ locale: String) throws {
    let keys = try #require(Self.staff[locale]).keys
    let asked = Self.literal.filter { !$0.hasPrefix("locales.") }.union(Self.listed)
    #expect(asked.subtracting(keys).sorted() == [])
  }

  /// Keys that the commands of the program name outright.
  private static let ofCommands = keys(
    in: "recall", after: /(?:words\(|words\.say\(|Desk\.say\()\s*"([a-z.-]+)"/)

  @Test("both languages have every text that a command asks for", arguments: ["en", "es"])
  func commands(_ locale: String) throws {
    #expect(Self.ofCommands.count > 60)
    let keys = try #require(Self.staff[locale]).keys
    #expect(Self.ofCommands.subtracting(keys).sorted() == [])
  }

  @Test("both languages have the same texts")
  func same() throws {
    let (english, spanish) = (try #require(Self.staff["en"]), try #require(Self.staff["es"]))
    #expect(english.keys.symmetricDifference(spanish.keys).sorted() == [])
  }

  @Test("every interrupt, queue, barrier and outcome has a label", arguments: ["en", "es"])
  func labels(_ locale: String) throws {
    let staff = try #require(Self.staff[locale])
    let keys =
      Interrupt.allCases.map { "interrupt.\($0.rawValue)" }
      + QueueName.allCases.map { "queue.\($0.rawValue)" }
      + Barrier.allCases.map { "barrier.\($0.rawValue)" }
      + Outcome.allCases.flatMap { outcome in
        ["outcome.\(outcome.rawValue)"]
          + outcome.details.map { "outcome.\(outcome.rawValue).\($0.rawValue)" }
      }
      + Concern.allCases.map { "concern.\($0.rawValue)" }
    #expect(keys.filter { staff.label($0) == nil } == [])
  }

  @Test("Spanish addresses staff as usted")
  func register() {
    let informal = ["tú", "tus", "tienes", "puedes", "escribe ", "contigo", "quieres"]
    let text = ClinicFolder.text("locales/es/console.yaml").lowercased()
    #expect(informal.filter { text.contains(" \($0)") } == [])
  }

  @Test("no key of one language is left in English in the other")
  func translated() {
    let spanish = ClinicFolder.text("locales/es/console.yaml")
    for word in [" the ", " patient ", " with ", " and ", " please"] {
      #expect(!spanish.contains(word), "\(word)")
    }
  }
}
