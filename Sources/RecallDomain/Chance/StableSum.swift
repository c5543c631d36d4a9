/// A sum of bytes that is the same at every start and on every machine (FNV-1a, 64 bits): for ids, names
/// of files and draws that come out again. Whoever may choose the bytes can make two alike; what must be
/// safe from that is summed with SHA-256.
package struct StableSum: Sendable {
  /// What FNV begins with.
  package static let beginning: UInt64 = 0xCBF2_9CE4_8422_2325

  package private(set) var value: UInt64

  package init(from beginning: UInt64 = Self.beginning) { value = beginning }

  package init(of text: String, from beginning: UInt64 = Self.beginning) {
    value = beginning
    add(text)
  }

  package mutating func add(_ text: String) {
    for byte in text.utf8 { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
  }

  package mutating func add(_ byte: UInt8) { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }

  /// Sixteen digits of base 16.
  package var digits: String {
    let hex = String(value, radix: 16)
    return String(repeating: "0", count: 16 - hex.count) + hex
  }
}
