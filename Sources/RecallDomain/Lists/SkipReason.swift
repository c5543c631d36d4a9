/// Why a caller gives a patient back before dialling. Offered by number and by Tab; other words are
/// kept as they are typed.
package enum SkipReason: String, CaseIterable, Hashable, Sendable {
  /// The caller knows the patient in private life.
  case knowThem = "know-them"
  /// No interpreter can be had now.
  case noInterpreter = "no-interpreter"
  /// The record is wrong or lacks what the call needs.
  case wrongRecord = "wrong-record"
  /// Somebody else should make this call.
  case colleague
  /// The caller cannot begin a call now: the shift ends, a meeting.
  case noTime = "no-time"

  /// What was typed after `skip`: a number of the list, a name, a prefix that only one has, or
  /// words of one's own. `nil` for nothing, or a number that is not in the list.
  package static func read(_ typed: String) -> String? {
    let folded = Folded.text(typed)
    guard !folded.isEmpty else { return nil }
    if let number = Pick.number(folded) { return allCases.picked(number)?.rawValue }
    let meant = allCases.filter { $0.rawValue.hasPrefix(folded) }
    let words = TerminalText.clean(typed)
    return meant.count == 1 ? meant[0].rawValue : words.contains(where: \.isLetter) ? words : nil
  }
}
