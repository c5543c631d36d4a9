import Foundation
import RecallDomain
import Testing

@testable import RecallStorage

/// What a report counts, held against plain queries over made-up work; the same for both stores.
enum MeasureContract {
  static let clauses: [StoreClause] = [
    StoreClause("every count of patients due is what a plain query says") { bench throws in
      let (report, plain) = try measured(bench)
      #expect(report.total[.due] > 150 && report.leftOut > 10 && report.total[.reached] > 50)
      for count in MetricCount.allCases {
        guard let expected = try plain.count(count) else { continue }
        #expect(report.total[count] == expected, "\(count)")
      }
      #expect(try report.total[.attempts] == plain.attempts())
    },
    StoreClause("the work of the days counts whenever the patients were due") { bench throws in
      let (report, plain) = try measured(bench)
      let worked = report.worked
      #expect(try worked.tried == plain.worked() && worked.tried > 100)
      #expect(
        try worked.reached
          == plain.worked("a.identity IN ('verified', 'representative', 'helper')"))
      #expect(try worked.scheduled == plain.worked("a.outcome = 'scheduled'"))
      #expect(try worked.declined == plain.worked("a.outcome = 'declined'"))
      #expect(
        try worked.asked
          == plain.worked(
            """
            (a.outcome = 'clinical-question' OR (a.outcome = 'escalated'
              AND a.detail IN ('clinical', 'emergency')))
            """))
      // A day on which nobody was due has its work all the same.
      let far = CivilDate(iso: "2026-11-30")!
      let day = ReportPeriod(from: far, to: far, zone: MadeUpWork.period.zone)!
      let late = try bench.store.measure(MetricQuestion(day, at: MadeUpWork.now))
      guard let store = bench.store as? any SharedActs else { throw Unexpected() }
      let plainly = PlainFigures(store: store, period: day, now: MadeUpWork.now)
      #expect(late.total[.due] == 0 && late.worked.tried > 0)
      #expect(try late.worked.tried == plainly.worked())
    },
    StoreClause("what waits for somebody now is counted whatever the period is") { bench throws in
      let (report, plain) = try measured(bench)
      let end = Int(
        MetricQuestion(MadeUpWork.period, at: MadeUpWork.now).endOfToday.timeIntervalSince1970
          * 1_000_000)
      #expect(
        try report.waiting.promised
          == plain.int(
            """
            SELECT count(*) FROM recall WHERE state = 'open' AND callback IS NOT NULL
              AND next_at < \(end)
            """))
      let isDue = "state = 'open' AND due <= '2026-11-24' AND kept_back"
      #expect(
        try report.waiting.undecided
          == plain.int("SELECT count(*) FROM recall WHERE \(isDue) = 'restricted'"))
      #expect(
        try report.waiting.unasked
          == plain.int(
            """
            SELECT count(*) FROM recall WHERE \(isDue) = 'no-number' AND id NOT IN (
              SELECT recall FROM queue_item WHERE queue = 'records' AND withdrawn_at IS NULL
                AND state IN ('open', 'taken'))
            """))
      #expect(report.waiting.promised > 0 && report.waiting.undecided > 0)
      for queue in QueueName.allCases {
        #expect(try report.routed[queue]?.dueToday ?? 0 == plain.dueToday(queue), "\(queue)")
      }
      #expect(report.unfinished.allSatisfy { $0.count > 0 && $0.since < MadeUpWork.now })
      #expect(report.unfinished == report.unfinished.sorted { $0.since < $1.since })
    },
    StoreClause("a message that was stopped is no attempt, a contact after the booking no cause") {
      bench throws in
      try bench.bring(Clinic.row("r1", of: Clinic.patient("p1")))
      let (ticket, number) = try bench.call()
      try bench.store.close(
        Clinic.closing(ticket, number: number), under: ticket, at: Clinic.minutes(4))
      let question = MetricQuestion(
        ReportPeriod.usual(today: Clinic.today, zone: MadeUpWork.period.zone),
        at: Clinic.minutes(5))
      guard let store = bench.store as? any SharedActs else { throw Unexpected() }
      let change = { (sql: String) in
        try store.write("test") { db in _ = try db.change(sql, []) }
      }
      let micros = Int(Clinic.now.timeIntervalSince1970 * 1_000_000)
      try change(
        "UPDATE recall SET state = 'scheduled', ended_as = 'scheduled', phase = 'off',"
          + " kept_back = NULL, ended_at = \(micros + 240_000_000)")
      #expect(try bench.store.measure(question).total[.attributable] == 1)
      try change("UPDATE recall SET ended_at = \(micros - 3_600_000_000)")
      let after = try bench.store.measure(question).total
      #expect(after[.attributable] == 0 && after[.attempted] == 1)
      try change("UPDATE attempt SET caller = 'outbox', contact = 0")
      let stopped = try bench.store.measure(question)
      #expect(stopped.total[.attempted] == 0 && stopped.leftOut == 1)
      #expect(stopped.worked.tried == 0)
    },
    StoreClause("so is every count of every group, and the groups add up to the whole") {
      bench throws in
      let (report, plain) = try measured(bench)
      for (grouping, column) in [
        (MetricGrouping.segment, "r.segment"), (.provider, "coalesce(r.provider, '')"),
        (.language, "coalesce(p.language, '')"),
      ] {
        let groups = try #require(report.groups[grouping])
        for (name, tally) in groups {
          let quoted = name.replacingOccurrences(of: "'", with: "''")
          for count in [MetricCount.due, .attempted, .reached, .scheduled, .attributable] {
            let expected = try plain.count(count, and: "\(column) = '\(quoted)'")
            #expect(tally[count] == expected, "\(grouping) \(name) \(count)")
          }
        }
      }
      for grouping in MetricGrouping.ofPatients {
        let whole = try #require(report.groups[grouping]).values.reduce(into: MetricTally()) {
          $0 += $1
        }
        #expect(whole == report.total, "\(grouping)")
      }
      let credits = try plain.credits()
      #expect(
        report.groups[.caller]?.compactMapValues { $0[.due] == 0 ? nil : $0[.due] } == credits)
      let trend = report.trend.reduce(into: MetricTally()) { $0 += $1.tally }
      #expect(trend[.due] == report.total[.due] && trend[.reached] == report.total[.reached])
    },
    StoreClause("days are the clinic's own, also where its clocks change") { bench throws in
      let (report, plain) = try measured(bench)
      let days = try plain.days()
      #expect(days.fromDue.count > 30 && days.fromDue.contains { $0 < 0 })
      #expect(counted(days.fromDue) == report.total.daysFromDue)
      #expect(counted(days.fromFirst) == report.total.daysFromFirst)
      #expect(report.total[.onTime] == days.fromDue.count { $0 <= 0 })
      let spread = try #require(DaySpread(report.total.daysFromDue))
      #expect(spread.median == days.fromDue[(days.fromDue.count + 1) / 2 - 1])
      #expect(
        spread.ninetieth == days.fromDue[Int((Double(days.fromDue.count) * 0.9).rounded(.up)) - 1])
    },
    StoreClause("barriers, needs of language, appointments and endings are what plain queries say")
    {
      bench throws in
      let (report, plain) = try measured(bench)
      for (place, barrier) in Barrier.allCases.enumerated() {
        #expect(try report.barriers[barrier] ?? 0 == plain.named(barrier, bit: 1 << place))
      }
      #expect(report.languages.values.reduce(0, +) == report.total[.languageNeed])
      #expect(report.languages.keys.contains("ht"))
      for (count, status) in [
        (MetricCount.kept, "kept"), (.noShow, "no-show"), (.cancelled, "cancelled"),
        (.pending, "booked"),
      ] {
        #expect(try report.total[count] == plain.visits(status), "\(status)")
      }
      let freed =
        try plain.visits("no-show", ofCalls: false)
        + plain.visits("cancelled", ofCalls: false)
      #expect(report.freed == freed && freed > report.total[.noShow] + report.total[.cancelled])
      #expect(try report.endings.scheduled == plain.ended("scheduled"))
      #expect(try report.endings.unreachable == plain.ended("attempts-exhausted"))
      #expect(try report.endings.declined == plain.said("outcome = 'declined'"))
      #expect(
        try report.endings.escalated
          == plain.said("outcome = 'escalated' AND detail IN ('clinical', 'emergency')"))
      #expect(
        try report.needOutcome
          == plain.int(
            "SELECT count(*) FROM attempt WHERE outcome IS NULL AND withdrawn_at IS NULL"))
      #expect(
        try report.carriedOver
          == plain.int(
            "SELECT count(*) FROM recall WHERE due < '2026-10-12' AND state IN ('open', 'review')"))
      #expect(report.earliestDue.map { $0 < MadeUpWork.period.from } == true)
    },
    StoreClause("questions by queue, and who was called at which step") { bench throws in
      let (report, plain) = try measured(bench)
      for queue in QueueName.allCases {
        let routed = report.routed[queue] ?? RoutedTally()
        #expect(try routed.opened == plain.items(queue), "\(queue)")
        #expect(try routed.answered == plain.items(queue, "state IN ('answered', 'closed')"))
        #expect(try routed.overdue == plain.overdue(queue))
        let isDone = "state IN ('answered', 'closed')"
        let settled = "CASE WHEN answered_at IS NULL THEN closed_at ELSE answered_at END"
        #expect(try routed.inTime == plain.items(queue, "\(isDone) AND \(settled) <= due"))
        let now = Int(MadeUpWork.now.timeIntervalSince1970 * 1_000_000)
        #expect(
          try routed.dueByNow
            == plain.items(queue, "due IS NOT NULL AND (\(isDone) OR due < \(now))"))
        let answered = try plain.minutes(queue, until: settled, isDone)
        #expect(counted(answered) == routed.minutesToAnswer)
        let taken = try plain.minutes(
          queue, until: "CASE WHEN taken_at IS NULL THEN \(settled) ELSE taken_at END", "1 = 1")
        #expect(counted(taken) == routed.minutesToTake && !taken.isEmpty)
      }
      for (name, tally) in report.tries[.attempt] ?? [:] {
        #expect(try tally.called == plain.tries("a.attempt = \(name)"))
        #expect(
          try tally.reached
            == plain.tries(
              "a.attempt = \(name)", "a.identity IN ('verified', 'representative', 'helper')"))
      }
      for (name, tally) in report.tries[.partOfDay] ?? [:] {
        let step = name.isEmpty ? "a.part IS NULL" : "a.part = '\(name)'"
        #expect(try tally.called == plain.tries(step))
        #expect(try tally.scheduled == plain.tries(step, "a.outcome = 'scheduled'"))
      }
      #expect(report.tries[.attempt]?.count == 4 && report.tries[.partOfDay]?.count == 4)
    },
    StoreClause("a caller's own report is their row of everybody's") { bench throws in
      let (report, _) = try measured(bench)
      for caller in MadeUpWork.callers {
        let own = try bench.store.measure(
          MetricQuestion(
            MadeUpWork.period, by: [.segment], of: caller, at: MadeUpWork.now))
        let row = report.groups[.caller]?[caller] ?? MetricTally()
        for count in MetricCount.allCases { #expect(own.total[count] == row[count], "\(count)") }
        #expect(own.routed.isEmpty && own.carriedOver == 0)
        let segments = own.groups[.segment]?.values.reduce(0) { $0 + $1.patients }
        #expect(segments == own.total.patients)
      }
    },
    StoreClause("an empty store has nothing to divide by, and says so") { bench throws in
      let report = try bench.store.measure(question)
      #expect(report.total.isEmpty && report.groups.values.allSatisfy(\.isEmpty))
      for metric in report.metrics {
        switch metric.value {
        case .share(let count, let whole), .ratio(let count, let whole):
          #expect(count == 0 && whole == 0)
        case .count(let count): #expect(count == 0)
        case .days(let spread): #expect(spread == nil)
        }
      }
      #expect(report.trend.count == 6 && report.earliestDue == nil)
    },
    StoreClause("one patient, called by the acts themselves") { bench throws in
      try bench.bring(Clinic.row("r1", of: Clinic.patient("p1")))
      let (ticket, number) = try bench.call()
      var closing = Clinic.closing(
        ticket, number: number, ending: Ending(.scheduled)!, state: .scheduled,
        appointment: GivenAppointment(
          start: Clinic.minutes(-60), provider: "Dr. Okafor", slot: nil))
      closing.end = .scheduled
      closing.note.barriers = [.busy, .transport]
      try bench.store.close(closing, under: ticket, at: Clinic.minutes(4))
      let report = try bench.store.measure(
        MetricQuestion(
          ReportPeriod.usual(today: Clinic.today, zone: MadeUpWork.period.zone),
          by: Set(MetricGrouping.allCases), at: Clinic.minutes(5)))
      let total = report.total
      for count in [
        MetricCount.due, .attempted, .reached, .attempts, .scheduled, .scheduledReached,
        .attributable, .scheduledDated, .pending, .barrier, .identityAsked,
      ] { #expect(total[count] == 1, "\(count)") }
      #expect(total.daysFromDue == [12: 1] && total.daysFromFirst == [0: 1])
      #expect(total[.onTime] == 0 && total[.unreachable] == 0 && total[.identityFailed] == 0)
      #expect(report.barriers == [.busy: 1, .transport: 1])
      #expect(report.endings.scheduled == 1 && report.needOutcome == 0)
      #expect(report.groups[.caller]?.mapValues(\.patients) == ["ana": 1])
      #expect(report.tries[.attempt] == ["1": TryTally(called: 1, reached: 1, scheduled: 1)])
      #expect(try bench.store.check() == [])
    },
    StoreClause("what notes of before say is found where the columns are new") { bench throws in
      try bench.bring(Clinic.row("r1", of: Clinic.patient("p1")))
      let (ticket, number) = try bench.call()
      var closing = Clinic.closing(ticket, number: number)
      closing.note.barriers = [.upset, .cost]
      try bench.store.close(closing, under: ticket, at: Clinic.minutes(4))
      let measure = { try bench.store.measure(question) }
      let before = try measure()
      #expect(before.barriers == [.upset: 1, .cost: 1] && before.total[.reached] == 1)
      guard let store = bench.store as? any SharedActs else { throw Unexpected() }
      try store.write("test") { db in
        _ = try db.change("UPDATE attempt SET identity = NULL, barriers = 0", [])
      }
      #expect(try measure().barriers.isEmpty)
      for _ in 0..<2 {
        try store.write("test") { db in
          for statement in Schema.measuresOfNotes(in: db.dialect) {
            _ = try db.change(statement, [])
          }
        }
        #expect(try measure() == before)
      }
    },
    StoreClause("a call that died needs an outcome, and one that runs does not") { bench throws in
      try bench.bring(Clinic.row("r1", of: Clinic.patient("p1")))
      _ = try bench.call()
      let asked = { (minutes: Double) in
        try bench.store.measure(
          MetricQuestion(MadeUpWork.period, at: Clinic.minutes(minutes))
        ).needOutcome
      }
      #expect(try asked(1) == 0)
      #expect(try asked(60) == 1)
    },
  ]

  private static let question = MetricQuestion(
    MadeUpWork.period, by: Set(MetricGrouping.allCases), at: MadeUpWork.now)

  private static func measured(
    _ bench: StoreBench
  ) throws -> (MetricReport, PlainFigures) {
    try MadeUpWork.fill(bench.store, entries: 420, seed: 7)
    guard let store = bench.store as? any SharedActs else { throw Unexpected() }
    let plain = PlainFigures(store: store, period: MadeUpWork.period, now: MadeUpWork.now)
    return (try bench.store.measure(question), plain)
  }

  private static func counted(_ days: [Int]) -> [Int: Int] {
    days.reduce(into: [:]) { $0[$1, default: 0] += 1 }
  }
}

@Suite("Figures, on SQLite")
struct SQLiteMeasureTests {
  @Test("are right", arguments: MeasureContract.clauses)
  func right(_ clause: StoreClause) throws {
    try withSQLite { bench, _ in try clause.holds(bench) }
  }
}
