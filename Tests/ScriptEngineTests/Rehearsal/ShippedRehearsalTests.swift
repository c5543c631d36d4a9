import Foundation
import RecallDomain
import Testing

@testable import ScriptEngine

/// The simulated patients that ship.
@Suite("the shipped rehearsals")
struct ShippedRehearsalTests {
  private static let library = ShippedRehearsals.library

  private static var rehearsals: [Rehearsal] { library.rehearsals }

  @Test("nothing is wrong with any of them, their words included")
  func sound() {
    #expect(Self.library.findings.map { "\($0.place) \($0.message)" } == [])
    #expect(Self.rehearsals.count >= 40)
  }

  @Test("each is followed by its script to its end, in every language")
  func followed() throws {
    for rehearsal in Self.rehearsals {
      let edition = try #require(Self.library.editions[rehearsal.script], "\(rehearsal.id)")
      let languages = rehearsal.languages(of: Self.library.policy)
      #expect(languages == ["en", "es"], "\(rehearsal.id)")
      for locale in languages {
        let followed = FollowedRehearsal(
          rehearsal, edition: edition, policy: Self.library.policy, locale: locale)
        #expect(followed.problem == nil, "\(rehearsal.id) in \(locale)")
        #expect(
          followed.ending.map(rehearsal.ends.allows) == true,
          "\(rehearsal.id) in \(locale): \(String(describing: followed.ending))")
        #expect(followed.nodes.count == rehearsal.turns.count)
      }
    }
  }

  @Test("played with any seed and led well, a patient says every turn, and nothing was amiss")
  func played() throws {
    for rehearsal in Self.rehearsals {
      for locale in ["en", "es"] {
        for seed in [1, 2, 3] as [UInt64] {
          let played = try LedWell(Self.library, rehearsal, seed: seed, locale: locale)
          let name = "\(rehearsal.id) in \(locale), seed \(seed)"
          #expect(played.review.moments.allSatisfy { $0.verdict == .best }, "\(name)")
          #expect(played.review.missed.isEmpty && played.review.endedAsExpected, "\(name)")
          let said = played.heard.filter { if case .turn = $0.kind { true } else { false } }
          #expect(said.count == rehearsal.turns.count { !$0.says.isEmpty }, "\(name)")
          #expect(!played.heard.contains { $0.kind == .hangsUp || $0.kind == .offRoad }, "\(name)")
        }
      }
    }
  }

  @Test("every segment has at least three, from easy to hard")
  func levels() {
    for script in Self.library.scripts {
      let own = Self.rehearsals.filter { $0.script == script.id }
      #expect(own.count >= 3, "\(script.id)")
      for level in Rehearsal.Level.allCases {
        #expect(own.contains { $0.level == level }, "\(script.id) has none that is \(level)")
      }
    }
  }

  @Test("every interrupt is raised in at least one", arguments: Interrupt.allCases)
  func interrupts(_ interrupt: Interrupt) {
    let word = "/" + interrupt.rawValue
    #expect(Self.rehearsals.contains { $0.turns.contains { $0.best.word == word } })
  }

  @Test("every kind of voice is heard, and an interrupt comes before anybody is verified")
  func voices() {
    for speaker in Turn.Speaker.allCases {
      let turns = Self.rehearsals.flatMap(\.turns)
      #expect(turns.contains { $0.speaker == speaker }, "\(speaker)")
    }
    let before = Self.rehearsals.filter { rehearsal in
      let words = rehearsal.turns.map(\.best.word)
      let raised = words.firstIndex { $0.hasPrefix("/") }
      return raised.map { !words.prefix($0).contains("verified") && $0 > 0 } ?? false
    }
    #expect(before.count >= 5)
  }

  @Test("each has a name and a brief in every language that give nothing away")
  func names() throws {
    for rehearsal in Self.rehearsals {
      let words = try #require(Self.library.rehearsalWords(for: rehearsal.script))
      for locale in ["en", "es"] {
        let title = words.title(of: rehearsal, in: locale)
        #expect(title != rehearsal.id && title.count <= 60, "\(rehearsal.id) in \(locale)")
        #expect(words.brief(of: rehearsal, in: locale) != nil, "\(rehearsal.id) in \(locale)")
      }
    }
  }

  @Test("a turn with somebody's words has several phrasings; sounds and what a child says may not")
  func phrasings() {
    for rehearsal in Self.rehearsals {
      for turn in rehearsal.turns where turn.speaker != .line && !turn.says.isEmpty {
        #expect(turn.says.count >= 2, "\(turn.place)")
      }
    }
  }

  /// Each phrasing of a turn that states a birth date states this one.
  @Test("a birth date that is spoken is the one of the record, or the wrong one that is meant")
  func birthDates() throws {
    for rehearsal in Self.rehearsals {
      let words = try #require(Self.library.rehearsalWords(for: rehearsal.script))
      for turn in rehearsal.turns where ["verified", "mismatch"].contains(turn.best.word) {
        guard turn.stated("person_name") == nil || turn.stated("date_of_birth") != nil else {
          continue
        }
        let said = turn.stated("date_of_birth").flatMap { CivilDate(iso: $0) }
        let date = said ?? rehearsal.patient.dateOfBirth
        for locale in ["en", "es"] {
          for line in turn.says.map(\.line) {
            let text = words.text(line, in: locale) ?? ""
            #expect(SpokenYear.says(date.year, text, in: locale), "\(line) in \(locale): \(text)")
          }
        }
      }
    }
  }

  @Test("together they walk most of what every call may need, and the main road of each script")
  func coverage() {
    let ways = RehearsedWays(Self.library)
    for script in Self.library.scripts {
      let all = AuthorEdge.all(of: script).count
      let missing = ways.unrehearsed(in: script)
      #expect(missing.count * 2 < all, "\(script.id): \(missing.map(\.name))")
      #expect(!missing.contains(AuthorEdge(node: "offer", word: "booked")), "\(script.id)")
      print("\(script.id): \(all - missing.count) of \(all) ways are in a rehearsal")
    }
  }

  @Test("the rehearsals count as written in the coverage, and walk nothing for anybody")
  func written() throws {
    let script = try #require(Self.library.scripts.first { $0.id == "overdue-follow-up" })
    var coverage = Coverage(of: script, labels: [:])
    RehearsedWays(Self.library).add(to: &coverage, of: script)
    #expect(coverage.walked(by: .written) > 20)
    #expect(coverage.neverWalked.count == coverage.ways.count)
    #expect(
      coverage.unwritten.map(\.edge) == RehearsedWays(Self.library).unrehearsed(in: script))
  }
}

/// The clinic folder that ships, read once with its rehearsals.
enum ShippedRehearsals {
  static let library: ScriptLibrary = {
    let bytes = (try? Data(contentsOf: ShippedFolder.root.appending(path: "clinic.yaml"))) ?? Data()
    let file = SourceFile(path: "clinic.yaml", bytes: Array(bytes))
    return ScriptLibrary.read(
      files: (try? ShippedFolder.files()) ?? [],
      policy: ClinicFileReader.read(file).policy ?? ClinicPolicy(name: "x"))
  }()
}

/// A year as people say it.
enum SpokenYear {
  static func says(_ year: Int, _ text: String, in locale: String) -> Bool {
    let folded = Folded.text(text)
    return words(year, locale).contains { folded.contains($0) }
  }

  private static func words(_ year: Int, _ locale: String) -> [String] {
    let short = year % 100
    if locale == "en" {
      let end = english(short)
      return ["\(year)", "nineteen \(end)", "two thousand \(end)", "two thousand and \(end)"]
    }
    let end = spanish(short)
    return ["\(year)", "mil novecientos \(end)", "dos mil \(end)"]
  }

  private static func english(_ number: Int) -> String {
    let units = [
      "", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
      "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    ]
    let tens = [
      "", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
    ]
    if number < units.count { return units[number] }
    return number % 10 == 0 ? tens[number / 10] : "\(tens[number / 10])-\(units[number % 10])"
  }

  private static func spanish(_ number: Int) -> String {
    let units = [
      "", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "once",
      "doce", "trece", "catorce", "quince", "dieciseis", "diecisiete", "dieciocho", "diecinueve",
    ]
    let tens = [
      "", "diez", "veinte", "treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta",
      "noventa",
    ]
    if number < units.count { return units[number] }
    return number % 10 == 0 ? tens[number / 10] : "\(tens[number / 10]) y \(units[number % 10])"
  }
}
