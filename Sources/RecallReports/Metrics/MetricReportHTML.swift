package import RecallDomain
import ScriptEngine

/// `recall report --html`: one page for a browser, a phone and a printer. Every picture has its table
/// beside it, every figure what it is made of; no patient is named, no script runs, nothing is loaded.
package struct MetricReportHTML {
  private let words: MetricWords
  private let report: MetricReport

  package init(_ report: MetricReport, words: MetricWords) {
    (self.report, self.words) = (report, words)
  }

  package var document: String {
    HTML.page(
      language: words.locale, title: "\(words.say("title")) · \(words.clinic)",
      style: MetricReportStyle.css,
      [
        .element(
          "a", [.of("skip"), .init("href", "#figures")], text: words.say("html.skip")),
        header,
        .element("main", [.init("id", "figures"), .init("tabindex", "-1")], .lines(main)),
        .element("footer", [], .element("p", text: words.say("html.foot"))),
      ])
  }

  private var header: HTML {
    let whose = report.caller.map { words.say("own", ["name": words.caller($0)]) }
    return .element(
      "header", [],
      .lines([
        .element("p", [.of("clinic")], text: words.clinic),
        .element(
          "h1", text: [words.say("title"), whose].compactMap { $0 }.joined(separator: " · ")),
        .element("p", text: words.period(report.period)),
        .element(
          "p", [.of("hint")],
          text: words.say("as-of", ["time": words.moment(report.asOf)]) + " "
            + words.say("patients-not-calls")),
      ]))
  }

  private var main: [HTML] {
    guard !report.total.isEmpty else {
      return [needsYou, worked, section("nobody", words.say("nobody-due"), []), queues]
    }
    return [needsYou, worked, tiles, trend] + MetricSection.allCases.map(figures)
      + [kinds, queues] + MetricGrouping.allCases.map(groups)
  }

  // MARK: What cannot wait

  private var needsYou: HTML {
    let needs = NeedsToday(report, words: words).lines
    let body: HTML =
      needs.isEmpty
      ? .element("p", text: words.say("needs-nothing"))
      : .element("ul", [], needs.map { .element("li", text: $0) })
    let title = HTML.element("h2", [.init("id", "needs")], text: words.say("html.needs-you"))
    return .element(
      "section", [.of(needs.isEmpty ? "calm" : "needs"), .init("aria-labelledby", "needs")],
      .lines([title, body]))
  }

  /// Four figures that say how it goes, before all others.
  private var tiles: HTML {
    let names: [MetricName] = [.reachedOfDue, .scheduledOfDue, .scheduledOnTime, .noShow]
    return .element(
      "ul", [.of("tiles")],
      names.map { name in
        let value = report.total.value(of: name)
        return .element(
          "li", [],
          .element("span", [.of("name")], text: words.name(name)),
          .element("span", [.of("value")], text: words.value(value)),
          .element("span", [.of("made")], text: words.made(value)), bar(value))
      })
  }

  // MARK: Figures

  private func figures(_ section: MetricSection) -> HTML {
    let freed = report.caller == nil ? report.freed : nil
    let rows = section.metrics.map { name in
      figure(
        words.name(name), words.about(name), report.total.value(of: name, freed: freed))
    }
    let left =
      section == .reach && report.leftOut > 0
      ? HTML.element("p", [.of("hint")], text: words.say("left-out", count: report.leftOut))
      : .nothing
    let title = words.say("html.section.\(section.rawValue)")
    return self.section(
      section.rawValue, title,
      [
        HTMLTable(
          caption: words.say("html.caption.figures", ["section": title]),
          head: ["figure", "made", "value"].map { words.say("column.\($0)") },
          extraHead: [.element("td", [.of("bar")])], rows: rows, isFigure: true
        ).html, left,
      ])
  }

  private func figure(_ name: String, _ about: String, _ value: Metric.Value) -> HTML {
    .element(
      "tr", [],
      .element("th", [.init("scope", "row")], .text(name), .element("small", text: about)),
      .element("td", [.of("number")], text: words.made(value)),
      .element("td", [.of("number")], text: words.value(value, isWide: true)),
      .element("td", [.of("bar")], bar(value)))
  }

  /// The work of these days, also of days on which nobody was due.
  private var worked: HTML {
    let rows =
      WorkFigures(report.worked).rows.map { name, value in
        figure(words.say("worked.\(name)"), words.say("about.worked.\(name)"), value)
      } + (report.caller == nil ? endings : [])
    let title = words.say("html.endings")
    return section(
      "work", title,
      [
        HTMLTable(
          caption: words.say("html.caption.endings"),
          head: ["figure", "made", "value"].map { words.say("column.\($0)") },
          extraHead: [.element("td", [.of("bar")])], rows: rows, isFigure: true
        ).html
      ])
  }

  private func bar(_ value: Metric.Value) -> HTML {
    guard case .share(let part, let whole) = value, whole > 0 else { return .nothing }
    return HTMLBar.bar(part, of: whole)
  }

  // MARK: Week by week

  private var trend: HTML {
    let weeks = report.trend.map { (words.week($0.week), $0.tally) }
    let picture = TrendPicture(
      weeks: weeks.map {
        .init(name: $0.0, due: $0.1[.due], reached: $0.1[.reached], scheduled: $0.1[.scheduled])
      }, title: words.say("html.trend"), about: words.say("html.trend.picture"))
    let rows = weeks.map { name, tally in row(name, counts(tally)) }
    let table = HTMLTable(
      caption: words.say("html.caption.trend"),
      head: [
        words.say("column.week"), words.say("column.due"), words.say("column.reached"),
        words.say("column.percent"), words.say("column.scheduled"), words.say("column.percent"),
      ], rows: rows, numbersFrom: 1
    ).html
    return section(
      "trend", words.say("html.trend"),
      [
        .element("p", [.of("hint")], text: words.say("html.trend.hint")),
        .element(
          "figure", [],
          .element(
            "figcaption", [],
            HTMLBar.key("due"), .text(words.say("column.due") + "  "), HTMLBar.key("first"),
            .text(words.say("column.reached") + "  "), HTMLBar.key("second"),
            .text(words.say("column.scheduled"))),
          picture.html, table),
      ])
  }

  private func counts(_ tally: MetricTally) -> [String] {
    [
      words.number(tally[.due]), words.number(tally[.reached]),
      words.share(tally[.reached], tally[.due]), words.number(tally[.scheduled]),
      words.share(tally[.scheduled], tally[.due]),
    ]
  }

  // MARK: What stood in the way, and who has it

  private var kinds: HTML {
    let barriers = report.barriers.sorted {
      ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue)
    }
    .map { counted(words.barrier($0.key), $0.value) }
    let languages = report.languages.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { counted(words.language($0.key), $0.value) }
    guard !(barriers + languages).isEmpty else { return .nothing }
    return section(
      "kinds", words.say("html.kinds"),
      [
        .element("p", [.of("hint")], text: words.say("html.kinds.hint")),
        table("barriers", barriers), table("languages", languages),
      ])
  }

  private func counted(_ name: String, _ count: Int) -> HTML {
    row(
      name,
      [
        words.of(count, report.total[.attempted]),
        words.percent(count, report.total[.attempted]),
      ], bar: HTMLBar.bar(count, of: max(1, report.total[.attempted])))
  }

  private func table(_ kind: String, _ rows: [HTML]) -> HTML {
    guard !rows.isEmpty else { return .nothing }
    return HTMLTable(
      caption: words.say("html.caption.\(kind)"),
      head: ["column.\(kind)", "column.made", "column.value"].map { words.say($0) },
      extraHead: [.element("td", [.of("bar")])], rows: rows, numbersFrom: 1
    ).html
  }

  private var queues: HTML {
    let rows = QueueName.allCases.compactMap { queue -> HTML? in
      guard let routed = report.routed[queue], routed != RoutedTally() else { return nil }
      return row(words.queue(queue), words.routed(routed))
    }
    guard !rows.isEmpty else { return .nothing }
    return section(
      "queues", words.say("html.queues"),
      [
        HTMLTable(
          caption: words.say("html.caption.queues"),
          head: [words.say("column.queue")] + MetricWords.routedColumns.map { words.say($0) },
          rows: rows, numbersFrom: 1
        ).html
      ])
  }

  private var endings: [HTML] {
    let endings = report.endings
    return [
      ("scheduled", endings.scheduled), ("unreachable", endings.unreachable),
    ].map {
      figure(words.say("html.ended.\($0.0)"), words.say("about.ended.\($0.0)"), .count($0.1))
    }
  }

  // MARK: Groups

  private func groups(_ grouping: MetricGrouping) -> HTML {
    let title = words.say("html.by.\(grouping.rawValue)")
    guard grouping.isOfPatients else { return tries(grouping, title) }
    guard let found = report.groups[grouping], !found.isEmpty else { return .nothing }
    let rows = MetricGroup.rows(found, small: words.policy.report.smallGroup).map {
      row(
        words.label($0, grouping), counts($0.tally),
        bar: HTMLBar.bar($0.tally[.scheduled], of: max(1, $0.tally[.due])))
    }
    let head = [
      "column.\(grouping.rawValue)", "column.due", "column.reached", "column.percent",
      "column.scheduled", "column.percent",
    ].map { words.say($0) }
    return section(
      "by-\(grouping.rawValue)", title,
      [
        HTMLTable(
          caption: words.say("html.caption.\(grouping.rawValue)"), head: head,
          extraHead: [.element("td", [.of("bar")])], rows: rows,
          foot: row(words.say("total"), counts(report.total), bar: .nothing), numbersFrom: 1
        ).html
      ])
  }

  private func tries(_ grouping: MetricGrouping, _ title: String) -> HTML {
    guard let found = report.tries[grouping], !found.isEmpty else { return .nothing }
    let rows = MetricSteps.rows(found, grouping).map { step in
      let tally = step.tally
      return row(
        words.label(step, grouping),
        [
          words.number(tally.called), words.number(tally.reached),
          words.share(tally.reached, tally.called), words.number(tally.scheduled),
          words.share(tally.scheduled, tally.called),
        ], bar: HTMLBar.bar(tally.reached, of: max(1, tally.called)))
    }
    let head = [
      "column.\(grouping.rawValue)", "column.called", "column.reached", "column.percent",
      "column.scheduled", "column.percent",
    ].map { words.say($0) }
    return section(
      "by-\(grouping.rawValue)", title,
      [
        HTMLTable(
          caption: words.say("html.caption.\(grouping.rawValue)"), head: head,
          extraHead: [.element("td", [.of("bar")])], rows: rows, numbersFrom: 1
        ).html
      ])
  }

  // MARK: Pieces

  private func section(_ id: String, _ title: String, _ content: [HTML]) -> HTML {
    let heading = HTML.element("h2", [.init("id", id)], text: title)
    return .element(
      "section", [.init("aria-labelledby", id)], .lines([heading] + content))
  }

  private func row(_ name: String, _ numbers: [String], bar: HTML? = nil) -> HTML {
    let cells = numbers.map { HTML.element("td", [.of("number")], text: $0) }
    let bars = bar.map { [HTML.element("td", [.of("bar")], $0)] } ?? []
    return .element(
      "tr", [], [.element("th", [.init("scope", "row")], text: name)] + cells + bars)
  }
}
