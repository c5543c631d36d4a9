import RecallDomain

/// The stranger sheet for a terminal or a printer that prints text: 80 columns.
package struct StrangerText {
  private static let width = 80
  private let sheet: StrangerSheet

  package init(_ sheet: StrangerSheet) { self.sheet = sheet }

  package var text: String {
    sheet.pages.map { lines($0).joined(separator: "\n") }.joined(separator: "\n\n\n")
  }

  private func lines(_ page: StrangerSheet.Page) -> [String] {
    var number = 0
    let body = page.sections.flatMap { section -> [String] in
      let sentences = section.sentences.flatMap { sentence -> [String] in
        number += 1
        return lines(sentence, number)
      }
      return ["", section.audience.title.uppercased()]
        + wrap("\(section.audience.listener).") + sentences
    }
    return head(page) + body + foot
  }

  private func head(_ page: StrangerSheet.Page) -> [String] {
    let title = "\(StrangerSheet.title): \(sheet.script) (\(page.locale))"
    return [title, String(repeating: "=", count: title.count), clean(sheet.clinic), ""]
      + [
        "script   \(sheet.structure)", "words    \(page.words)",
        "approval \(clean(sheet.approval))", "",
      ]
      + wrap(sheet.statement(page)) + [""] + wrap(StrangerSheet.left)
  }

  private func lines(_ sentence: StrangerSheet.Sentence, _ number: Int) -> [String] {
    let first = String(repeating: " ", count: max(0, 3 - String(number).count)) + "\(number)  ❝ "
    let words = sentence.forms.enumerated().flatMap { position, form in
      wrap(form, "\u{A0}❞", indent: "       ", first: position == 0 ? first : "     ❝ ")
    }
    let node = sentence.nodes.isEmpty ? "" : " at " + sentence.nodes.joined(separator: ", ")
    let place = sentence.place.isEmpty ? "" : ": \(sentence.place)"
    return [""] + words + wrap("\(sentence.line)\(node)\(place)", indent: "       ")
  }

  private var foot: [String] {
    guard sheet.isSafe else { return ["", "NOT TO BE SIGNED"] }
    return ["", String(repeating: "-", count: Self.width)] + wrap(StrangerSheet.confirmation)
      + StrangerSheet.signature.flatMap { name in
        let gap = String(repeating: " ", count: 12 - name.count)
        return ["", name + gap + String(repeating: "_", count: 44)]
      }
  }

  /// `end` stays with the last word.
  private func wrap(
    _ text: String, _ end: String = "", indent: String = "", first: String? = nil
  ) -> [String] {
    TerminalText.wrap(clean(text) + end, width: Self.width, indent: indent, first: first).map {
      $0.replacing("\u{A0}", with: " ")
    }
  }

  private func clean(_ text: String) -> String { TerminalText.clean(text) }
}
