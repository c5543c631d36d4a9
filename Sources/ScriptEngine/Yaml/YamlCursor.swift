/// Reading a tree strictly: each step says what it expects, and what is there instead becomes a
/// finding. `what` names the thing in messages: `node "opening"`, `key "say"`.
extension YamlNode {
  /// A mapping whose keys are these (`nil`: any) and which has at least the required ones.
  package func mapping(
    _ what: String, keys: [String]? = nil, required: [String] = [], _ findings: inout Findings
  ) -> YamlMapping? {
    guard case .mapping(let entries) = content else {
      findings.format(place, "\(what) must be a mapping, not \(kind)")
      return nil
    }
    for entry in entries {
      guard let keys, !keys.contains(entry.key) else { continue }
      let hint = DidYouMean.hint(for: entry.key, among: keys)
      findings.format(entry.place, "key \(quoted(entry.key)) is not known in \(what)\(hint)")
    }
    for key in required where !entries.contains(where: { $0.key == key }) {
      findings.format(place, "\(what) needs a key \(quoted(key))")
    }
    return YamlMapping(entries: entries, place: place)
  }

  /// Text that is not empty.
  package func text(_ what: String, _ findings: inout Findings) -> String? {
    guard case .text(let text, _) = content else {
      findings.format(place, "\(what) must be text, not \(kind)")
      return nil
    }
    guard
      text.utf8.first.map({ $0 > 0x20 && $0 < 0x7F }) == true
        || text.unicodeScalars.contains(where: isSeen)
    else {
      findings.format(place, "\(what) is empty")
      return nil
    }
    return text
  }

  package func list(_ what: String, _ findings: inout Findings) -> [YamlNode]? {
    guard case .list(let items) = content else {
      findings.format(place, "\(what) must be a list, not \(kind)")
      return nil
    }
    return items
  }

  /// A list, or one thing that stands for a list of one; not empty.
  package func oneOrList(_ what: String, _ findings: inout Findings) -> [YamlNode] {
    guard case .list(let items) = content else { return [self] }
    if items.isEmpty { findings.format(place, "\(what) is an empty list") }
    return items
  }

  /// A whole number as written: digits only, no sign, no leading zero.
  package func wholeNumber(
    _ what: String, in range: ClosedRange<Int>, _ findings: inout Findings
  ) -> Int? {
    guard let text = text(what, &findings) else { return nil }
    guard text.allSatisfy({ $0.isASCII && $0.isNumber }), text.count <= 9, let number = Int(text),
      String(number) == text, range.contains(number)
    else {
      findings.format(
        place,
        "\(what) must be a whole number from \(range.lowerBound) to \(range.upperBound), "
          + "not \(quoted(text))")
      return nil
    }
    return number
  }

  /// `true` or `false`; nothing else.
  package func flag(_ what: String, _ findings: inout Findings) -> Bool? {
    guard let text = text(what, &findings) else { return nil }
    guard text == "true" || text == "false" else {
      findings.format(place, "\(what) must be true or false, not \(quoted(text))")
      return nil
    }
    return text == "true"
  }

  /// One of a closed list; an unknown name is a finding of `rule`.
  package func choice<Choice: CaseIterable & RawRepresentable<String>>(
    _ what: String, of type: Choice.Type, rule: RuleID = .format, _ findings: inout Findings
  ) -> Choice? {
    guard let text = text(what, &findings) else { return nil }
    if let choice = Choice(rawValue: text) { return choice }
    let known = Choice.allCases.map(\.rawValue)
    var hint = DidYouMean.hint(for: text, among: known)
    // Where nothing is near, a short list is said whole.
    if hint.isEmpty, known.count <= 5 { hint = ": " + alternatives(known) }
    findings.add(rule, place, "\(what) \(quoted(text)) is not known\(hint)")
    return nil
  }
}

/// `"hold", "advise" or "none"`.
private func alternatives(_ words: [String]) -> String {
  let words = words.map { quoted($0) }
  guard let last = words.last, words.count > 1 else { return words.first ?? "" }
  return words.dropLast().joined(separator: ", ") + " or " + last
}

/// The entries of a mapping, by key.
package struct YamlMapping: Hashable, Sendable {
  package let entries: [YamlEntry]
  package let place: SourcePlace

  package init(entries: [YamlEntry], place: SourcePlace) {
    self.entries = entries
    self.place = place
  }

  package subscript(key: String) -> YamlNode? { entry(key)?.value }

  package func entry(_ key: String) -> YamlEntry? { entries.first { $0.key == key } }
}

/// The character leaves something on the screen: it is no space, nor a filler or an empty pattern of
/// Braille, which look like one.
private func isSeen(_ scalar: Unicode.Scalar) -> Bool {
  let properties = scalar.properties
  return !properties.isWhitespace && !properties.isDefaultIgnorableCodePoint
    && properties.generalCategory != .format && scalar != "\u{2800}"
}
