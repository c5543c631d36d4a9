import Foundation
import RecallDomain
import Testing

@testable import ScriptEngine

@Suite("what somebody might rehearse next")
struct PracticePlanTests {
  private static let library = ShippedRehearsals.library

  private static func result(
    _ id: String?, script: String, passed: Bool = true, locale: String = "en", ways: [String] = [],
    kind: PracticeResult.Kind = .rehearsal
  ) -> PracticeResult {
    PracticeResult(
      id: UUID().uuidString, staff: "ana", name: "Ana", kind: kind, rehearsal: id, script: script,
      segment: script, locale: locale, level: "easy", started: TestCall.noon, ended: TestCall.noon,
      finished: true, asExpected: passed, parts: [:], ways: ways, passed: passed)
  }

  private static let repertoires = Dictionary(
    uniqueKeysWithValues: ["en", "es"].map { ($0, Repertoire(library, locale: $0)) })

  private static func plan(_ results: [PracticeResult], _ locale: String) -> PracticePlan {
    PracticePlan(repertoires[locale]!, results: results)
  }

  private static func passed(_ choice: PracticePlan.Choice) -> PracticeResult {
    result(choice.rehearsal.id, script: choice.rehearsal.script)
  }

  @Test("whoever has rehearsed nothing begins with an easy call without an emergency")
  func first() throws {
    let choice = try #require(Self.plan([], "en").next())
    #expect(choice.rehearsal.level == .easy)
    #expect(!choice.rehearsal.turns.contains { $0.best.word == "/emergency" })
    #expect(Self.library.policy.segments[choice.segment]?.sensitive == false)
  }

  @Test("who passes whatever comes next has passed every rehearsal, each once")
  func whole() throws {
    var results: [PracticeResult] = []
    while results.count <= Self.library.rehearsals.count {
      let plan = Self.plan(results, "es")
      guard let next = plan.next(), !next.isPassed else { break }
      var result = Self.passed(next)
      result.locale = "es"
      results.append(result)
    }
    #expect(results.count == Self.library.rehearsals.count)
    #expect(Set(results.compactMap(\.rehearsal)).count == results.count)
  }

  @Test("one that was tried in vain does not come twice in a row")
  func inVain() throws {
    let plan = Self.plan([], "en")
    let first = try #require(plan.next())
    var tried = Self.passed(first)
    tried.passed = false
    let next = try #require(
      Self.plan([tried], "en").next())
    #expect(next.rehearsal.id != first.rehearsal.id)
    #expect(next.rehearsal.level == .easy, "nothing harder before the first pass")
  }

  @Test("when everything is passed, what was played least comes again")
  func again() throws {
    let all = Self.plan([], "en").choices
    let results = all.map(Self.passed) + all.dropFirst().map(Self.passed)
    let plan = Self.plan(results, "en")
    #expect(plan.next()?.rehearsal.id == all[0].rehearsal.id)
  }

  @Test("a pass in one language, or of a variety of it, counts there alone")
  func languages() throws {
    let choice = try #require(Self.plan([], "en").choices.first)
    var result = Self.passed(choice)
    result.locale = "en-US"
    let count = { (locale: String) in
      Self.plan([result], locale).choices.count(where: \.isPassed)
    }
    #expect(count("en") == 1 && count("es") == 0)
  }

  @Test("a way of a fragment that was walked in one script is walked in the others")
  func shared() throws {
    let script = try #require(Self.library.scripts.first { $0.id == "overdue-follow-up" })
    let shared = try #require(
      AuthorEdge.all(of: script).first { $0.file(in: script) == "scripts/common.yaml" })
    let own = try #require(
      AuthorEdge.all(of: script).first { $0.file(in: script) == "scripts/overdue-follow-up.yaml" })
    let walked = Self.result(
      nil, script: script.id, ways: [shared.name, own.name], kind: .drill)
    let plan = Self.plan([walked], "en")
    let left = plan.unwalked(segment: "missed-visit").map(\.way)
    #expect(!left.contains(shared))
    #expect(!left.isEmpty)
    #expect(plan.unwalked(segment: script.id).allSatisfy { $0.way != own && $0.way != shared })
  }

  @Test("a segment that is not called is not proposed")
  func disabled() throws {
    let files = try ShippedFolder.files()
    var policy = Self.library.policy
    policy.segments["missed-visit"]?.enabled = false
    let library = ScriptLibrary.read(files: files, policy: policy)
    let plan = PracticePlan(Repertoire(library, locale: "en"), results: [])
    #expect(!plan.choices.contains { $0.rehearsal.script == "missed-visit" })
  }

  @Test("a moment to rehearse at is a working Tuesday with three working days after it")
  func moments() throws {
    let policy = Self.library.policy
    for day in 0..<400 {
      let now = TestCall.noon + Double(day) * 86_400
      let local = LocalTime(PracticeCall.moment(near: now, policy: policy), in: policy.zone)
      #expect(local.date.weekday == .tuesday)
      #expect((0...3).allSatisfy { policy.calling.isBusinessDay(local.date.adding(days: $0)) })
      #expect(local.time == TimeOfDay(hour: 14, minute: 5))
    }
  }
}
