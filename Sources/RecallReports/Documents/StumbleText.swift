package import RecallDomain
package import ScriptEngine

/// `recall script stumbles` as a person reads it: line after line, those first over which most people
/// stumble; what has been reworded since comes last.
package struct StumbleText {
  private let width: Int
  private let zone: Zone

  /// - Parameter width: columns to write in.
  package init(width: Int, zone: Zone) { (self.width, self.zone) = (width, zone) }

  package func lines(_ marked: MarkedLines) -> [String] {
    guard !marked.lines.isEmpty else {
      return wrapped("no line is marked: callers mark one with /stumble in a call", "")
    }
    let (open, all) = (marked.open.count, marked.lines.count)
    let head = "\(count(open, "line")) open, \(all - open) done"
    return [head] + marked.lines.flatMap { [""] + lines($0) }
  }

  private func lines(_ line: MarkedLine) -> [String] {
    let head = "\(line.standing.rawValue): \(line.script), \(line.line), \(line.locale)"
    var texts = [
      "text: \(line.said)",
      "marked: \(often(line)) by \(count(line.callers, "caller"))\(practised(line))",
    ]
    let words = line.newest.words
    let day = LocalTime(line.newest.at, in: zone).date
    texts.append(words.isEmpty ? "newest: \(day), words erased" : "newest: \(day), “\(words)”")
    return wrapped(head, "") + texts.flatMap { wrapped($0, "  ") }
  }

  private func often(_ line: MarkedLine) -> String {
    line.times == 1 ? "once" : line.times == 2 ? "twice" : "\(line.times) times"
  }

  private func practised(_ line: MarkedLine) -> String {
    line.inPractice == 0 ? "" : ", \(line.inPractice) in practice"
  }

  private func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }

  private func wrapped(_ text: String, _ indent: String) -> [String] {
    TerminalText.wrap(
      TerminalText.clean(text), width: width, indent: indent + "  ", first: indent)
  }
}
