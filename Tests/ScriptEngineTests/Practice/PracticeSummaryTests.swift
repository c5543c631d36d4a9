import Foundation
import RecallDomain
import Testing

@testable import ScriptEngine

@Suite("What a trainer is told of practice")
struct PracticeSummaryTests {
  private static let library: ScriptLibrary = {
    var policy = ClinicPolicy(name: "Lakeside")
    policy.segments = [
      "missed-visit": SegmentPolicy(script: "missed-visit"),
      "overdue": SegmentPolicy(script: "overdue-follow-up"),
      "old": SegmentPolicy(script: "result-review", enabled: false),
    ]
    return ScriptLibrary.read(files: (try? ShippedFolder.files()) ?? [], policy: policy)
  }()

  private var library: ScriptLibrary { Self.library }

  private func call(
    _ number: Int, by staff: String = "ana", script: String = "missed-visit",
    locale: String = "en", ways: [String] = [], right: Int? = nil, of possible: Int = 10,
    passed: Bool = false
  ) -> PracticeResult {
    PracticeResult(
      id: "\(number)", staff: staff, name: "Ana \(number)", kind: .rehearsal, script: script,
      locale: locale, started: Date(timeIntervalSince1970: Double(number) * 86_400),
      ended: Date(timeIntervalSince1970: Double(number) * 86_400 + 200),
      parts: right.map { ["responses": .init(reached: $0, possible: possible)] } ?? [:],
      ways: ways, passed: passed)
  }

  @Test("a person has one block for each language, with their segments")
  func people() throws {
    let summary = PracticeSummary(
      [
        call(1), call(2, script: "overdue-follow-up"), call(3, locale: "es-MX"),
        call(4, by: "ben", passed: true), call(5, passed: true),
      ], library: library)
    #expect(summary.calls == 5)
    #expect(summary.people.map { "\($0.staff) \($0.language)" } == ["ben en", "ana en", "ana es"])
    let ana = summary.people[1]
    #expect(ana.name == "Ana 5", "as they are called now")
    #expect(ana.segments.map(\.segment) == ["missed-visit", "overdue"])
    #expect(ana.segments[0].calls == 2 && ana.segments[0].passed == 1)
    #expect(ana.segments[0].lastOn == Date(timeIntervalSince1970: 5 * 86_400))
    #expect(ana.segmentsNotYet == [], "a segment that is switched off is nobody's to practise")
    #expect(summary.people[2].segmentsNotYet == ["overdue"])
  }

  @Test("a score is never one number: each part, the first three calls against the last three")
  func movement() throws {
    let calls = (1...5).map { call($0, right: $0 * 2) }
    let score = { (count: Int) in
      PracticeSummary(Array(calls.prefix(count)), library: library).people[0].segments[0].scores
    }
    #expect(
      score(3) == [
        PracticeMovement(part: "responses", first: .init(reached: 12, possible: 30), last: nil)
      ]
    )
    #expect(score(5)[0].first == .init(reached: 12, possible: 30))
    #expect(score(5)[0].last == .init(reached: 24, possible: 30))
    var other = call(1)
    other.parts = ["pace": .init(reached: 1, possible: 1), "zeal": .init(reached: 0, possible: 1)]
    other.parts["emergency"] = .init(reached: 1, possible: 1)
    let parts = PracticeSummary([other], library: library).people[0].segments[0].scores
    #expect(parts.map(\.part) == ["emergency", "pace", "zeal"])
  }

  @Test("a way that scripts share counts in each, a script's own in it alone, by language")
  func ways() throws {
    let scripts = PracticedScripts(library)
    let others = Set(scripts.ways(of: "overdue-follow-up"))
    let shared = try #require(scripts.ways(of: "missed-visit").first(where: others.contains))
    #expect(shared.file == "common")
    let own = try #require(scripts.ways(of: "missed-visit").first { $0.file == "missed-visit" })
    let walked = [shared.edge.name, own.edge.name, "gone · by", "/never"]
    let summary = PracticeSummary(
      [call(1, ways: walked), call(2, script: "overdue-follow-up"), call(3, locale: "es")],
      library: library)
    let (english, spanish) = (summary.people[0], summary.people[1])
    let all = scripts.ways(of: "missed-visit").count
    #expect(english.segments[0].ways == .init(reached: 2, possible: all))
    #expect(english.segments[0].waysNotYet.count == all - 2)
    #expect(english.segments[1].ways?.reached == 1, "the shared one")
    #expect(spanish.segments[0].ways?.reached == 0)
    let gap = { (file: String, language: String) in
      summary.gaps.first { $0.file == file && $0.language == language }
    }
    #expect(gap("missed-visit", "en")?.ways.contains(own.edge) == false)
    #expect(gap("missed-visit", "es")?.ways.contains(own.edge) == true)
    #expect(gap("common", "en")?.isFragment == true)
    #expect(gap("common", "en")?.ways.contains(shared.edge) == false)
  }

  @Test("each interrupt is practised or not yet, whichever script it was raised in")
  func interrupts() throws {
    let ana = PracticeSummary(
      [call(1, ways: ["/busy", "/emergency"]), call(2, script: "overdue-follow-up")],
      library: library
    ).people[0]
    #expect(ana.interrupts == [.busy, .emergency])
    #expect(Set(ana.interrupts + ana.interruptsNotYet) == Set(Interrupt.allCases))
  }

  @Test("without any practice everything is to be practised; with all of it nothing is")
  func gaps() throws {
    let none = PracticeSummary([], library: library)
    #expect(none.people.isEmpty && none.gaps.allSatisfy { $0.ways.count == $0.possible })
    let scripts = PracticedScripts(library)
    let calls = library.editions.keys.flatMap { id in
      ["en", "es"].map { locale in
        call(1, script: id, locale: locale, ways: scripts.ways(of: id).map(\.edge.name))
      }
    }
    #expect(PracticeSummary(calls, library: library).gaps.allSatisfy { $0.ways.isEmpty })
  }

  @Test("practice with a script that is no more is told, without ways")
  func gone() throws {
    let ana = PracticeSummary([call(1, script: "flu-season")], library: library).people[0]
    #expect(ana.segments[0].segment == "flu-season" && ana.segments[0].ways == nil)
  }
}
