/// A phone number as it is read out: the clinic's own, which callers say many times a day.
enum SpokenPhone {
  /// North American numbers in the groups people say, `617-555-0100`; any other as it is.
  static func text(_ e164: String) -> String {
    let digits = e164.dropFirst(2)
    guard e164.hasPrefix("+1"), digits.count == 10, digits.allSatisfy(\.isNumber) else {
      return e164
    }
    return "\(digits.prefix(3))-\(digits.dropFirst(3).prefix(3))-\(digits.suffix(4))"
  }
}
