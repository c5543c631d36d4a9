/// One way by which text from outside comes in: whatever the bytes are, the promises of this entry
/// hold. libFuzzer drives it (`make fuzz`), and `FuzzTests` runs the kept inputs through it.
struct FuzzEntry: Sendable {
  /// Also the folder of its seeds and the file of its words.
  let name: String
  let attempt: @Sendable ([UInt8]) throws -> Void

  static let all: [FuzzEntry] = [
    .text, .date, .phone, .clinic, .script, .locale, .catalogue, .csv, .fhir, .line, .journal,
    .session,
  ]

  static func named(_ name: String) -> FuzzEntry? { all.first { $0.name == name } }
}

/// What an input has shown to be untrue. Its words name the promise, never what was read.
struct BrokenPromise: Error, CustomStringConvertible {
  let description: String
}

/// - Parameter words: what holds, as a sentence.
func promise(_ holds: Bool, _ words: @autoclosure () -> String) throws {
  guard !holds else { return }
  throw BrokenPromise(description: words())
}

/// Text that may go to a terminal: written anew here, so that the cleaner is not its own judge.
func isHarmless(_ text: String, exceptLineEnds: Bool = false) -> Bool {
  text.unicodeScalars.allSatisfy { scalar in
    switch scalar.value {
    case 0x0A: exceptLineEnds
    case 0..<0x20, 0x7F...0x9F, 0x061C, 0x200B, 0x200E, 0x200F, 0x2028...0x202E, 0x2060...0x206F,
      0xFEFF, 0xE0000...0xE007F:
      false
    default: true
    }
  }
}
