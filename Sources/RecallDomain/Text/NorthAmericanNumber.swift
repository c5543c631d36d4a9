/// Ten digits of the North American Numbering Plan: area code, exchange, line.
///
/// Area code `[2-9][0-8]X`, exchange `[2-9]XX`, neither of them `N11` (NANPA, "About the North
/// American Numbering Plan"). Area code 555 is in use nowhere and marks synthetic data, so there
/// the exchange may be anything.
struct NorthAmericanNumber {
  let digits: String
  /// The area code is in service; otherwise the number is well formed, but reaches nobody.
  var isAssigned: Bool { AreaCodes.assigned.contains(Int(digits.prefix(3)) ?? 0) }

  /// Ten digits, or eleven that begin with 1. Seven are refused: the area code would be a guess.
  init?(_ written: String) {
    let digits = written.count == 11 && written.first == "1" ? written.dropFirst() : written[...]
    guard digits.count == 10, digits.allSatisfy(\.isASCIIDigit) else { return nil }
    let area = digits.prefix(3)
    let exchange = digits.dropFirst(3).prefix(3)
    guard Self.begins(area), area.dropFirst().first != "9", !Self.isServiceCode(area) else {
      return nil
    }
    guard area == "555" || (Self.begins(exchange) && !Self.isServiceCode(exchange)) else {
      return nil
    }
    self.digits = String(digits)
  }

  private static func begins(_ code: Substring) -> Bool {
    code.first.map { ("2"..."9").contains($0) } ?? false
  }

  private static func isServiceCode(_ code: Substring) -> Bool { code.hasSuffix("11") }
}
