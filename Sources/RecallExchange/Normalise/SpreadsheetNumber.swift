internal import RecallDomain

/// What a spreadsheet makes of a cell that it takes for an amount: `1001` becomes `1001.0`.
enum SpreadsheetNumber {
  static func whole(_ text: String) -> String {
    guard text.hasSuffix(".0"), text.count > 2 else { return text }
    let digits = text.dropLast(2)
    return digits.allSatisfy { ("0"..."9").contains($0) } ? String(digits) : text
  }
}
