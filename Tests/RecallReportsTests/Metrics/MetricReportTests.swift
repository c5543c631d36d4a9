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
    #expect(text.contains("2 calls need an outcome"))
    #expect(text.contains("recall report --from 2026-08-03"))
    let calm = MetricReportText(try ReportFixture.words("en")).lines(ReportFixture.empty)
    #expect(calm.joined(separator: " ").contains("Nothing: no question is overdue"))
    #expect(calm.joined(separator: " ").contains("Nobody was due in this period"))
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
