import Foundation
import RecallDomain
import Testing

@Suite("Days and weeks of a report")
struct ReportPeriodTests {
  private let zone = Zone("America/New_York")!

  private func day(_ iso: String) -> CivilDate { CivilDate(iso: iso)! }

  @Test("the usual period is four full weeks and this one, to today")
  func usual() {
    let period = ReportPeriod.usual(today: day("2026-11-24"), zone: zone)
    #expect(period.from == day("2026-10-26") && period.to == day("2026-11-24"))
    #expect(period.weeks.count == 5)
    #expect(ReportPeriod.usual(today: day("2026-11-22"), zone: zone).weeks.count == 5)
  }

  @Test(
    "weeks are those of ISO 8601, also at the turn of years",
    arguments: [
      ("2026-11-24", "2026-W48"), ("2026-01-01", "2026-W01"), ("2024-12-30", "2025-W01"),
      ("2021-01-03", "2020-W53"), ("2027-01-03", "2026-W53"), ("2023-01-01", "2022-W52"),
    ])
  func weeks(date: String, week: String) {
    #expect(ReportWeek(of: day(date)).description == week)
  }

  @Test("a period begins and ends at the clinic's midnights, where a day has 23 or 25 hours")
  func midnights() throws {
    let autumn = try #require(
      ReportPeriod(from: day("2026-11-01"), to: day("2026-11-01"), zone: zone))
    #expect(autumn.end.timeIntervalSince(autumn.start) == 25 * 3600)
    let spring = try #require(
      ReportPeriod(from: day("2026-03-08"), to: day("2026-03-08"), zone: zone))
    #expect(spring.end.timeIntervalSince(spring.start) == 23 * 3600)
    #expect(ReportPeriod(from: day("2026-03-09"), to: day("2026-03-08"), zone: zone) == nil)
  }

  @Test("the pieces of a zone give every instant its own offset")
  func pieces() {
    let from = Date(timeIntervalSince1970: 1_760_000_000)
    let to = Date(timeIntervalSince1970: 1_800_000_000)
    let pieces = zone.pieces(from: from, to: to)
    #expect(pieces.count == 4)
    for step in stride(from: 0.0, to: 40_000_000, by: 1_800) {
      for second in [-1.0, 0, 1] {
        let instant = from.addingTimeInterval(step + second)
        let offset = pieces.first { instant < $0.until }?.offset
        if second >= 0 { #expect(offset == zone.offset(at: instant)) }
      }
    }
    for piece in pieces.dropLast() {
      #expect(zone.offset(at: piece.until) != piece.offset)
      #expect(zone.offset(at: piece.until.addingTimeInterval(-1)) == piece.offset)
    }
  }
}

@Suite("Figures")
struct MetricTests {
  @Test(
    "half, nine in ten and mean of days, of one, of two and of many",
    arguments: [
      ([3: 1], 3, 3, 3.0), ([-4: 1, 2: 1], -4, 2, -1.0),
      ([0: 5, 10: 4, 30: 1], 0, 10, 7.0), ([1: 10, 9: 1], 1, 1, 19.0 / 11),
    ] as [([Int: Int], Int, Int, Double)])
  func spread(days: [Int: Int], median: Int, ninetieth: Int, mean: Double) throws {
    let spread = try #require(DaySpread(days))
    #expect(spread.median == median && spread.ninetieth == ninetieth)
    #expect(abs(spread.mean - mean) < 1e-9)
  }

  @Test("days of nobody have no spread, and a share of none has its parts")
  func none() {
    #expect(DaySpread([:]) == nil)
    for metric in MetricTally().metrics(freed: 0) where metric.name != .due {
      switch metric.value {
      case .share(let part, let whole), .ratio(let part, let whole):
        #expect(part == 0 && whole == 0)
      case .days(let spread): #expect(spread == nil)
      case .count: Issue.record("\(metric.name) is no count")
      }
    }
  }

  private func tally(_ due: Int) -> MetricTally {
    var tally = MetricTally()
    tally[.due] = due
    return tally
  }

  @Test("small groups become one, which stays however small it is; the rows add up to the whole")
  func small() {
    let groups = ["a": tally(20), "b": tally(4), "c": tally(1), "": tally(6), "d": MetricTally()]
    let rows = MetricGroup.rows(groups, small: 5)
    #expect(rows.map(\.label) == [.named("a"), .unknown, .other(of: 2)])
    #expect(rows.reduce(0) { $0 + $1.tally.patients } == 31)
    let alone = MetricGroup.rows(["b": tally(1)], small: 5)
    #expect(alone.map(\.label) == [.named("b")] && alone[0].tally.patients == 1)
    let one = MetricGroup.rows(
      ["a": tally(9), "b": tally(1), "c": tally(7), "d": tally(6)], small: 5)
    #expect(one.map(\.label) == [.named("a"), .named("c"), .other(of: 2)])
    #expect(MetricGroup.rows(groups, small: 1).count == 4)
    #expect(MetricGroup.rows([String: MetricTally](), small: 5).isEmpty)
  }
}
