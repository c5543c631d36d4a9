import Foundation
import RecallDomain
import Testing

@testable import RecallReports

@Suite("The manager's report, as it is read")
struct MetricReportTests {
  private static let forms: [(MetricReport, MetricGrouping?)] =
    [(ReportFixture.empty, nil), (ReportFixture.usual, nil)]
    + MetricGrouping.allCases.map { (ReportFixture.usual, $0) }

  @Test("every line fits into 80 columns, in both languages, in ASCII where that is wanted")
  func lines() throws {
    for locale in ["en", "es"] {
      for (report, grouping) in Self.forms {
        for isPlain in [false, true] {
          let lines = MetricReportText(try ReportFixture.words(locale), isPlain: isPlain)
            .lines(report, by: grouping)
          for line in lines {
            #expect(TerminalText.width(line) <= 79, "\(line)")
            #expect(line == TerminalText.clean(line), "\(line)")
            #expect(!line.contains("report."), "\(line)")
            if isPlain { #expect(!line.contains { "█▏▎▍▌▋▊▉".contains($0) }) }
          }
        }
      }
    }
  }

  @Test("what needs a manager stands before every figure, with what to do")
  func needsYou() throws {
    let lines = MetricReportText(try ReportFixture.words("en")).lines(ReportFixture.usual)
    let text = lines.joined(separator: "\n")
    let needs = try #require(lines.firstIndex(of: "NEEDS YOU TODAY"))
    let first = try #require(lines.firstIndex(of: "REACHED"))
    #expect(needs < first)
    #expect(text.contains("4 questions are past their due time (clinical team 4)"))
    #expect(text.contains("2 calls need an outcome (Ana <b> 2 since Tue, Nov 24"))
    #expect(text.contains("1 emergency is open (clinical team 1)"))
    #expect(text.contains("5 questions are due today (clinical team 5)"))
    #expect(text.contains("3 callbacks are promised for today"))
    #expect(text.contains("2 patients who are due have nothing planned"))
    #expect(text.contains("1 patient was opened in an emergency and waits for your look"))
    #expect(text.contains("nobody has been asked"))
    #expect(text.contains("recall report --from 2026-08-03"))
    let calm = MetricReportText(try ReportFixture.words("en")).lines(ReportFixture.empty)
    #expect(calm.joined(separator: " ").contains("Nothing: no emergency is open"))
    #expect(calm.joined(separator: " ").contains("Nobody was due in this period"))
  }

  @Test("the work of these days stands right behind, also when nobody was due")
  func worked() throws {
    let words = try ReportFixture.words("en")
    let lines = MetricReportText(words).lines(ReportFixture.usual)
    let (work, first) = (
      try #require(lines.firstIndex(of: "IN THESE DAYS, whenever they were due")),
      try #require(lines.firstIndex(of: "REACHED"))
    )
    #expect(work < first && lines[work + 2].contains("58 of 78"))
    var quiet = ReportFixture.empty
    quiet.worked.tried = 7
    quiet.worked.reached = 4
    #expect(MetricReportText(words).lines(quiet).contains { $0.contains("4 of 7") })
    #expect(MetricReportHTML(quiet, words: words).document.contains("4 of 7"))
    let document = MetricReportDocument(policy: ReportFixture.policy)
    #expect(document.csv(quiet, by: nil).contains { $0.hasPrefix("in-these-days,,reached,4,7,") })
    let json = document.json(quiet, by: nil).document
    #expect(json.contains("\"in_these_days\"") && json.contains("\"callbacks_today\": 0"))
  }

  @Test("days are told as days, with the year when it is another, numbers as in the US")
  func days() throws {
    let words = try ReportFixture.words("en")
    let day = CivilDate(iso: "2025-08-04")!
    let period = try #require(ReportPeriod(from: day, to: day, zone: ReportFixture.zone))
    #expect(words.period(period) == "Due on Mon, Aug 4, 2025.")
    let spanish = try ReportFixture.words("es")
    #expect(spanish.ratio(31, 10) == "3.1" && spanish.percent(45, 100) == "45%")
    #expect(words.ratio(2, 0) == "–" && words.ratio(0, 0) == "none yet")
  }

  @Test("a figure of nobody says none yet, and is null in JSON")
  func none() throws {
    var report = ReportFixture.empty
    report.total[.due] = 1
    let text = MetricReportText(try ReportFixture.words("en")).lines(report)
    #expect(text.contains { $0.contains("0 of 0") && $0.contains("none yet") })
    #expect(!text.contains { $0.lowercased().contains("nan") })
    let json = MetricReportDocument(policy: ReportFixture.policy).json(report, by: nil).document
    #expect(
      json.contains(
        """
              "name": "reached-of-attempted",
              "numerator": 0,
              "denominator": 0,
              "value": null
        """))
  }

  @Test("a share is never rounded to nothing or to all")
  func rounded() {
    #expect(MetricWords.rounded(1, 1000) == 1 && MetricWords.rounded(999, 1000) == 99)
    #expect(MetricWords.rounded(0, 9) == 0 && MetricWords.rounded(9, 9) == 100)
    #expect(MetricWords.rounded(1, 3) == 33 && MetricWords.rounded(1, 2) == 50)
    #expect(TextBar(columns: 4, isPlain: true).bar(1, 1000) == "#...")
    #expect(TextBar(columns: 4, isPlain: false).bar(1, 2) == "██··")
  }

  @Test("rows for a spreadsheet hold no formula and nothing to escape from")
  func rows() {
    let rows = MetricReportDocument(policy: ReportFixture.policy).csv(
      ReportFixture.usual, by: .provider)
    #expect(rows.contains { $0.hasPrefix("provider,'=1+1,reached-of-due,75,150,0.5") })
    #expect(rows.contains { $0.contains("\"<script>alert(1)</script> & \"\"Dr.\"\" O'Neil\"") })
    #expect(rows.allSatisfy { !$0.contains("\u{1B}") && !$0.hasPrefix("=") })
    #expect(rows.contains { $0.hasPrefix("week,2026-W48,due,,,,100") })
  }
}
