import RecallDomain

/// The few words that stand in a picture: what is asked at a step, what is heard, how a call ends.
struct PictureWords {
  let script: Script
  let book: Phrasebook
  /// Labels of outcomes and interrupts; `nil` where a language has none.
  let staff: StaffPhrases?

  func title(of node: Node) -> String { node.id.replacing("_", with: " ") }

  /// The last sentence that is said: it is the one that the answers answer. What a call fills in is
  /// an ellipsis. Without words, what the engine does.
  func asked(at node: Node) -> String {
    guard let line = node.say.last?.line else { return Self.doing(node.act) }
    guard let phrase = book.phrase(line) else { return "‹\(line) is missing›" }
    return Self.lastSentence(of: phrase.templates.first.map(Self.filled) ?? "")
      .replacing("….", with: "…")
  }

  func answer(_ exit: String, at node: Node) -> String {
    if case .hear = node.act {
      return book.labels["\(node.id).\(exit)"] ?? book.labels[exit]
        ?? exit.replacing("_", with: " ")
    }
    return Self.exits[exit] ?? exit.replacing("_", with: " ")
  }

  func outcome(_ ending: Ending) -> String {
    let key = "outcome.\(ending.outcome.rawValue)"
    let outcome = staff?.label(key) ?? ending.outcome.rawValue
    guard ending.outcome.details.count > 1 else { return outcome }
    let detail = staff?.label("\(key).\(ending.detail.rawValue)") ?? ending.detail.rawValue
    return detail == outcome ? outcome : "\(outcome): \(detail)"
  }

  func interrupt(_ interrupt: Interrupt) -> String {
    let key = "interrupt.\(interrupt.rawValue)"
    return book.labels[key] ?? staff?.label(key) ?? interrupt.rawValue.replacing("_", with: " ")
  }

  /// Whole words, at most so many characters, an ellipsis where words are left out.
  static func cut(_ text: String, to limit: Int) -> String {
    guard text.count > limit else { return text }
    let start = text.prefix(max(1, limit - 1))
    let whole = start.lastIndex(of: " ").map { start[..<$0] } ?? start
    let kept = whole.isEmpty ? start : whole
    return kept.trimmingSuffix { ",;:. ".contains($0) } + "…"
  }

  /// At most two lines of so many characters, broken between words.
  static func lines(_ text: String, width: Int, most: Int = 2) -> [String] {
    var lines: [String] = [""]
    for word in text.split(separator: " ") {
      let joined = lines[lines.count - 1].isEmpty ? "\(word)" : "\(lines[lines.count - 1]) \(word)"
      if joined.count <= width || lines.count == most {
        lines[lines.count - 1] = joined
      } else if lines[lines.count - 1].isEmpty {
        lines[lines.count - 1] = joined
      } else {
        lines.append(String(word))
      }
    }
    return lines.map { cut($0, to: width) }
  }

  private static func filled(_ template: Template) -> String {
    template.parts.map { part in
      switch part {
      case .text(let words): words
      case .fact, .unknown: "…"
      }
    }.joined()
  }

  /// From the end of the sentence before; a short one takes the sentence before it along.
  private static func lastSentence(of text: String) -> String {
    let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
    var first = words.count
    while first > 0 {
      let ends = first < words.count && words[first - 1].last.map { ".?!".contains($0) } == true
      if ends, words[first...].joined(separator: " ").count >= shortest { break }
      first -= 1
    }
    return words[first...].joined(separator: " ")
  }

  private static let shortest = 16

  private static func doing(_ act: Act) -> String {
    switch act {
    case .send: "the approved message is sent"
    case .book: "open times are offered"
    case .ask(let field, _, _): "the caller types: \(field.words)"
    default: ""
    }
  }

  private static let exits = [
    "verified": "identity confirmed", "failed": "not confirmed", "refused": "would rather not say",
    "given": "given", "none": "not given", "booked": "booked", "none_suit": "no time suits",
    "clinic_books": "the clinic books", "left": "left", "not_left": "not left",
    "not_permitted": "not permitted", "queued": "sent", "no_consent": "no consent",
  ]
}

extension StringProtocol {
  fileprivate func trimmingSuffix(_ drop: (Character) -> Bool) -> String {
    var text = String(self)
    while let last = text.last, drop(last) { text.removeLast() }
    return text
  }
}
