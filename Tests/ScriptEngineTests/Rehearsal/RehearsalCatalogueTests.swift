import Foundation
import RecallDomain
import Testing

@testable import ScriptEngine

/// What a caller can meet in the rehearsals that ship, told by the files themselves.
@Suite("the catalogue of shipped rehearsals")
struct RehearsalCatalogueTests {
  private typealias Shows = @Sendable (Rehearsal) -> Bool

  private static let rehearsals = ShippedRehearsals.library.rehearsals

  /// What is met, as the trainer's guide names it, and by what in a file it shows.
  private static let catalogue: KeyValuePairs<String, Shows> = [
    "somebody hesitates": { expects("/hesitant", $0) },
    "somebody speaks up before they are verified": { speaksUpEarly($0) },
    "somebody without time": { expects("/busy", $0) || $0.hangsUpAfter != nil },
    "the phone changes hands": { expects("/other_person", $0) },
    "a daughter takes the phone and gives it back": { expects("patient_back", $0) },
    "a relative may arrange the visit": { expects("helper", $0) },
    "a relative offers to interpret": { expects("interprets", $0) },
    "a mother speaks for a child": { isMinor($0) && expects("representative", $0) },
    "somebody on record speaks for a grown-up": {
      !isMinor($0) && expects("representative", $0) && $0.patient.representative != nil
    },
    "a wrong birth date": { expects("mismatch", $0) },
    "no birth date at all": { expects("failed", $0) || expects("refused", $0) },
    "a question for a nurse or doctor": { expects("/clinical", $0) || expects("/urgent", $0) },
    "a question about results": { expects("/results", $0) },
    "an emergency": { expects("/emergency", $0) },
    "the other language": { $0.turns.contains { $0.tongue == .other } },
    "an interpreter on the line": { isHeard(.interpreter, $0) },
    "a call screener": { isHeard(.screener, $0) },
    "a machine": { isHeard(.machine, $0) },
    "a child picks up": { isHeard(.child, $0) },
    "a stranger wants to know why": { expects("asks_why", $0) },
    "the patient has died": { expects("deceased", $0) },
    "the phone is put down, or the line drops": { expects("/dropped", $0) },
    "the patient calls": { $0.direction == .inbound },
    "no more calls, ever": { expects("/stop_calling", $0) },
  ]

  private static func expects(_ word: String, _ rehearsal: Rehearsal) -> Bool {
    rehearsal.turns.contains { $0.best.word == word }
  }

  private static func isHeard(_ speaker: Turn.Speaker, _ rehearsal: Rehearsal) -> Bool {
    rehearsal.turns.contains { $0.speaker == speaker }
  }

  private static func isMinor(_ rehearsal: Rehearsal) -> Bool {
    let today = LocalTime(PracticeCall.moment, in: ShippedRehearsals.library.policy.zone).date
    return rehearsal.patient.patient.isMinor(on: today)
  }

  /// An interrupt, after the first answer and before the gate is open.
  private static func speaksUpEarly(_ rehearsal: Rehearsal) -> Bool {
    let words = rehearsal.turns.map(\.best.word)
    return words.prefix { $0 != "verified" }.dropFirst()
      .contains { $0.hasPrefix("/") && $0 != Turn.switchLanguage }
  }

  @Test("each thing that a caller meets is in one, and the trainer's guide says in which")
  func shown() throws {
    let shown = Self.catalogue.map { name, shows in
      let ids = Self.rehearsals.filter(shows).map { "`\($0.id)`" }
      return "| \(name) | \(ids.joined(separator: ", ")) |"
    }
    for row in shown { #expect(row.contains("`"), "none: \(row)") }
    let guide = try ShippedFolder.text("scripts/rehearsals/README.md")
    let table = guide.components(separatedBy: "| what the caller meets | rehearsals |\n").last ?? ""
    let rows = table.split(separator: "\n").map(String.init).prefix { $0.hasPrefix("|") }
    #expect(Array(rows.dropFirst()) == shown)
  }

  @Test("no title or brief names what will happen")
  func titles() throws {
    let tellTales = [
      "en": [
        "machine", "voicemail", "robot", "screen", "interpreter joins", "hangs up", "wrong number",
        "emergency", "suicid", "died", "dead", "bill", "complain", "refuse", "insurance",
      ],
      "es": [
        "grabadora", "buzón de voz", "robot", "filtro", "cuelga", "número equivocado", "emergencia",
        "suicid", "murió", "falleci", "cuenta", "queja", "seguro",
      ],
    ]
    for rehearsal in Self.rehearsals {
      let words = try #require(ShippedRehearsals.library.rehearsalWords(for: rehearsal.script))
      for (locale, tales) in tellTales {
        let title = words.title(of: rehearsal, in: locale)
        let told = (title + " " + (words.brief(of: rehearsal, in: locale) ?? "")).lowercased()
        for tale in tales { #expect(!told.contains(tale), "\(rehearsal.id): \(told)") }
      }
    }
  }

  @Test("whose guardian is asked for is asked for by the guardian's name")
  func guardian() throws {
    let rehearsal = try #require(Self.rehearsals.first { $0.id == "about-mateo" })
    let start = rehearsal.start(policy: ShippedRehearsals.library.policy, locale: "en")
    #expect(start.record.askFor == "Elena")
    #expect(start.record.patientFirst == "Mateo")
  }
}
