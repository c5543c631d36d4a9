/// Ten digits of the North American Numbering Plan: area code, exchange, line.
///
/// Area code `[2-9][0-8]X`, exchange `[2-9]XX`, neither of them `N11` (NANPA, "About the North
/// American Numbering Plan"). Area code 555 is in use nowhere and marks synthetic data, so there
/// the exchange may be anything.
struct NorthAmericanNumber {
  let digits: String
  /// The area code is in service; otherwise the number is well formed, but reaches nobody.
  let isAssigned: Bool

  /// Ten digits, or eleven that begin with 1. Seven are refused: the area code would be a guess.
  init?(_ written: String) {
    var number = 0
    let digits = written.utf8
    for byte in digits {
      guard case 0x30...0x39 = byte, digits.count <= 11 else { return nil }
      number = number * 10 + Int(byte - 0x30)
    }
    self.init(number, digits: digits.count)
  }

  /// - Parameter digits: how many were written, zeros before the number included.
  init?(_ written: Int, digits: Int) {
    let isLong = digits == 11 && written / 10_000_000_000 == 1
    guard digits == 10 || isLong else { return nil }
    let number = isLong ? written - 10_000_000_000 : written
    let (area, exchange) = (number / 10_000_000, number / 10_000 % 1000)
    guard Self.begins(area), area / 10 % 10 != 9, area == 555 || Self.begins(exchange) else {
      return nil
    }
    self.digits = String(number)
    isAssigned = AreaCodes.assigned.contains(area)
  }

  /// `[2-9]XX`, and no service code such as 911.
  private static func begins(_ code: Int) -> Bool { code >= 200 && code % 100 != 11 }
}
