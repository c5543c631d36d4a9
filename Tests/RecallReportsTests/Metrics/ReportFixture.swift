import Foundation
import RecallDomain
import ScriptEngine
import Testing

@testable import RecallReports

/// A report of made-up figures, with names that would be markup, formulas or escape sequences.
enum ReportFixture {
  static let hostile = "<script>alert(1)</script> & \"Dr.\" O'Neil\u{1B}[31m"
  static let now = Date(timeIntervalSince1970: 1_795_547_100)
  static let zone = Zone("America/New_York")!

  static let policy: ClinicPolicy = {
    var policy = ClinicPolicy(name: "Lakeside <Clinic>")
    policy.segments = ["missed-visit": SegmentPolicy(script: "missed-visit")]
    return policy
  }()

  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  private static let library = ScriptLibrary.read(
    files: ["locales/en", "locales/es"].flatMap { folder -> [SourceFile] in
      let names = try? FileManager.default.contentsOfDirectory(
        atPath: root.appending(path: folder).path)
      return (names ?? []).filter { $0.hasSuffix(".yaml") }.sorted().map { name in
        let url = root.appending(path: "\(folder)/\(name)")
        return SourceFile(
          path: "\(folder)/\(name)", bytes: Array((try? Data(contentsOf: url)) ?? Data()))
      }
    }, policy: policy)

  static func phrases(_ locale: String) throws -> StaffPhrases {
    try #require(library.staffPhrases[locale])
  }

  static func words(_ locale: String) throws -> MetricWords {
    MetricWords(
      phrases: try phrases(locale), policy: policy,
      staff: [StaffMember(id: "ana", name: "Ana <b>", roles: [.caller], languages: ["en"])],
      now: now)
  }

  static func tally(_ due: Int) -> MetricTally {
    var tally = MetricTally()
    for (count, share) in [
      (MetricCount.due, 100), (.attempted, 90), (.reached, 50), (.attempts, 200),
      (.scheduled, 34), (.scheduledReached, 30), (.attributable, 28), (.scheduledDated, 30),
      (.onTime, 12), (.wrongContact, 9), (.declined, 8), (.unreachable, 10), (.optedOut, 1),
      (.identityAsked, 60), (.identityFailed, 3), (.languageNeed, 6), (.barrier, 25),
      (.recovered, 7), (.kept, 14), (.noShow, 2), (.cancelled, 3), (.pending, 9),
    ] { tally[count] = due * share / 100 }
    tally.daysFromDue = [-3: due / 10, 12: due / 10, 40: due / 10]
    tally.daysFromFirst = [0: due / 10, 9: due / 5]
    return tally
  }

  static let usual: MetricReport = {
    var report = MetricReport(
      period: .usual(today: CivilDate(iso: "2026-11-24")!, zone: zone), asOf: now)
    for week in report.period.weeks { report.byWeek[week] = tally(100) }
    report.total = tally(500)
    report.groups = [
      .segment: ["missed-visit": tally(300), "our-own": tally(197), "rare": tally(3)],
      .provider: [hostile: tally(250), "=1+1": tally(150), "": tally(100)],
      .language: ["es": tally(300), "en": tally(197), "vi": tally(3)],
      .caller: ["ana": tally(400), "": tally(100)],
    ]
    report.tries = [
      .attempt: [
        "1": TryTally(called: 400, reached: 120, scheduled: 60),
        "2": TryTally(called: 90, reached: 9, scheduled: 1),
      ],
      .partOfDay: [
        "morning": TryTally(called: 300, reached: 50, scheduled: 40),
        "": TryTally(called: 1, reached: 0, scheduled: 0),
      ],
    ]
    report.barriers = [.busy: 70, .transport: 12, .cost: 40]
    report.languages = ["ht": 20, "": 10]
    report.leftOut = 12
    report.carriedOver = 37
    report.earliestDue = CivilDate(iso: "2026-08-03")
    report.freed = 30
    var routed = RoutedTally()
    (routed.opened, routed.answered, routed.open, routed.overdue) = (30, 21, 9, 4)
    (routed.inTime, routed.dueByNow) = (18, 25)
    (routed.dueToday, routed.emergencies) = (5, 1)
    (routed.minutesToTake, routed.minutesToAnswer) = ([35: 20], [260: 11, 3000: 10])
    report.routed = [.clinical: routed]
    report.unfinished = [
      UnfinishedCalls(caller: "ana", count: 2, since: now.addingTimeInterval(-7200))
    ]
    (report.worked.tried, report.worked.reached, report.worked.scheduled) = (78, 58, 30)
    (report.waiting.promised, report.waiting.undecided, report.waiting.unasked) = (3, 2, 1)
    report.waiting.openings = 1
    (report.endings.scheduled, report.endings.declined) = (40, 9)
    return report
  }()

  static let empty = MetricReport(
    period: .usual(today: CivilDate(iso: "2026-11-24")!, zone: zone), asOf: now)
}
