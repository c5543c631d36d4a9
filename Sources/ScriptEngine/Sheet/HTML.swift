import Foundation

/// A piece of a page. Only this builder makes markup: text and values of attributes are always escaped
/// (`HTMLText`), names of elements and attributes are the program's own.
package struct HTML: Hashable, Sendable {
  package let markup: String

  private init(markup: String) { self.markup = markup }

  package static let nothing = HTML(markup: "")

  /// Text from anywhere.
  package static func text(_ text: String) -> HTML { HTML(markup: HTMLText.escaped(text)) }

  package static func element(
    _ name: StaticString, _ attributes: [Attribute] = [], _ content: HTML...
  ) -> HTML { element(name, attributes, content) }

  package static func element(
    _ name: StaticString, _ attributes: [Attribute] = [], _ content: [HTML]
  ) -> HTML {
    HTML(
      markup: "<\(name)\(written(attributes))>\(content.map(\.markup).joined())</\(name)>")
  }

  /// An element with one text in it.
  package static func element(
    _ name: StaticString, _ attributes: [Attribute] = [], text: String
  ) -> HTML { element(name, attributes, [.text(text)]) }

  /// One without an end: `meta`; `rect` and `line` of a picture, which HTML reads as such.
  package static func single(_ name: StaticString, _ attributes: [Attribute]) -> HTML {
    HTML(markup: "<\(name)\(written(attributes))/>")
  }

  /// Blocks, each on a line of its own.
  package static func lines(_ pieces: [HTML]) -> HTML {
    HTML(
      markup: pieces.filter { $0 != .nothing }.map(\.markup).joined(separator: "\n"))
  }

  package struct Attribute: Hashable, Sendable {
    let name: String
    let value: String

    package init(_ name: StaticString, _ value: String) {
      (self.name, self.value) = ("\(name)", value)
    }

    package init(_ name: StaticString, _ value: Int) { self.init(name, String(value)) }

    package static func of(_ class: StaticString) -> Attribute { Attribute("class", "\(`class`)") }
  }

  private static func written(_ attributes: [Attribute]) -> String {
    attributes.map { " \($0.name)=\"\(HTMLText.escaped($0.value))\"" }.joined()
  }

  /// A whole page of its own: nothing is loaded from anywhere, nothing runs, and no style but this one
  /// is obeyed.
  package static func page(
    language: String, title: String, style: String, _ body: [HTML]
  ) -> String {
    let policy = "default-src 'none'; style-src '\(StyleHash.of(style))'"
    let head = lines([
      single("meta", [Attribute("charset", "utf-8")]),
      single(
        "meta",
        [Attribute("http-equiv", "Content-Security-Policy"), Attribute("content", policy)]),
      single(
        "meta",
        [
          Attribute("name", "viewport"),
          Attribute("content", "width=device-width, initial-scale=1"),
        ]),
      single("meta", [Attribute("name", "color-scheme"), Attribute("content", "light dark")]),
      single("meta", [Attribute("name", "referrer"), Attribute("content", "no-referrer")]),
      element("title", text: title),
      HTML(markup: "<style>\(style)</style>"),
    ])
    let page = element(
      "html", [Attribute("lang", language)],
      lines([element("head", [], head), element("body", [], lines(body))]))
    return "<!DOCTYPE html>\n\(page.markup)\n"
  }
}

/// The hash by which a page's own policy knows its style.
enum StyleHash {
  static func of(_ style: String) -> String {
    let hex = Array(SHA256Text.hex(style).utf8)
    let bytes = stride(from: 0, to: hex.count, by: 2).compactMap { place in
      UInt8(String(decoding: hex[place..<place + 2], as: UTF8.self), radix: 16)
    }
    return "sha256-" + Data(bytes).base64EncodedString()
  }
}
