internal import RecallDomain

extension GuardedCell {
  private static let quote: UInt8 = 0x27

  /// Without the guard, if there is one: what an export wrote is read as it was.
  static func unguarded(_ cell: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard cell.first == quote else { return cell }
    let rest = cell.dropFirst()
    return isRisky(FieldText.decode(rest)) ? rest : cell
  }
}
