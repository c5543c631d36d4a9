import RecallDomain
package import ScriptEngine

/// `recall practice report --html`: one page for a browser and its printer. No script, nothing loaded
/// from elsewhere; every bar stands beside its number, so that no picture is needed to read it.
package struct PracticeReportHTML {
  private let words: PracticeWords
  private let summary: PracticeSummary

  package init(_ summary: PracticeSummary, words: PracticeWords) {
    (self.summary, self.words) = (summary, words)
  }

  package var document: String {
    HTML.page(
      language: words.locale, title: "\(words.say("title")) · \(words.clinic)",
      style: PracticeReportStyle.css,
      [
        .element(
          "header", [],
          .lines([
            .element("h1", text: words.say("title")),
            .element("p", text: "\(words.clinic) · \(scope)"),
            .element("p", [.of("hint")], text: words.say("how-to-read")),
          ])),
        .element("main", [], .lines(summary.people.map(person) + [gaps])),
      ])
  }

  private var scope: String {
    summary.calls > 0 ? words.scope(summary) : words.say("nobody")
  }

  // MARK: A person

  private func person(_ person: PracticedPerson) -> HTML {
    let facts = HTML.element(
      "dl", [],
      .lines([
        fact("rehearsals", words.rehearsals(person.segments.flatMap(\.rehearsals))),
        fact("interrupts", words.interrupts(person.interrupts)),
        fact("interrupts-not-yet", words.interrupts(person.interruptsNotYet)),
        fact("segments-not-yet", words.segments(person.segmentsNotYet)),
      ]))
    return .element(
      "section", [],
      .lines(
        [.element("h2", text: words.heading(person)), segments(person), scores(person), facts]
          + person.segments.map(waysNotYet)))
  }

  private func segments(_ person: PracticedPerson) -> HTML {
    let rows = person.segments.map { segment in
      row(
        words.segment(segment.segment),
        [
          number(segment.calls), number(segment.passed), measured(segment.ways),
          .element("td", text: words.date(segment.lastOn)),
        ])
    }
    return table("calls", ["segment", "calls", "passed", "ways", "last"], rows, of: person)
  }

  private func scores(_ person: PracticedPerson) -> HTML {
    let rows = person.segments.flatMap { segment in
      segment.scores.map { score in
        row(
          words.segment(segment.segment),
          [
            .element("td", text: words.part(score.part)), measured(score.first),
            measured(score.last),
          ])
      }
    }
    guard !rows.isEmpty else { return .nothing }
    return table("scores", ["segment", "part", "first", "latest"], rows, of: person)
  }

  private func waysNotYet(_ segment: PracticedSegment) -> HTML {
    guard !segment.waysNotYet.isEmpty else { return .nothing }
    let head = words.say("ways-not-yet", ["segment": words.segment(segment.segment)])
    return folded("\(head) (\(segment.waysNotYet.count))", segment.waysNotYet)
  }

  // MARK: What nobody has practised

  private var gaps: HTML {
    let open = summary.gaps.filter { !$0.ways.isEmpty }
    guard !open.isEmpty else {
      return .element("section", [], .element("p", text: words.say("no-gaps")))
    }
    let rows = open.map { gap in
      row(
        words.file(gap),
        [
          .element("td", text: words.language(gap.language)),
          measured(
            PracticeResult.Count(reached: gap.ways.count, possible: gap.possible)),
        ])
    }
    let lists = open.map { gap in
      folded("\(words.file(gap)) · \(words.language(gap.language)) (\(gap.ways.count))", gap.ways)
    }
    return .element(
      "section", [],
      .lines(
        [
          .element("h2", text: words.say("gaps-title")),
          table("gaps", ["segment", "language", "ways-not-yet"], rows),
        ] + lists))
  }

  // MARK: Pieces

  /// What may be moved sideways says whose it is, so that no two have one name.
  private func table(
    _ caption: String, _ columns: [String], _ rows: [HTML], of person: PracticedPerson? = nil
  ) -> HTML {
    let name = [words.say("table.\(caption)"), person.map(words.heading)].compactMap { $0 }
    let heads = columns.map { column in
      HTML.element("th", [.init("scope", "col")], text: words.say("column.\(column)"))
    }
    return .element(
      "div",
      [
        .of("wide"), .init("role", "group"),
        .init("aria-label", name.joined(separator: " · ")), .init("tabindex", "0"),
      ],
      .element(
        "table", [],
        .lines([
          .element("caption", text: name[0]),
          .element("thead", [], .element("tr", [], heads)),
          .element("tbody", [], .lines(rows)),
        ])))
  }

  private func row(_ name: String, _ cells: [HTML]) -> HTML {
    .element("tr", [], [.element("th", [.init("scope", "row")], text: name)] + cells)
  }

  private func number(_ number: Int) -> HTML {
    .element("td", [.of("number")], text: String(number))
  }

  /// The number in words, and beside it the same as a bar, which a screen reader passes over.
  private func measured(_ count: PracticeResult.Count?) -> HTML {
    let said = HTML.element("span", text: words.count(count))
    guard let count, count.possible > 0 else {
      return .element("td", [.of("measure")], said)
    }
    return .element(
      "td", [.of("measure")], said, HTMLBar.bar(count.reached, of: count.possible))
  }

  private func fact(_ key: String, _ text: String) -> HTML {
    .lines([.element("dt", text: words.say(key)), .element("dd", text: text)])
  }

  /// Few stand open; many are unfolded by whoever wants them.
  private func folded(_ summary: String, _ ways: [AuthorEdge]) -> HTML {
    .element(
      "details", ways.count <= Self.few ? [.init("open", "open")] : [],
      .element("summary", text: summary),
      .element(
        "ul", [],
        ways.map { .element("li", [], .element("code", text: $0.name)) }))
  }

  private static let few = 12
}
