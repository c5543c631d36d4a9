/// The stranger sheet as one page of HTML for a browser and its printer: no script, nothing loaded
/// from elsewhere, each language on paper of its own. Every text is escaped.
package struct StrangerHTML {
  private let sheet: StrangerSheet

  package init(_ sheet: StrangerSheet) { self.sheet = sheet }

  package var document: String {
    let title = escape("\(StrangerSheet.title): \(sheet.script)")
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(title)</title>
      <style>
      \(Self.style)
      </style>
      </head>
      <body>
      \(sheet.pages.map(page).joined(separator: "\n"))
      </body>
      </html>
      """
  }

  private func page(_ page: StrangerSheet.Page) -> String {
    var number = 0
    let sections = page.sections.map { section in
      let first = number + 1
      number += section.sentences.count
      return self.section(section, first: first, locale: page.locale)
    }
    return """
      <article>
      <h1>\(escape(StrangerSheet.title))</h1>
      <p class="script">\(escape(sheet.clinic)) · <strong>\(escape(sheet.script))</strong> · \
      \(escape(page.locale))</p>
      <dl>
      <dt>structure</dt><dd>\(escape(sheet.structure))</dd>
      <dt>words</dt><dd>\(escape(page.words))</dd>
      <dt>approval</dt><dd>\(escape(sheet.approval))</dd>
      </dl>
      <p>\(escape(sheet.statement(page)))</p>
      <p>\(escape(StrangerSheet.left))</p>
      \(sections.joined(separator: "\n"))
      \(signature)
      </article>
      """
  }

  private func section(
    _ section: StrangerSheet.Section, first: Int, locale: String
  ) -> String {
    let items = section.sentences.map { sentence in
      let forms = sentence.forms.map { "<q lang=\"\(escape(locale))\">\(marked($0))</q>" }
      let node = sentence.nodes.isEmpty ? "" : " at " + sentence.nodes.joined(separator: ", ")
      let place = sentence.place.isEmpty ? "" : ": \(sentence.place)"
      return "<li>\(forms.joined(separator: "<br>"))"
        + "<small>\(escape(sentence.line + node + place))</small></li>"
    }
    return """
      <section>
      <h2>\(escape(section.audience.title))</h2>
      <p>\(escape(section.audience.listener)).</p>
      <ol start="\(first)">
      \(items.joined(separator: "\n"))
      </ol>
      </section>
      """
  }

  private var signature: String {
    guard sheet.isSafe else { return "<p class=\"refused\">Not to be signed</p>" }
    let rows = StrangerSheet.signature.map { "<tr><th>\(escape($0))</th><td></td></tr>" }
    return """
      <footer>
      <p>\(escape(StrangerSheet.confirmation))</p>
      <table>\(rows.joined())</table>
      </footer>
      """
  }

  /// What is filled in during a call stands out, without colour alone.
  private func marked(_ text: String) -> String {
    escape(text).replacing("‹", with: "<em>‹").replacing("›", with: "›</em>")
  }

  private func escape(_ text: String) -> String { HTMLText.escaped(text) }

  private static let style = """
    body { font: 11pt/1.45 Georgia, serif; color: #111; max-width: 42em; margin: 2em auto; padding: 0 1em }
    h1 { font-size: 1.5em; margin: 0 } h2 { font-size: 1.1em; margin: 1.6em 0 0 }
    .script { margin-top: .2em }
    dl { display: grid; grid-template-columns: 6em 1fr; font: 8pt/1.5 monospace; overflow-wrap: anywhere }
    dd { margin: 0 }
    li { margin: .7em 0; break-inside: avoid } li::marker { color: #555 }
    q { quotes: "“" "”" } em { font-style: normal; background: #eee; border-radius: .2em }
    small { display: block; font: 8pt/1.4 monospace; color: #555; overflow-wrap: anywhere }
    footer { break-inside: avoid; border-top: 1px solid #111; margin-top: 2em }
    table { width: 100%; border-collapse: collapse }
    th { width: 7em; text-align: left; font-weight: normal; padding-top: 1.6em; vertical-align: bottom }
    td { border-bottom: 1px solid #111 }
    .refused { border: 2px solid #111; padding: .5em; font-weight: bold; text-align: center }
    article + article { break-before: page; margin-top: 4em }
    @media print { body { margin: 0; max-width: none } article + article { margin-top: 0 } }
    @page { margin: 18mm }
    """
}
