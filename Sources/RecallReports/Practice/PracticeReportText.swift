import RecallDomain
package import ScriptEngine

/// `recall practice report` on a terminal: a table for each person and language, and what nobody has
/// practised.
package struct PracticeReportText {
  private let width: Int
  /// Ways named for each file; `--json` and `--html` have all.
  private static let named = 6
  private let words: PracticeWords
  private let isLinear: Bool

  /// - Parameters:
  ///   - isLinear: tables row by row, for a screen reader.
  ///   - width: columns to write in.
  package init(_ words: PracticeWords, isLinear: Bool = false, width: Int = 79) {
    (self.words, self.isLinear, self.width) = (words, isLinear, width)
  }

  private func table(_ head: [String], _ rows: [[String]]) -> [String] {
    isLinear ? LinearTable.lines(head, rows) : TextTable(head, rows).lines
  }

  package func lines(_ summary: PracticeSummary) -> [String] {
    guard summary.calls > 0 else {
      return wrapped(words.say(summary.since == nil ? "nobody" : "nobody-since"))
        + [""] + gaps(summary)
    }
    return wrapped(words.scope(summary))
      + summary.people.flatMap { [""] + person($0) } + [""] + gaps(summary)
  }

  private func person(_ person: PracticedPerson) -> [String] {
    let head = ["segment", "calls", "passed", "ways", "last"].map { words.say("column.\($0)") }
    let rows = person.segments.map { segment in
      [
        words.segment(segment.segment), String(segment.calls), String(segment.passed),
        words.count(segment.ways), words.date(segment.lastOn),
      ]
    }
    return wrapped(words.heading(person), indent: "") + table(head, rows)
      + scores(person)
      + fact("rehearsals", words.rehearsals(person.segments.flatMap(\.rehearsals)))
      + fact("interrupts", words.interrupts(person.interrupts))
      + fact("interrupts-not-yet", words.interrupts(person.interruptsNotYet))
      + fact("segments-not-yet", words.segments(person.segmentsNotYet))
  }

  private func scores(_ person: PracticedPerson) -> [String] {
    let rows = person.segments.flatMap { segment in
      segment.scores.enumerated().map { index, score in
        [
          index == 0 || isLinear ? words.segment(segment.segment) : "", words.part(score.part),
          words.count(score.first), words.count(score.last),
        ]
      }
    }
    guard !rows.isEmpty else { return [] }
    let head = ["segment", "part", "first", "latest"].map { words.say("column.\($0)") }
    return [""] + table(head, rows) + [""]
  }

  /// One line for each file, one column for each language; names where some of it was practised.
  private func gaps(_ summary: PracticeSummary) -> [String] {
    let open = summary.gaps.filter { !$0.ways.isEmpty }
    guard !open.isEmpty else { return wrapped(words.say("no-gaps")) }
    let languages = summary.gaps.map(\.language).reduce(into: [String]()) { known, language in
      if !known.contains(language) { known.append(language) }
    }
    let files = summary.gaps.filter { $0.language == languages[0] }
    let rows = files.map { file in
      [words.file(file)]
        + languages.map { language in
          words.left(summary.gaps.first { $0.file == file.file && $0.language == language })
        }
    }
    let head = [words.say("column.segment")] + languages.map(words.language)
    return wrapped(words.say("gaps")) + table(head, rows)
      + open.filter { $0.ways.count < $0.possible }.flatMap(names)
      + wrapped(words.say("gaps-in-full"))
  }

  private func names(_ gap: PracticeGap) -> [String] {
    let names = gap.ways.prefix(Self.named).map(\.name)
    let more = gap.ways.count > Self.named ? ["…"] : []
    return wrapped("\(words.file(gap)) · \(words.language(gap.language)):", indent: "  ")
      + wrapped((names + more).joined(separator: ", "), indent: "    ")
  }

  private func fact(_ key: String, _ text: String) -> [String] {
    TerminalText.wrap(
      TerminalText.clean("\(words.say(key)): \(text)"), width: width, indent: "    ",
      first: "  ")
  }

  private func wrapped(_ text: String, indent: String = "") -> [String] {
    TerminalText.wrap(TerminalText.clean(text), width: width, indent: indent)
  }
}
