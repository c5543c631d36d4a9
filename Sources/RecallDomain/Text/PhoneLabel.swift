/// Words that may stand before or after a number and say what it is: `cell: …`, `… (h)`, `casa …`.
enum PhoneLabel {
  static func strip(_ part: String) -> (rest: String, kind: PatientPhone.Kind?) {
    var rest = part.trimmed
    var kind: PatientPhone.Kind?
    if let (label, tail) = leading(rest), let named = kinds[label] {
      kind = named
      rest = tail
    }
    if let (label, head) = trailing(rest), let named = kinds[label] {
      kind = kind ?? named
      rest = head
    }
    return (rest, kind == .other ? nil : kind)
  }

  private static func leading(_ text: String) -> (String, String)? {
    let body = text.hasPrefix("(") ? text.dropFirst() : text[...]
    let label = body.prefix(while: \.isLetter)
    guard !label.isEmpty else { return nil }
    let tail = body.dropFirst(label.count)
    guard let next = tail.first, !next.isLetter else { return nil }
    return (String(label), String(tail.drop(while: { ":.)#- ".contains($0) })))
  }

  private static func trailing(_ text: String) -> (String, String)? {
    let body = text.hasSuffix(")") ? text.dropLast() : text[...]
    let label = String(String(body.reversed()).prefix(while: \.isLetter).reversed())
    guard !label.isEmpty, label.count < body.count else { return nil }
    var head = body.dropLast(label.count)
    while let last = head.last, "( -:".contains(last) { head.removeLast() }
    return (label, String(head))
  }

  /// `other` stands for a word that only says "telephone".
  private static let kinds: [String: PatientPhone.Kind] = [
    "cell": .mobile, "cel": .mobile, "celular": .mobile, "mobile": .mobile, "movil": .mobile,
    "mob": .mobile, "c": .mobile, "m": .mobile, "home": .home, "h": .home, "casa": .home,
    "hm": .home, "land": .home, "landline": .home, "work": .work, "wk": .work, "w": .work,
    "office": .work, "trabajo": .work, "oficina": .work, "tel": .other, "telephone": .other,
    "telefono": .other, "phone": .other, "ph": .other, "p": .other, "t": .other, "us": .other,
    "usa": .other,
  ]
}

/// `x 45`, `ext. 45`, `extension 45`, `#45`, `int. 45` at the end of a number.
enum PhoneExtension {
  static func split(_ text: String) -> (body: String, digits: String?) {
    let tail = String(String(text.reversed()).prefix(while: \.isASCIIDigit).reversed())
    guard (1...7).contains(tail.count) else { return (text, nil) }
    var head = text.dropLast(tail.count)
    while let last = head.last, " .:#".contains(last), last != "#" { head.removeLast() }
    for word in ["extension", "anexo", "ext", "int", "ex", "x", "#"] where head.hasSuffix(word) {
      return (head.dropLast(word.count).trimmed.trimmedOfCommas, tail)
    }
    return (text, nil)
  }
}

extension String {
  fileprivate var trimmedOfCommas: String {
    var text = self
    while let last = text.last, ", ".contains(last) { text.removeLast() }
    return text
  }
}
