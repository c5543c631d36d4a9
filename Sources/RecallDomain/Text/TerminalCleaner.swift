/// Goes once over hostile text and keeps what may be printed.
///
/// Escape sequences follow ECMA-48: CSI to its final byte, strings (OSC, DCS, SOS, PM, APC) to
/// their terminator. One that never ends loses its introducer only, so that no text is swallowed.
struct TerminalCleaner {
  /// More marks than this on one letter only serve to overflow the line.
  private static let marksPerLetter = 6

  private let scalars: [Unicode.Scalar]
  private var position = 0
  private var kept = String.UnicodeScalarView()
  private var marks = 0

  init(_ scalars: String.UnicodeScalarView) { self.scalars = Array(scalars) }

  mutating func run() -> String {
    while position < scalars.count {
      let scalar = scalars[position]
      position += 1
      take(scalar)
    }
    return String(kept)
  }

  private mutating func take(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x0D:
      if peek == 0x0A { position += 1 }
      keepSpace()
    case 0x09...0x0C, 0x85, 0x2028, 0x2029: keepSpace()
    case 0x1B: skipEscape()
    case 0x9B: skipControlSequence()
    case 0x90, 0x98, 0x9D, 0x9E, 0x9F: skipString()
    case 0...0x1F, 0x7F...0x9F: break
    default: keepPrintable(scalar)
    }
  }

  private var peek: UInt32? { position < scalars.count ? scalars[position].value : nil }

  private mutating func keepSpace() {
    kept.append(" ")
    marks = 0
  }

  private mutating func keepPrintable(_ scalar: Unicode.Scalar) {
    if Self.joins(scalar) {
      if let last = kept.last, Self.needsJoiners(last) { kept.append(scalar) }
      return
    }
    if Self.isInvisible(scalar) { return }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark:
      marks += 1
      if marks <= Self.marksPerLetter { kept.append(scalar) }
    case .privateUse, .unassigned, .surrogate:
      kept.append("\u{FFFD}")
      marks = 0
    default:
      kept.append(scalar)
      marks = 0
    }
  }

  private mutating func skipEscape() {
    switch peek {
    case 0x5B:
      position += 1
      skipControlSequence()
    case 0x50, 0x58, 0x5D, 0x5E, 0x5F:
      position += 1
      skipString()
    case .some(0x20...0x2F):
      while let next = peek, (0x20...0x2F).contains(next) { position += 1 }
      if let next = peek, (0x30...0x7E).contains(next) { position += 1 }
    case .some(0x30...0x7E): position += 1
    default: break
    }
  }

  /// Parameters and intermediates (0x20–0x3F) to one final byte (0x40–0x7E).
  private mutating func skipControlSequence() {
    let start = position
    while let next = peek, (0x20...0x3F).contains(next) { position += 1 }
    if let next = peek, (0x40...0x7E).contains(next) {
      position += 1
    } else {
      position = start
    }
  }

  /// To BEL, ST (`ESC \`) or the C1 form of ST.
  private mutating func skipString() {
    var end = position
    while end < scalars.count {
      switch scalars[end].value {
      case 0x07, 0x9C:
        position = end + 1
        return
      case 0x1B where end + 1 < scalars.count && scalars[end + 1].value == 0x5C:
        position = end + 2
        return
      default: end += 1
      }
    }
  }

  /// ZWNJ and ZWJ, which some scripts cannot be written without.
  private static func joins(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value == 0x200C || scalar.value == 0x200D
  }

  /// Arabic to Malayalam and Sinhala.
  private static func needsJoiners(_ scalar: Unicode.Scalar) -> Bool {
    (0x0620...0x0DFF).contains(scalar.value)
  }

  /// Bidi controls, zero-width characters, variation selectors, tags, and letters drawn as nothing.
  static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B...0x180F, 0x200B, 0x200E,
      0x200F, 0x202A...0x202E, 0x2060...0x206F, 0x3164, 0xFE00...0xFE0F, 0xFEFF, 0xFFA0,
      0xFFF0...0xFFFB, 0x1BCA0...0x1BCA3, 0x1D173...0x1D17A, 0xE0000...0xE0FFF:
      true
    default: scalar.properties.generalCategory == .format
    }
  }
}
