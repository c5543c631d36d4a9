import RecallDomain

/// All that happened, as one number: the same for the same seed, on every machine. Random names (claims,
/// calls, notes) are left out; what stands around them is not.
struct ClinicTrace {
  private var sum = StableSum()
  var hash: UInt64 { sum.value }
  /// The last lines, to be read beside a violation.
  private(set) var lines: [String] = []
  var keepsAll = false
  private static let kept = 60

  mutating func happened(_ line: String, _ more: String...) {
    lines.append(line)
    for text in more where keepsAll && !text.isEmpty { lines.append(text) }
    if !keepsAll, lines.count > 2 * Self.kept { lines.removeFirst(Self.kept) }
    take(line)
    for text in more { take(text) }
  }

  private mutating func take(_ text: String) {
    var run: [UInt8] = []
    for byte in text.utf8 {
      if Self.isOfAName(byte) {
        run.append(byte)
        continue
      }
      end(&run)
      sum.add(byte)
    }
    end(&run)
    sum.add(10)
  }

  /// A run of this length in these letters is a random name.
  private mutating func end(_ run: inout [UInt8]) {
    if run.count < 32 { for byte in run { sum.add(byte) } }
    run = []
  }

  private static func isOfAName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
      UInt8(ascii: "-"):
      true
    default: false
    }
  }
}
