package import RecallDomain
package import ScriptEngine

/// `recall script stumbles` as a person reads it: line after line, those first over which most people
/// stumble; what has been reworded since comes last.
package struct StumbleText {
  private let phrases: StaffPhrases
  private let width: Int
  private let zone: Zone

  /// - Parameters:
  ///   - phrases: of the console's language.
  ///   - width: columns to write in.
  package init(_ phrases: StaffPhrases, width: Int, zone: Zone) {
    (self.phrases, self.width, self.zone) = (phrases, width, zone)
  }

  package func lines(_ marked: MarkedLines) -> [String] {
    guard !marked.lines.isEmpty else { return wrapped(say("none"), "") }
    let (open, all) = (marked.open.count, marked.lines.count)
    let head = say("head", ["done": "\(all - open)"], count: open)
    return [head] + marked.lines.flatMap { [""] + lines($0) }
  }

  private func lines(_ line: MarkedLine) -> [String] {
    let standing = say("standing.\(line.standing.rawValue)")
    let head = "\(standing): \(line.script), \(line.line), \(line.locale)"
    return wrapped(head, "")
      + [say("text", ["text": line.said]), marked(line), newest(line)]
      .flatMap { wrapped($0, "  ") }
  }

  private func marked(_ line: MarkedLine) -> String {
    say(
      "marked",
      [
        "often": line.times == 2 ? say("twice") : say("times", count: line.times),
        "callers": say("callers", count: line.callers),
        "practiced": line.inPractice == 0 ? "" : say("in-practice", count: line.inPractice),
      ])
  }

  private func newest(_ line: MarkedLine) -> String {
    let day = "\(LocalTime(line.newest.at, in: zone).date)"
    let words = line.newest.words
    return words.isEmpty
      ? say("newest-erased", ["day": day]) : say("newest", ["day": day, "words": words])
  }

  private func say(_ key: String, _ values: [String: String] = [:], count: Int? = nil) -> String {
    phrases.text("stumbles.\(key)", values, count: count)
  }

  private func wrapped(_ text: String, _ indent: String) -> [String] {
    TerminalText.wrap(
      TerminalText.clean(text), width: width, indent: indent + "  ", first: indent)
  }
}
