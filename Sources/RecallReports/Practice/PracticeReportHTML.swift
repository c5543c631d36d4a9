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
    """
    <!DOCTYPE html>
    <html lang="\(escape(words.locale))">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta name="referrer" content="no-referrer">
    <title>\(say("title")) · \(escape(words.clinic))</title>
    <style>
    \(PracticeReportStyle.css)
    </style>
    </head>
    <body>
    <header>
    <h1>\(say("title"))</h1>
    <p>\(escape(words.clinic)) · \(escape(scope))</p>
    <p class="hint">\(say("how-to-read"))</p>
    </header>
    <main>
    \(summary.people.map(person).joined(separator: "\n"))
    \(gaps)
    </main>
    </body>
    </html>
    """
  }

  private var scope: String {
    summary.calls > 0 ? words.scope(summary) : words.say("nobody")
  }

  // MARK: A person

  private func person(_ person: PracticedPerson) -> String {
    """
    <section>
    <h2>\(escape(words.heading(person)))</h2>
    \(segments(person))
    \(scores(person))
    <dl>
    \(fact("rehearsals", words.rehearsals(person.segments.flatMap(\.rehearsals))))
    \(fact("interrupts", words.interrupts(person.interrupts)))
    \(fact("interrupts-not-yet", words.interrupts(person.interruptsNotYet)))
    \(fact("segments-not-yet", words.segments(person.segmentsNotYet)))
    </dl>
    \(person.segments.map(waysNotYet).joined(separator: "\n"))
    </section>
    """
  }

  private func segments(_ person: PracticedPerson) -> String {
    let rows = person.segments.map { segment in
      """
      <tr><th scope="row">\(escape(words.segment(segment.segment)))</th>\
      <td class="number">\(segment.calls)</td><td class="number">\(segment.passed)</td>\
      \(measured(segment.ways))<td>\(escape(words.date(segment.lastOn)))</td></tr>
      """
    }
    return table("table.calls", ["segment", "calls", "passed", "ways", "last"], rows)
  }

  private func scores(_ person: PracticedPerson) -> String {
    let rows = person.segments.flatMap { segment in
      segment.scores.map { score in
        """
        <tr><th scope="row">\(escape(words.segment(segment.segment)))</th>\
        <td>\(escape(words.part(score.part)))</td>\
        \(measured(score.first))\(measured(score.last))</tr>
        """
      }
    }
    guard !rows.isEmpty else { return "" }
    return table("table.scores", ["segment", "part", "first", "latest"], rows)
  }

  private func waysNotYet(_ segment: PracticedSegment) -> String {
    guard !segment.waysNotYet.isEmpty else { return "" }
    let head = words.say("ways-not-yet", ["segment": words.segment(segment.segment)])
    return folded("\(head) (\(segment.waysNotYet.count))", segment.waysNotYet)
  }

  // MARK: What nobody has practised

  private var gaps: String {
    let open = summary.gaps.filter { !$0.ways.isEmpty }
    guard !open.isEmpty else { return "<section><p>\(say("no-gaps"))</p></section>" }
    let rows = open.map { gap in
      let count = PracticeResult.Count(reached: gap.ways.count, possible: gap.possible)
      return """
        <tr><th scope="row">\(escape(words.file(gap)))</th>\
        <td>\(escape(words.language(gap.language)))</td>\(measured(count))</tr>
        """
    }
    let lists = open.map { gap in
      folded("\(words.file(gap)) · \(words.language(gap.language)) (\(gap.ways.count))", gap.ways)
    }
    return """
      <section>
      <h2>\(say("gaps-title"))</h2>
      \(table("table.gaps", ["segment", "language", "ways-not-yet"], rows))
      \(lists.joined(separator: "\n"))
      </section>
      """
  }

  // MARK: Pieces

  private func table(_ caption: String, _ columns: [String], _ rows: [String]) -> String {
    let head = columns.map { "<th scope=\"col\">\(say("column.\($0)"))</th>" }.joined()
    return """
      <div class="wide" role="region" aria-label="\(say(caption))" tabindex="0"><table>
      <caption>\(say(caption))</caption>
      <thead><tr>\(head)</tr></thead>
      <tbody>
      \(rows.joined(separator: "\n"))
      </tbody>
      </table></div>
      """
  }

  /// The number in words, and beside it the same as a bar, which a screen reader passes over.
  private func measured(_ count: PracticeResult.Count?) -> String {
    guard let count, count.possible > 0 else {
      return "<td class=\"measure\">\(escape(words.count(nil)))</td>"
    }
    let tenths = min(1000, max(0, count.reached * 1000 / count.possible))
    return """
      <td class="measure"><span>\(escape(words.count(count)))</span>\
      <svg viewBox="0 0 1000 60" preserveAspectRatio="none" aria-hidden="true" focusable="false">\
      <rect class="rail" width="1000" height="60"/>\
      <rect class="done" width="\(tenths)" height="60"/></svg></td>
      """
  }

  private func fact(_ key: String, _ text: String) -> String {
    "<dt>\(say(key))</dt><dd>\(escape(text))</dd>"
  }

  /// Few stand open; many are unfolded by whoever wants them.
  private func folded(_ summary: String, _ ways: [AuthorEdge]) -> String {
    let items = ways.map { "<li><code>\(escape($0.name))</code></li>" }.joined()
    return """
      <details\(ways.count <= Self.few ? " open" : "")><summary>\(escape(summary))</summary>
      <ul>\(items)</ul></details>
      """
  }

  private static let few = 12

  private func say(_ key: String) -> String { escape(words.say(key)) }

  private func escape(_ text: String) -> String { HTMLText.escaped(text) }
}
