import Foundation

/// Swift source as far as a list of its sentences needs it: calls with their arguments, and the texts
/// in them. Values that a text is filled with stand in braces.
struct SourceCalls {
  struct Call {
    let name: String
    /// Label and expression, in order.
    let arguments: [(label: String?, text: String)]

    func argument(_ label: String) -> String? { arguments.first { $0.label == label }?.text }
  }

  /// The file without comments.
  private let letters: [Character]

  init(_ text: String) { letters = Self.withoutComments(Array(text)) }

  /// Calls of these names, in order.
  func calls(_ names: [String]) -> [Call] {
    var (found, place): ([Call], Int) = ([], 0)
    while place < letters.count {
      if letters[place] == "\"" {
        place = Self.literal(letters, place).end
        continue
      }
      if let name = names.first(where: { isCall($0, at: place) }) {
        let begin = place + name.count + 1
        let end = Self.closing(letters, begin)
        found.append(
          Call(name: name, arguments: Self.arguments(letters[begin..<end])))
        place = begin
        continue
      }
      place += 1
    }
    return found
  }

  /// The expression of a constant: `static let NAME = …`, up to the next empty line.
  func constant(_ name: String) -> String? {
    let text = String(letters)
    guard let found = text.range(of: "static let \(name) =") else { return nil }
    return text[found.upperBound...].components(separatedBy: "\n\n").first
  }

  /// Everything but the calls of one name.
  func rest(without name: String) -> String {
    var (kept, place): ([Character], Int) = ([], 0)
    while place < letters.count {
      if letters[place] == "\"" {
        let end = Self.literal(letters, place).end
        kept += letters[place..<end]
        place = end
      } else if isCall(name, at: place) {
        place = Self.closing(letters, place + name.count + 1) + 1
      } else {
        kept.append(letters[place])
        place += 1
      }
    }
    return String(kept)
  }

  private func isCall(_ name: String, at place: Int) -> Bool {
    let end = place + name.count
    guard letters[place] == name.first, end < letters.count, letters[end] == "(",
      letters[place..<end].elementsEqual(name)
    else { return false }
    guard place > 0, name.first != "." else { return true }
    let before = letters[place - 1]
    return !before.isLetter && !before.isNumber && before != "_" && before != "."
  }

  /// The texts of an expression: what is put together with `+` is one, everything else another.
  static func texts(_ expression: String) -> [String] {
    let letters = Array(expression)
    var (texts, place, isJoined): ([String], Int, Bool) = ([], 0, false)
    while place < letters.count {
      guard letters[place] == "\"" else {
        if !letters[place].isWhitespace { isJoined = letters[place] == "+" && !texts.isEmpty }
        place += 1
        continue
      }
      let (text, end) = literal(letters, place)
      if isJoined { texts[texts.count - 1] += text } else { texts.append(text) }
      place = end
      let next = letters[end...].firstIndex { !$0.isWhitespace }
      guard let next, letters[next] == "+" else {
        isJoined = false
        continue
      }
      let operand = letters[(next + 1)...].firstIndex { !$0.isWhitespace }
      if let operand, letters[operand] != "\"" { texts[texts.count - 1] += "{…}" }
    }
    return texts.filter { $0.contains(where: \.isLetter) }
  }

  // MARK: Reading

  private static func withoutComments(_ letters: [Character]) -> [Character] {
    var (kept, place): ([Character], Int) = ([], 0)
    while place < letters.count {
      if letters[place] == "\"" {
        let end = literal(letters, place).end
        kept += letters[place..<end]
        place = end
      } else if letters[place] == "/", place + 1 < letters.count, letters[place + 1] == "/" {
        place = letters[place...].firstIndex(of: "\n") ?? letters.count
      } else {
        kept.append(letters[place])
        place += 1
      }
    }
    return kept
  }

  /// Behind the bracket that closes what is open at `begin`.
  private static func closing(_ letters: [Character], _ begin: Int) -> Int {
    var (depth, place) = (1, begin)
    while place < letters.count {
      switch letters[place] {
      case "\"":
        place = literal(letters, place).end
        continue
      case "(", "[", "{": depth += 1
      case ")", "]", "}":
        depth -= 1
        if depth == 0 { return place }
      default: break
      }
      place += 1
    }
    return letters.count
  }

  private static func arguments(_ slice: ArraySlice<Character>) -> [(label: String?, text: String)]
  {
    let letters = Array(slice)
    var (parts, begin, place): ([String], Int, Int) = ([], 0, 0)
    while place < letters.count {
      switch letters[place] {
      case "\"":
        place = literal(letters, place).end
        continue
      case "(", "[", "{":
        place = closing(letters, place + 1) + 1
        continue
      case ",":
        parts.append(String(letters[begin..<place]))
        begin = place + 1
      default: break
      }
      place += 1
    }
    parts.append(String(letters[begin...]))
    return parts.map { part in
      let text = part.trimmingCharacters(in: .whitespacesAndNewlines)
      let name = text.prefix { $0.isLetter || $0.isNumber }
      let behind = text.dropFirst(name.count)
      guard !name.isEmpty, behind.first == ":", behind.dropFirst().first?.isWhitespace == true
      else {
        return (nil, text)
      }
      return (String(name), behind.dropFirst().trimmingCharacters(in: .whitespacesAndNewlines))
    }
  }

  /// A text from its first quote, with what it is filled with in braces.
  private static func literal(_ letters: [Character], _ begin: Int) -> (text: String, end: Int) {
    let isLong = letters[begin...].starts(with: ["\"", "\"", "\""])
    var (text, place) = ("", begin + (isLong ? 3 : 1))
    while place < letters.count {
      if letters[place] == "\"", !isLong || letters[place...].starts(with: ["\"", "\"", "\""]) {
        return (isLong ? plain(text) : text, place + (isLong ? 3 : 1))
      }
      guard letters[place] == "\\", place + 1 < letters.count else {
        text.append(letters[place])
        place += 1
        continue
      }
      if letters[place + 1] == "(" {
        let end = closing(letters, place + 2)
        text += filled(String(letters[(place + 2)..<end]))
        place = end + 1
      } else {
        text +=
          letters[place + 1] == "n"
          ? " " : letters[place + 1] == "\n" ? "" : String(letters[place + 1])
        place += 2
      }
    }
    return (text, letters.count)
  }

  /// The lines of a long text as one.
  private static func plain(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// `clinic.zone` is `{zone}`, `quoted(id)` is `"{id}"`, what is worked out is `{…}`.
  private static func filled(_ expression: String) -> String {
    for (wrapping, quote) in [("quoted(", "\""), ("TerminalText.clean(", ""), ("String(", "")] {
      guard expression.hasPrefix(wrapping), expression.hasSuffix(")") else { continue }
      return quote + filled(String(expression.dropFirst(wrapping.count).dropLast())) + quote
    }
    let isName = expression.allSatisfy { $0.isLetter || $0.isNumber || "._".contains($0) }
    guard isName, expression.first?.isLetter == true else { return "{…}" }
    let parts = expression.split(separator: ".").map(String.init)
    let last = parts.last { !["rawValue", "path", "name", "text"].contains($0) }
    return "{\(last.map { $0.first!.isUppercase ? parts.last! : $0 } ?? expression)}"
  }
}
