import Foundation

/// What a caller takes from the screen: the responses offered, the number on the card, what a demo
/// says its patient would answer. By the words alone, as a person would.
package struct ScreenReading {
  let text: String
  /// The same without its line breaks: long sentences are wrapped.
  let flat: String

  package init(text: String) {
    self.text = text
    flat = text.split(whereSeparator: { $0 == " " || $0 == "\n" }).joined(separator: " ")
  }

  /// `1 patient   the person asked for  2 someone_else …`: the names, in their order.
  var responses: [String] {
    var names: [String] = []
    var numberBefore = false
    for token in choices {
      if numberBefore, Self.isName(token) {
        names.append(String(token))
        numberBefore = false
      } else {
        numberBefore = token == String(names.count + 1)
      }
    }
    return names
  }

  /// How many numbers there are to choose from, whatever they stand for: times to call back.
  var picks: Int { choices.reduce(0) { $1 == String($0 + 1) ? $0 + 1 : $0 } }

  /// The words of the lines below what is spoken, from the first that begins with a number.
  private var choices: [Substring] {
    numbered.flatMap { $0.split(separator: " ") }
  }

  private var numbered: [Substring] {
    text.split(separator: "\n").filter {
      $0.hasPrefix("    ") && $0.dropFirst(4).first?.isNumber == true
    }
  }

  /// Open slots, each on a line of its own.
  var slots: Int { numbered.count }

  /// The number on the card, `+16175550175`.
  var cardNumber: String? {
    guard let start = text.range(of: "+1 ") else { return nil }
    let digits = text[start.upperBound...].prefix(12).filter(\.isNumber)
    return digits.count == 10 ? "+1" + digits : nil
  }

  /// `demo: the patient says “1961-03-04”`
  var demoAnswer: String? { quoted(after: "demo: the patient says") }

  /// `demo: the person says “Sam Delaney, son”`
  var demoPerson: (name: String, relationship: String)? {
    guard let said = quoted(after: "demo: the person says"),
      let comma = said.lastIndex(of: ",")
    else { return nil }
    let relationship = said[said.index(after: comma)...].drop { $0 == " " }
    return (String(said[..<comma]), String(relationship))
  }

  package func says(_ words: String) -> Bool { flat.range(of: words) != nil }

  private func quoted(after label: String) -> String? {
    guard let start = flat.range(of: label + " “") else { return nil }
    let rest = flat[start.upperBound...]
    return rest.firstIndex(of: "”").map { String(rest[..<$0]) }
  }

  private static func isName(_ token: Substring) -> Bool {
    guard let first = token.first, first.isLowercase else { return false }
    return token.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "_") }
  }
}
