/// One piece of what was typed for a day or a time.
enum WhenToken: Hashable {
  case meaning(WhenWords.Meaning)
  /// A bare number, with how many digits it was written.
  case number(Int, digits: Int)
  /// A clock time; `half` where it was written with am or pm.
  case time(hour: Int, minute: Int, half: Half?, padded: Bool)
  case date(year: Int?, month: Int, day: Int)

  enum Half: Hashable { case am, pm }

  /// `nil` when something is neither a number, a time, a date nor a known word.
  static func tokens(of text: String, _ words: WhenWords) -> [WhenToken]? {
    let pieces = pieces(of: text)
    guard pieces.count <= 24 else { return nil }
    var tokens: [WhenToken] = []
    var index = 0
    while index < pieces.count {
      if let (token, count) = phrase(at: index, pieces, words) {
        tokens.append(token)
        index += count
      } else if let token = numeric(pieces[index]) {
        tokens.append(token)
        index += 1
      } else {
        return nil
      }
    }
    return tokens
  }

  private static func pieces(of text: String) -> [String] {
    var folded = Folded.text(text)
    for (written, read) in [
      ("a. m.", "am"), ("p. m.", "pm"), ("a.m.", "am"), ("p.m.", "pm"), ("a.m", "am"),
      ("p.m", "pm"),
    ] { folded = folded.replacing(written, with: read) }
    return folded.split { $0 == " " || $0 == "," || $0 == ";" || $0 == "." }
      .flatMap { isoParts($0) }
  }

  /// `2026-11-24t15:00` is a date and a time.
  private static func isoParts(_ piece: Substring) -> [String] {
    let date = piece.prefix(10)
    guard piece.dropFirst(10).first == "t", CivilDate(iso: date) != nil else {
      return [String(piece)]
    }
    return [String(date), String(piece.dropFirst(11))]
  }

  /// The longest known phrase that begins here.
  private static func phrase(
    at index: Int, _ pieces: [String], _ words: WhenWords
  ) -> (WhenToken, Int)? {
    for count in stride(from: min(words.longest, pieces.count - index), to: 0, by: -1) {
      if let meaning = words.meaning(of: pieces[index..<index + count]) {
        if case .number(let number) = meaning { return (.number(number, digits: 0), count) }
        return (.meaning(meaning), count)
      }
    }
    return nil
  }

  private static func numeric(_ piece: String) -> WhenToken? {
    iso(piece) ?? slashed(piece) ?? clock(piece) ?? number(piece)
  }

  /// `2026-11-24`
  private static func iso(_ piece: String) -> WhenToken? {
    let parts = piece.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].count == 4, let year = digits(parts[0], 4...4),
      let month = digits(parts[1], 1...2), let day = digits(parts[2], 1...2)
    else { return nil }
    return .date(year: year, month: month, day: day)
  }

  /// Month first in both languages: `11/24`, `11/24/2026`.
  private static func slashed(_ piece: String) -> WhenToken? {
    let parts = piece.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2 || parts.count == 3, let month = digits(parts[0], 1...2),
      let day = digits(parts[1], 1...2)
    else { return nil }
    guard parts.count == 3 else { return .date(year: nil, month: month, day: day) }
    guard let year = digits(parts[2], 4...4) else { return nil }
    return .date(year: year, month: month, day: day)
  }

  /// `15:00`, `3:30pm`, `3pm`, `3p`, `15h`, `15h30`.
  private static func clock(_ piece: String) -> WhenToken? {
    var rest = piece[...]
    var half: Half?
    for (ending, meant) in [("am", Half.am), ("pm", .pm), ("a", .am), ("p", .pm)]
    where half == nil && rest.hasSuffix(ending) {
      half = meant
      rest = rest.dropLast(ending.count)
    }
    let parts = rest.split(omittingEmptySubsequences: false) { $0 == ":" || $0 == "h" }
    guard let hour = parts.first.flatMap({ digits($0, 1...2) }) else { return nil }
    let padded = parts[0].count == 2
    switch parts.count {
    case 1 where half != nil: return .time(hour: hour, minute: 0, half: half, padded: padded)
    case 2 where parts[1].isEmpty && rest.hasSuffix("h"):
      return .time(hour: hour, minute: 0, half: half, padded: true)
    case 2:
      guard let minute = digits(parts[1], 2...2) else { return nil }
      return .time(hour: hour, minute: minute, half: half, padded: padded)
    default: return nil
    }
  }

  /// `24`, `24th`, `1º`.
  private static func number(_ piece: String) -> WhenToken? {
    let count = piece.prefix { $0.isASCIIDigit }.count
    let ending = piece.dropFirst(count)
    guard (1...4).contains(count), ["", "st", "nd", "rd", "th", "o", "ro"].contains(ending),
      let number = Int(piece.prefix(count))
    else { return nil }
    return .number(number, digits: count)
  }

  private static func digits(_ text: Substring, _ count: ClosedRange<Int>) -> Int? {
    guard count.contains(text.count), text.allSatisfy(\.isASCIIDigit) else { return nil }
    return Int(text)
  }
}
