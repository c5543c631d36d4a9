internal import RecallDomain
package import ScriptEngine

/// `recall script coverage` as a person reads it: how much of each script has been walked, and,
/// where one was asked for, every way of it, those never walked first.
package struct CoverageText {
  package init() {}

  package func summary(_ coverages: [Coverage]) -> String {
    let width = coverages.map(\.script.count).max() ?? 0
    return coverages.map { coverage in
      let name = coverage.script.padding(to: width)
      let never = coverage.neverWalked.count
      return "\(name)  \(coverage.ways.count) ways · \(counts(coverage)) · \(never) never"
    }.joined(separator: "\n")
  }

  package func text(_ coverage: Coverage) -> String {
    let never = coverage.neverWalked
    var lines = [
      "\(coverage.script): \(coverage.ways.count) ways · \(counts(coverage))", "",
      "NEVER WALKED (\(never.count))",
    ]
    lines += never.isEmpty ? ["  none"] : never.map { "  " + name($0) }
    let unwritten = coverage.unwritten
    lines += ["", "NO REHEARSAL YET (\(unwritten.count))"]
    lines += unwritten.isEmpty ? ["  none"] : unwritten.map { "  " + name($0) }
    lines += ["", "WALKED                                      live  rehearsal  written  tests"]
    lines += coverage.ways.filter(\.isWalked).map(row)
    return lines.joined(separator: "\n")
  }

  private func counts(_ coverage: Coverage) -> String {
    let walked = { coverage.walked(by: $0) }
    return "live \(walked(.live)), rehearsal \(walked(.rehearsal)), "
      + "written \(walked(.written)), tests \(walked(.test))"
  }

  private func name(_ way: Coverage.Way) -> String {
    let text = way.label.map { "\(way.edge.name) (\($0))" } ?? way.edge.name
    return TerminalText.truncate(TerminalText.clean(text), to: 76)
  }

  private func row(_ way: Coverage.Way) -> String {
    let name = TerminalText.truncate(TerminalText.clean(way.edge.name), to: 40)
    let columns = [(Coverage.Walker.live, 6), (.rehearsal, 11), (.written, 9), (.test, 7)]
    let counts = columns.map { walker, width in
      String(way.count(walker)).padding(before: width)
    }
    return "  " + name.padding(to: 40) + counts.joined()
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
