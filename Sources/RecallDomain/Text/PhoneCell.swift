/// Reads a cell as exports hold it: two numbers with `/` between them, extensions, labels,
/// "none" (DOMAIN 8, "Messy data").
///
/// A number beside words that are no label is refused: "do not call 617…" must not be dialled.
enum PhoneCell {
  static func read(_ cell: String) -> PhoneReading {
    let cell = withoutFraction(cell)
    if let plain = plainNumber(cell) {
      return PhoneReading(numbers: [plain], hasUnreadable: false)
    }
    var reading = PhoneReading(numbers: [], hasUnreadable: false)
    for part in parts(of: Folded.text(cell)) {
      let found = numbers(in: part)
      if found.isEmpty, !isAbsence(part) { reading.hasUnreadable = true }
      for number in found where !reading.numbers.contains(where: { $0.number == number.number }) {
        reading.numbers.append(number)
      }
    }
    return reading
  }

  /// A spreadsheet that took the number for an amount writes `6175550142.0`.
  private static func withoutFraction(_ cell: String) -> String {
    let whole = cell.hasSuffix(".0") ? cell.dropLast(2) : cell[...]
    return whole.allSatisfy(\.isASCIIDigit) ? String(whole) : cell
  }

  /// The common case, ten digits with the usual punctuation, without taking the cell apart.
  private static func plainNumber(_ cell: String) -> PhoneNumber? {
    var cell = cell
    return cell.withUTF8 { plainNumber($0) }
  }

  /// `nil` = look closer. `+` may stand before the country's 1 and nowhere else.
  static func plainNumber(_ cell: UnsafeBufferPointer<UInt8>) -> PhoneNumber? {
    var (number, digits) = (0, 0)
    let isInternational = cell.first == 0x2B
    for byte in isInternational ? cell.dropFirst() : cell[...] {
      switch byte {
      case 0x30...0x39:
        number = number * 10 + Int(byte - 0x30)
        digits += 1
      case 0x20, 0x28, 0x29, 0x2D, 0x2E: continue
      default: return nil
      }
      if digits > 11 { return nil }
    }
    // An amount, whose zero behind the point is no digit of the number.
    if cell.count > 2, cell[cell.count - 2] == 0x2E { return nil }
    guard digits == 11 || (digits == 10 && !isInternational) else { return nil }
    return NorthAmericanNumber(number, digits: digits).map {
      PhoneNumber(
        number: "+1\($0.digits)", extensionDigits: nil, isUnlikely: !$0.isAssigned, kind: nil)
    }
  }

  private static func parts(of cell: String) -> [String] {
    var text = " \(cell) "
    for (written, meant) in [(", ext", " ext"), (",ext", " ext"), (", x", " x"), ("; ext", " ext")]
    {
      while let range = text.firstRange(of: written) { text.replaceSubrange(range, with: meant) }
    }
    for word in [" or ", " and ", " o ", " y ", " & "] {
      while let range = text.firstRange(of: word) { text.replaceSubrange(range, with: " ; ") }
    }
    return text.split(whereSeparator: { "/;,|\\".contains($0) })
      .map { Folded.text($0) }.filter { !$0.isEmpty }
  }

  private static let absences: Set<String> = [
    "none", "no", "n/a", "na", "n", "a", "nil", "null", "unknown", "unk", "no phone", "no number",
    "not given", "not provided", "ninguno", "ninguna", "no tiene", "sin telefono", "desconocido",
    "declined", "tbd", "x", "?",
  ]

  private static func isAbsence(_ part: String) -> Bool {
    absences.contains(part) || !part.contains { $0.isLetter || ("1"..."9").contains($0) }
  }

  private static func numbers(in part: String) -> [PhoneNumber] {
    let (unlabelled, kind) = PhoneLabel.strip(part)
    let (body, suffix) = PhoneExtension.split(unlabelled)
    guard body.allSatisfy({ $0.isASCIIDigit || " ()-.+".contains($0) }) else { return [] }
    let bodies = PhoneCell.bodies(body.trimmed)
    return bodies.enumerated().compactMap { index, body in
      let isLast = index == bodies.count - 1
      return dialled(body, extensionDigits: isLast ? suffix : nil, kind: kind)
    }
  }

  /// What stands for `+`: our own prefix for calls abroad, and ours as it is called from there.
  private static let exits = ["011", "00"]

  /// Two whole numbers with only a space between them are two numbers.
  private static func bodies(_ body: String) -> [String] {
    let words = body.split(separator: " ").map(String.init)
    guard words.count > 1, body.filter(\.isASCIIDigit).count > 16 else { return [body] }
    var bodies = [""]
    for word in words {
      if bodies[bodies.count - 1].filter(\.isASCIIDigit).count >= 10 { bodies.append("") }
      bodies[bodies.count - 1] += word
    }
    return bodies
  }

  private static func dialled(
    _ body: String, extensionDigits: String?, kind: PatientPhone.Kind?
  ) -> PhoneNumber? {
    let digits = body.filter(\.isASCIIDigit)
    let pluses = body.filter { $0 == "+" }.count
    guard pluses == 0 || (pluses == 1 && body.drop(while: { $0 == "(" }).first == "+") else {
      return nil
    }
    let exit = pluses == 1 || digits.count <= 11 ? nil : exits.first { digits.hasPrefix($0) }
    let written = String(digits.dropFirst(exit?.count ?? 0))
    if pluses == 1 || exit != nil {
      if !written.hasPrefix("1") {
        return exit == "00"
          ? nil : international(body, written, extensionDigits: extensionDigits, kind: kind)
      }
      guard written.count == 11 else { return nil }
    }
    return NorthAmericanNumber(written).map {
      PhoneNumber(
        number: "+1\($0.digits)", extensionDigits: extensionDigits, isUnlikely: !$0.isAssigned,
        kind: kind)
    }
  }

  /// Seven to fifteen digits, none of them the trunk zero that people write as `(0)`.
  private static func international(
    _ body: String, _ digits: String, extensionDigits: String?, kind: PatientPhone.Kind?
  ) -> PhoneNumber? {
    var digits = digits
    if body.contains("(0)"), let trunk = body.firstRange(of: "(0)") {
      let before = body[..<trunk.lowerBound].filter(\.isASCIIDigit)
      digits = before + body[trunk.upperBound...].filter(\.isASCIIDigit)
    }
    // A number at home was looked at before; behind a trunk zero it is none.
    guard (7...15).contains(digits.count), digits.first != "0", digits.first != "1" else {
      return nil
    }
    return PhoneNumber(
      number: "+\(digits)", extensionDigits: extensionDigits, isUnlikely: false, kind: kind)
  }
}

extension StringProtocol {
  /// Without spaces at either end.
  var trimmed: String {
    var text = Substring(self)
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
