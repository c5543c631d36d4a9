import RecallDomain
import Testing

@testable import ScriptEngine

@Suite("drills that nobody wrote")
struct DrillTests {
  private static let library = ShippedRehearsals.library

  private static func drill(_ script: String) throws -> Drill {
    Drill(
      edition: try #require(library.editions[script]), policy: library.policy,
      words: try #require(library.rehearsalWords(for: script)))
  }

  @Test("every way that no rehearsal walks is walked by a drill, to an end, in each language")
  func everyWay() throws {
    let ways = RehearsedWays(Self.library)
    var drilled: Set<String> = []
    var missing: [String] = []
    for script in Self.library.scripts {
      let drill = try Self.drill(script.id)
      for edge in ways.unrehearsed(in: script) {
        let name = "\(edge.file(in: script)) \(edge.name)"
        guard drilled.insert(name).inserted else { continue }
        guard let rehearsal = drill.walking(edge) else {
          missing.append(name)
          continue
        }
        for locale in ["en", "es"] {
          let led = FollowedRehearsal(
            rehearsal, edition: try #require(Self.library.editions[script.id]),
            policy: Self.library.policy, locale: locale)
          #expect(led.walked.contains(edge) && led.problem == nil, "\(name)")
          #expect(led.ending.map(rehearsal.ends.allows) == true, "\(name)")
        }
      }
    }
    #expect(missing == [])
  }

  @Test("a drill is played like any rehearsal, and everybody in it has words")
  func played() throws {
    let script = try #require(Self.library.scripts.first { $0.id == "missed-visit" })
    let drill = try Self.drill(script.id)
    for name in ["not_known", "feeling", "no_more", "interprets", "nurse"] {
      let edge = try #require(AuthorEdge.all(of: script).first { $0.word == name })
      let rehearsal = try #require(drill.walking(edge), "\(name)")
      for locale in ["en", "es"] {
        let played = try LedWell(Self.library, rehearsal, seed: 7, locale: locale)
        #expect(played.review.moments.allSatisfy { $0.verdict == .best }, "\(name)")
        #expect(played.review.endedAsExpected && played.review.missed.isEmpty, "\(name)")
        #expect(!played.heard.contains { $0.text.isEmpty || $0.kind == .offRoad })
      }
    }
  }

  @Test("the shortest call is proposed: a way of the opening takes one answer")
  func shortest() throws {
    let drill = try Self.drill("overdue-follow-up")
    let engaged = drill.walking(AuthorEdge(node: "opening", word: "engaged"))
    #expect(engaged?.turns.map(\.best.word) == ["engaged"])
    let busy = drill.walking(AuthorEdge(node: nil, word: "/busy"))
    #expect(busy?.turns.map(\.best.word).first == "/busy")
    #expect(drill.walking(AuthorEdge(node: "opening", word: "nothing")) == nil)
  }

  @Test("what the record decides is drilled with a record that decides so")
  func record() throws {
    let drill = try Self.drill("overdue-follow-up")
    let edges = [
      AuthorEdge(node: "voicemail", word: "not_permitted"),
      AuthorEdge(node: "leave_word", word: "not_permitted"),
      AuthorEdge(node: "self_book", word: "no_consent"),
    ]
    for edge in edges {
      let rehearsal = try #require(drill.walking(edge), "\(edge.name)")
      #expect(!rehearsal.patient.voicemail && rehearsal.patient.message == nil)
    }
  }

  @Test("a surprise raises some interrupt at some step, the same for the same seed")
  func surprise() throws {
    let drill = try Self.drill("result-review")
    var raised: Set<String> = []
    var places: Set<Int> = []
    for seed in 1...40 as ClosedRange<UInt64> {
      let rehearsal = try #require(drill.surprise(seed: seed), "seed \(seed)")
      #expect(rehearsal == drill.surprise(seed: seed))
      let words = rehearsal.turns.map(\.best.word)
      #expect(words.count { $0.hasPrefix("/") } == 1)
      raised.formUnion(words.filter { $0.hasPrefix("/") })
      places.insert(words.firstIndex { $0.hasPrefix("/") } ?? 0)
    }
    #expect(raised.count >= 8 && places.count >= 3)
  }

  @Test("every interrupt can be drilled at every step at which something is asked")
  func everyInterruptEverywhere() throws {
    let drill = try Self.drill("overdue-follow-up")
    for node in ["opening", "third_party", "identity", "reason", "offer", "callback"] {
      for interrupt in Interrupt.allCases {
        let rehearsal = try #require(
          drill.raising(interrupt, at: node), "\(interrupt.rawValue) at \(node)")
        #expect(rehearsal.turns.contains { $0.best.word == "/" + interrupt.rawValue })
      }
    }
    #expect(drill.raising(.busy, at: "nowhere") == nil)
  }

  @Test("the answers of an earlier call become a drill, and nothing else of it")
  func along() throws {
    let drill = try Self.drill("overdue-follow-up")
    let answers = [
      "patient", "verified", "/insurance", "given", "go_on", "gone", "ready", "booked",
    ]
    let rehearsal = try #require(drill.along(answers))
    #expect(rehearsal.turns.map(\.best.word) == answers.filter { $0 != "gone" })
    #expect(rehearsal.patient.name == "Alex Rivera Soto")
    let unfinished = try #require(drill.along(["patient", "verified"]))
    #expect(unfinished.turns.count > 2)
    #expect(drill.along(["gone"]) == nil)
  }

  @Test("every answer of the shipped scripts has words in both languages; others have their label")
  func words() throws {
    for script in Self.library.scripts {
      let edition = try #require(Self.library.editions[script.id])
      let words = try #require(Self.library.rehearsalWords(for: script.id))
      let known = words.ids(in: "en")
      #expect(known == words.ids(in: "es"))
      for (id, node) in script.nodes {
        guard case .hear(let responses) = node.act else { continue }
        for response in responses {
          let names = ["\(id).\(response.name)", response.name].flatMap { name in
            ["", "_a"].map { "drill." + name + $0 }
          }
          let isKnown = names.contains { known.contains($0) }
          #expect(isKnown, "\(id).\(response.name)")
        }
      }
      #expect(edition.languages == ["en", "es"])
    }
    // A clinic without any of these words.
    let library = RehearsalFixture().library
    let drill = Drill(
      edition: try #require(library.editions["visit"]), policy: library.policy,
      words: try #require(library.rehearsalWords(for: "visit")))
    let rehearsal = try #require(drill.walking(AuthorEdge(node: "reason", word: "ready")))
    let call = try Rehearsing(library, rehearsal, seed: 1, locale: "en")
    #expect(call.latest?.text == "(the person asked for is on the line)")
    #expect(call.latest?.speaker == .line)
  }
}
