/// A telephone number as it is dialled.
///
/// Numbers of the North American plan are read strictly (area code, exchange, ten digits); any
/// other only when written with `+` or the exchange prefix `011` (STACK, "phone numbers").
package struct PhoneNumber: Hashable, Sendable {
  /// E.164: `+16175550142`.
  package let number: String
  package let extensionDigits: String?
  /// Well formed, but the area code is assigned to nobody: it may be dialled, and is worth a flag.
  package let isUnlikely: Bool
  /// What a label beside the number said it is (`cell: …`).
  package let kind: PatientPhone.Kind?

  /// The numbers in one cell, in order, each once; empty when there is none that can be dialled.
  package static func parse(_ cell: String) -> [PhoneNumber] { read(cell).numbers }

  /// The numbers in one cell, and whether it also held something that is no number.
  package static func read(_ cell: String) -> PhoneReading { PhoneCell.read(cell) }

  /// The same of a cell as bytes: plain numbers, as most are, are read without making text.
  package static func read(
    _ cell: ArraySlice<UInt8>, decoded: (ArraySlice<UInt8>) -> String
  ) -> PhoneReading {
    if let plain = cell.withUnsafeBufferPointer(PhoneCell.plainNumber) {
      return PhoneReading(numbers: [plain], hasUnreadable: false)
    }
    return read(decoded(cell))
  }

  /// As a caller reads it while dialling: `+1 617 555 0142`.
  package static func display(_ e164: String) -> String {
    let digits = e164.filter(\.isASCIIDigit)
    guard e164.hasPrefix("+"), digits.count == e164.count - 1, digits.count > 4 else {
      return TerminalText.clean(e164)
    }
    let code = CallingCode.length(digits)
    let local = digits.dropFirst(code)
    return "+" + ([String(digits.prefix(code))] + groups(local)).joined(separator: " ")
  }

  /// Threes from the left, the last group three or four.
  private static func groups(_ digits: Substring) -> [String] {
    guard digits.count > 4 else { return [String(digits)] }
    return [String(digits.prefix(3))] + groups(digits.dropFirst(3))
  }
}

/// What one cell of telephone numbers held.
package struct PhoneReading: Hashable, Sendable {
  package var numbers: [PhoneNumber]
  /// Something stood there that is neither a number nor a word for "no number".
  package var hasUnreadable: Bool
}

/// How many digits the country's own code takes (ITU E.164).
enum CallingCode {
  static func length(_ digits: String) -> Int {
    if let first = digits.first, "17".contains(first) { return 1 }
    return twoDigits.contains(String(digits.prefix(2))) ? 2 : 3
  }

  private static let twoDigits: Set<String> = [
    "20", "27", "30", "31", "32", "33", "34", "36", "39", "40", "41", "43", "44", "45", "46", "47",
    "48", "49", "51", "52", "53", "54", "55", "56", "57", "58", "60", "61", "62", "63", "64", "65",
    "66", "81", "82", "84", "86", "90", "91", "92", "93", "94", "95", "98",
  ]
}

extension Character {
  /// `0`–`9`, and no digit of another script.
  package var isASCIIDigit: Bool { ("0"..."9").contains(self) }
}
