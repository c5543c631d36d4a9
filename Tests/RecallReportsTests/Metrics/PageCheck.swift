import Foundation
import Testing

@testable import RecallReports

/// What can be said of a page without a browser: its structure, its names, that nothing runs and
/// nothing is loaded, and that its colours can be told apart.
struct PageCheck {
  let page: String

  func verify() throws {
    try nothingRuns()
    try structure()
    try tables()
    try pictures()
    try styleIsItsOwn()
    try colours()
  }

  private func nothingRuns() throws {
    let lower = page.lowercased()
    for wrong in [
      "<script", "javascript:", "http://", "https://", "url(", "@import", " src=", "<link",
      "<iframe", "<form",
    ] { #expect(!lower.contains(wrong), "\(wrong)") }
    #expect(lower.firstMatch(of: /<[^>]* on[a-z]+=/) == nil)
    #expect(lower.firstMatch(of: /<[^>]* style=/) == nil)
    #expect(lower.contains("default-src 'none'") || lower.contains("default-src &#39;none&#39;"))
  }

  private func structure() throws {
    #expect(page.firstMatch(of: /<html lang="[a-z]{2}">/) != nil)
    #expect(page.matches(of: /<h1/).count == 1 && page.matches(of: /<main/).count == 1)
    #expect(page.matches(of: /<title>/).count >= 1 && page.contains("name=\"viewport\""))
    let levels = page.matches(of: /<h([1-6])/).compactMap { Int($0.1) }
    for (before, here) in zip(levels, levels.dropFirst()) { #expect(here <= before + 1) }
    let ids = page.matches(of: /\sid="([^"]*)"/).map { String($0.1) }
    #expect(Set(ids).count == ids.count, "\(ids)")
    for named in page.matches(of: /aria-labelledby="([^"]*)"/).flatMap({
      $0.1.split(separator: " ")
    }) { #expect(ids.contains(String(named)), "\(named)") }
    for link in page.matches(of: /href="#([^"]*)"/) { #expect(ids.contains(String(link.1))) }
    // Every element is closed, in order.
    var open: [Substring] = []
    for tag in page.matches(of: /<(\/?)([a-z0-9]+)((?:[^>"]|"[^"]*")*)>/) {
      let isEnd = !tag.1.isEmpty
      if tag.3.hasSuffix("/") || ["meta", "br"].contains(tag.2) { continue }
      if isEnd { #expect(open.popLast() == tag.2, "\(tag.0)") } else { open.append(tag.2) }
    }
    #expect(open.isEmpty)
  }

  private func tables() throws {
    #expect(page.matches(of: /<table/).count == page.matches(of: /<caption/).count)
    let heads = page.matches(of: /<th[ >]/).count
    #expect(page.matches(of: /<th [^>]*scope="(col|row)"/).count == heads)
    let empty = page.firstMatch(of: /<(th|caption|h[1-6])[^>]*><\//)
    #expect(empty == nil)
    // A table that can be moved is reached by keyboard, and says what it is.
    let groups = page.matches(of: /<div class="wide"[^>]*>/).map(\.0)
    #expect(groups.allSatisfy { $0.contains("tabindex=\"0\"") && $0.contains("aria-label=\"") })
    let names = groups.compactMap { $0.firstMatch(of: /aria-label="([^"]*)"/)?.1 }
    #expect(Set(names).count == names.count)
  }

  private func pictures() throws {
    for picture in page.matches(of: /<svg([^>]*)>/) {
      let isHidden = picture.1.contains("aria-hidden=\"true\"")
      let isNamed = picture.1.contains("role=\"img\"") && picture.1.contains("aria-labelledby")
      #expect(isHidden != isNamed, "\(picture.0)")
    }
    // Six units a letter at the size of the names: none is cut off at the edge.
    for name in page.matches(of: /<text x="(\d+)"[^>]*text-anchor="middle">([^<]*)</) {
      #expect((Int(name.1) ?? 0) + name.2.count * 3 <= 440, "\(name.2)")
    }
  }

  private func styleIsItsOwn() throws {
    #expect(page.matches(of: /<style>/).count == 1)
    #expect(page.contains("prefers-color-scheme: dark") && page.contains("@media print"))
  }

  /// WCAG 2: text 4.5, what is drawn 3, in each scheme that the style has.
  private func colours() throws {
    let schemes = page.matches(of: /:root \{([^}]*)\}/).map { match in
      Dictionary(
        match.1.matches(of: /--([a-z-]+): #([0-9a-f]{3,6})/).map { (String($0.1), String($0.2)) },
        uniquingKeysWith: { $1 })
    }
    #expect(schemes.count >= 3)
    for scheme in schemes {
      for (ink, paper, least) in Self.pairs {
        guard let ink = scheme[ink], let paper = scheme[paper] else { continue }
        #expect(Self.contrast(ink, paper) >= least, "\(ink) on \(paper)")
      }
    }
  }

  private static let pairs: [(String, String, Double)] = [
    ("ink", "paper", 4.5), ("ink", "card", 4.5), ("soft", "paper", 4.5), ("soft", "card", 4.5),
    ("second", "paper", 4.5), ("second", "card", 4.5), ("alert", "alert-paper", 4.5),
    ("ink", "alert-paper", 4.5), ("done", "paper", 3), ("second", "rail", 3),
    ("second", "first", 2.5),
  ]

  private static func contrast(_ one: String, _ other: String) -> Double {
    let light = [luminance(one), luminance(other)].sorted()
    return (light[1] + 0.05) / (light[0] + 0.05)
  }

  private static func luminance(_ hex: String) -> Double {
    let full = hex.count == 3 ? hex.map { "\($0)\($0)" }.joined() : hex
    let number = Int(full, radix: 16) ?? 0
    let parts = [16, 8, 0].map { shift -> Double in
      let value = Double(number >> shift & 0xFF) / 255
      return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
  }
}

@Suite("The manager's page")
struct MetricReportHTMLTests {
  @Test("is sound in both languages, full and empty", arguments: ["en", "es"])
  func sound(locale: String) throws {
    let words = try ReportFixture.words(locale)
    for report in [ReportFixture.usual, ReportFixture.empty] {
      let page = MetricReportHTML(report, words: words).document
      try PageCheck(page: page).verify()
      #expect(page.contains("<html lang=\"\(locale)\">"))
      #expect(!page.contains("report.") && page.hasSuffix("</html>\n"))
    }
  }

  @Test("names from records are text, whatever they are made of")
  func hostile() throws {
    let page = MetricReportHTML(ReportFixture.usual, words: try ReportFixture.words("en")).document
    #expect(page.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;Dr.&quot; O&#39;Neil"))
    #expect(page.contains("Lakeside &lt;Clinic&gt;") && page.contains("Ana &lt;b&gt;"))
    #expect(!page.contains("\u{1B}"))
  }

  @Test("each drawn figure stands in a table too")
  func tables() throws {
    let page = MetricReportHTML(ReportFixture.usual, words: try ReportFixture.words("en")).document
    #expect(page.contains("250 of 500") && page.contains(">34%<"))
    // Five weeks of a hundred, in the picture's table.
    #expect(page.matches(of: /<td class="number">100<\/td>/).count >= 5)
    #expect(page.contains(">rare<") && !page.contains("1 small group"))
  }
}
