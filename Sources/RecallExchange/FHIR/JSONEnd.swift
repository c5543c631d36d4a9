/// Where a JSON value ends, in bytes that come in pieces. What it holds is not judged here.
struct JSONEnd {
  private var depth = 0
  private var isInText = false
  private var isEscaped = false
  private var isBegun = false
  private(set) var isReached = false
  private(set) var isTooDeep = false

  /// Without more bytes the value is whole: a number or a word, which nothing closes.
  var mayEndHere: Bool { isReached || (isBegun && depth == 0 && !isInText) }
  /// A text is open.
  var isOpenText: Bool { isInText }

  /// How many of these bytes belong to the value.
  mutating func pass(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    for index in bytes.indices {
      let byte = bytes[index]
      if isInText {
        inText(byte)
        if isReached { return index + 1 }
        continue
      }
      switch byte {
      case 0x22: isInText = true
      case 0x7B, 0x5B:
        depth += 1
        isTooDeep = isTooDeep || depth > JSONReader.deepest
        if isTooDeep { return index }
      case 0x7D where depth > 0, 0x5D where depth > 0:
        depth -= 1
        isReached = depth == 0
        if isReached { return index + 1 }
      case 0x7D, 0x5D, 0x2C, 0x3A, 0x20, 0x09, 0x0A, 0x0D:
        guard depth == 0 else { continue }
        isReached = isBegun
        return index
      default: break
      }
      isBegun = true
    }
    return bytes.count
  }

  private mutating func inText(_ byte: UInt8) {
    if isEscaped {
      isEscaped = false
    } else if byte == 0x5C {
      isEscaped = true
    } else if byte == 0x22 {
      isInText = false
      isReached = depth == 0
    }
  }
}
