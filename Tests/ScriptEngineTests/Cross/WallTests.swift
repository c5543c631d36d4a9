import Foundation
import RecallDomain
import Testing

@testable import ScriptEngine

/// The walls of a running call (DESIGN, invariant 1), on scripts that no checker has cleared: any
/// events, in any order, from a seed that each failure names.
@Suite("the walls at run time")
struct WallTests {
  @Test("while nobody is verified no protected fact is said or sent, whatever the script says")
  func nobodyVerified() throws {
    for (number, edition) in try Self.editions().enumerated() {
      for seed in 0..<12 {
        var call = WalledCall(edition, seed: UInt64(number * 1_000 + seed), honest: false)
        call.run(steps: 40)
        if let problem = call.problem {
          Issue.record("edition \(number), seed \(seed): \(problem) after \(call.told.suffix(12))")
          return
        }
      }
    }
  }

  @Test("a fact is said at its level only, and the level rises by answers at the gate alone")
  func verified() throws {
    var said = 0
    for (number, edition) in try Self.editions().enumerated() {
      for seed in 0..<12 {
        var call = WalledCall(edition, seed: UInt64(number * 1_000 + seed), honest: true)
        call.run(steps: 40)
        said += call.protectedSaid
        if let problem = call.problem {
          Issue.record("edition \(number), seed \(seed): \(problem) after \(call.told.suffix(12))")
          return
        }
      }
    }
    // The walls are not there because nothing is ever said.
    #expect(said > 100)
  }

  /// Random scripts, most of them broken; the shipped ones; and the shipped ones with every fact in
  /// every text, forced past the checker.
  static func editions() throws -> [Edition] {
    let random = (1...UInt64(30)).compactMap { CrossSubject(CrossScript.files(seed: $0)) }
      .map { marked($0.edition, tight: $0.script.nodes.count % 2 == 0) }
    let clinics = try MutantClinic.shipped()
    let shipped = clinics.compactMap { clinic in
      clinic.subject(clinic.reading()).map { marked($0.edition, tight: false) }
    }
    let forced = clinics.enumerated().compactMap { number, clinic in
      clinic.subject(clinic.reading()).map {
        marked(telling($0.edition), tight: number % 2 == 0)
      }
    }
    return random + shipped + forced
  }

  /// With a reason that is recognised wherever it is said.
  private static func marked(_ edition: Edition, tight: Bool) -> Edition {
    let books = edition.phrasebooks.mapValues { book in
      Phrasebook(
        locale: book.locale, lines: book.lines, labels: book.labels,
        reasons: ["default": plain("Zzreason")], engine: book.engine, messages: book.messages,
        language: book.language)
    }
    return remade(edition, books, tight ? Disclosure(["patient_first": .open]) : Disclosure())
  }

  /// Every text says everything.
  private static func telling(_ edition: Edition) -> Edition {
    let facts = "{reason}, {provider}, {due}, {specialty}, {last_visit}, {location}."
    func telling(_ phrases: [String: Phrase]) -> [String: Phrase] {
      phrases.mapValues { plain("\($0.templates[0].source) \(facts)") }
    }
    let books = edition.phrasebooks.mapValues { book in
      Phrasebook(
        locale: book.locale, lines: telling(book.lines), labels: book.labels, reasons: book.reasons,
        engine: telling(book.engine), messages: telling(book.messages), language: book.language)
    }
    return remade(edition, books, edition.disclosure)
  }

  private static func plain(_ text: String) -> Phrase {
    Phrase(
      body: .plain(Template(text)),
      place: SourcePlace(file: "locales/en/walls.yaml", line: 1, column: 1))
  }

  private static func remade(
    _ edition: Edition, _ books: [String: Phrasebook], _ disclosure: Disclosure
  ) -> Edition {
    Edition(
      script: edition.script, phrasebooks: books, languages: books.keys.sorted(),
      disclosure: disclosure, identity: edition.identity, structureHash: edition.structureHash,
      wordsHashes: books.mapValues { _ in "sha256:1" }, approved: true)
  }
}
