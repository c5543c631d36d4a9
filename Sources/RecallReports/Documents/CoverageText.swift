internal import RecallDomain
package import ScriptEngine

/// `recall script coverage` as a person reads it: how much of each script has been walked, and,
/// where one was asked for, every way of it, those never walked first.
package struct CoverageText {
  private let phrases: StaffPhrases

  /// - Parameter phrases: of the console's language.
  package init(_ phrases: StaffPhrases) { self.phrases = phrases }

  package func summary(_ coverages: [Coverage]) -> String {
    let width = coverages.map(\.script.count).max() ?? 0
    return coverages.map { coverage in
      let never = say("never", count: coverage.neverWalked.count)
      return coverage.script.padding(to: width) + "  "
        + [ways(coverage), counts(coverage), never].joined(separator: " · ")
    }.joined(separator: "\n")
  }

  package func text(_ coverage: Coverage) -> String {
    let head = "\(coverage.script): \(ways(coverage)) · \(counts(coverage))"
    let lines =
      [head, ""] + list("never-walked", coverage.neverWalked) + [""]
      + list("unwritten", coverage.unwritten) + ["", tableHead]
      + coverage.ways.filter(\.isWalked).map(row)
    return lines.joined(separator: "\n")
  }

  private func ways(_ coverage: Coverage) -> String { say("ways", count: coverage.ways.count) }

  private func counts(_ coverage: Coverage) -> String {
    let counts = Coverage.Walker.allCases.map { ($0.rawValue, "\(coverage.walked(by: $0))") }
    return say("counts", Dictionary(uniqueKeysWithValues: counts))
  }

  private func list(_ head: String, _ ways: [Coverage.Way]) -> [String] {
    [say(head, count: ways.count)]
      + (ways.isEmpty ? ["  " + say("none")] : ways.map { "  " + name($0) })
  }

  private func name(_ way: Coverage.Way) -> String {
    let text = way.label.map { "\(way.edge.name) (\($0))" } ?? way.edge.name
    return TerminalText.truncate(TerminalText.clean(text), to: 76)
  }

  // MARK: The table

  private static let nameWidth = 40

  private var columns: [(walker: Coverage.Walker, head: String)] {
    Coverage.Walker.allCases.map { ($0, "  " + say("column.\($0.rawValue)")) }
  }

  private var tableHead: String {
    say("walked").padding(to: Self.nameWidth + 2) + columns.map(\.head).joined()
  }

  private func row(_ way: Coverage.Way) -> String {
    let name = TerminalText.truncate(TerminalText.clean(way.edge.name), to: Self.nameWidth)
    let counts = columns.map { walker, head in
      String(way.count(walker)).padding(before: TerminalText.width(head))
    }
    return "  " + name.padding(to: Self.nameWidth) + counts.joined()
  }

  private func say(_ key: String, _ values: [String: String] = [:], count: Int? = nil) -> String {
    phrases.text("coverage.\(key)", values, count: count)
  }
}

extension String {
  fileprivate func padding(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - TerminalText.width(self)))
  }

  fileprivate func padding(before width: Int) -> String {
    String(repeating: " ", count: max(0, width - count)) + self
  }
}
