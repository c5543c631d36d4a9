internal import Foundation
internal import RecallDomain

/// An id for a recall that the source does not name: the same for the same patient, segment,
/// reason and due date, so that the same file twice brings the same recall.
enum RecallKey {
  static func make(patient: PatientID, segment: String, reason: String?, due: CivilDate) -> RecallID
  {
    var key = StableKey()
    key.add(patient.rawValue)
    key.add(segment)
    key.add(reason ?? "")
    key.add(due.description)
    return RecallID(key.text(after: "r"))
  }
}

/// Ids for the recalls of one import that the source does not name: one after the other, because a
/// list lands several times faster in order than at random. What makes a recall the same is its
/// patient, segment and reason, never this id.
final class RecallNumbers {
  private let run: String
  private var last = 0

  /// - Parameter now: to the second; another import in the same second makes no second recall of one
  ///   id, the store sees to that.
  init(at now: Date) {
    let epoch = 1_577_836_800
    run = Self.digits(max(0, Int(now.timeIntervalSince1970) - epoch), 6)
  }

  /// `r6k2m0q0001f`
  func next() -> RecallID {
    last += 1
    return RecallID("r" + run + Self.digits(last, 5))
  }

  /// Base 32 without letters that are mistaken for digits, in an order that text has too.
  private static func digits(_ number: Int, _ width: Int) -> String {
    String(unsafeUninitializedCapacity: width) { text in
      var rest = number
      for place in (0..<width).reversed() {
        text[place] = alphabet[rest & 31]
        rest >>= 5
      }
      return width
    }
  }

  private static let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)
}

/// A sum over the parts of a key, with a byte that is in no text between them.
struct StableKey {
  private var sum = StableSum()
  var value: UInt64 { sum.value }

  mutating func add(_ text: String) {
    sum.add(text)
    sum.add(0xFF)
  }

  /// A letter and sixteen digits.
  func text(after letter: Character) -> String { "\(letter)\(sum.digits)" }
}
