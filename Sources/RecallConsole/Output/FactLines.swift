import RecallDomain

/// Short facts on one line with ` · ` between them; a fact that would not fit begins the next line.
enum FactLines {
  static func packed(_ facts: [String], width: Int) -> [String] {
    var lines: [String] = []
    for fact in facts {
      if let line = lines.last, TerminalText.width(line + " · " + fact) <= width {
        lines[lines.count - 1] = line + " · " + fact
      } else {
        lines.append(fact)
      }
    }
    return lines.isEmpty ? [""] : lines
  }
}
