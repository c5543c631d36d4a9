/// A number that somebody types for one of what stands numbered on the screen.
///
/// One reader for every prompt: ASCII digits, at most four. More is no number of a list, whatever else
/// it may be (a year, a telephone number, a slip), and no sign makes one.
package enum Pick {
  /// Longest list that anybody counts to: 9,999.
  private static let digits = 4

  package static func number(_ typed: some StringProtocol) -> Int? {
    guard (1...digits).contains(typed.utf8.count), typed.utf8.allSatisfy(\.isASCIIDigit) else {
      return nil
    }
    return Int(typed)
  }
}

extension Array {
  /// The element beside the number, from 1; `nil` when there is none.
  package func picked(_ number: Int) -> Element? {
    (1...Swift.max(1, count)).contains(number) && !isEmpty ? self[number - 1] : nil
  }

  /// The element whose number was typed.
  package func picked(_ typed: some StringProtocol) -> Element? {
    Pick.number(typed).flatMap(picked)
  }
}

extension UInt8 {
  fileprivate var isASCIIDigit: Bool { (0x30...0x39).contains(self) }
}
