/// SQL as SQLite writes its placeholders (`?`, `?7`), rewritten once per statement as PostgreSQL
/// writes them (`$1`, `$7`). Quoted text, quoted names and comments are left as they are.
struct Placeholders {
  let sql: String
  /// How many arguments the statement takes.
  let count: Int

  init(_ source: String) {
    var scanner = Scanner(source)
    scanner.run()
    sql = String(decoding: scanner.written, as: UTF8.self)
    count = scanner.highest
  }

  private struct Scanner {
    private let bytes: [UInt8]
    private var place = 0
    private(set) var written: [UInt8] = []
    private(set) var highest = 0

    init(_ source: String) {
      bytes = Array(source.utf8)
      written.reserveCapacity(bytes.count + 16)
    }

    mutating func run() {
      while place < bytes.count {
        switch bytes[place] {
        case UInt8(ascii: "'"), UInt8(ascii: "\""): copyQuoted()
        case UInt8(ascii: "-") where follows("-"): copy(until: "\n")
        case UInt8(ascii: "/") where follows("*"): copy(until: "*/")
        case UInt8(ascii: "?"): placeholder()
        default: copyOne()
        }
      }
    }

    private func follows(_ next: Unicode.Scalar) -> Bool {
      place + 1 < bytes.count && bytes[place + 1] == UInt8(ascii: next)
    }

    private mutating func copyOne() {
      written.append(bytes[place])
      place += 1
    }

    /// A doubled quote inside reads as the end and a new beginning, which comes to the same.
    private mutating func copyQuoted() {
      let quote = bytes[place]
      copyOne()
      while place < bytes.count, bytes[place] != quote { copyOne() }
      if place < bytes.count { copyOne() }
    }

    private mutating func copy(until end: String) {
      let end = Array(end.utf8)
      while place < bytes.count {
        copyOne()
        if written.suffix(end.count).elementsEqual(end) { return }
      }
    }

    private mutating func placeholder() {
      place += 1
      var number = 0
      while place < bytes.count, let digit = Self.digit(bytes[place]), number < 100_000 {
        number = number * 10 + digit
        place += 1
      }
      if number == 0 { number = highest + 1 }
      highest = Swift.max(highest, number)
      written += Array("$\(number)".utf8)
    }

    private static func digit(_ byte: UInt8) -> Int? {
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) ? Int(byte - UInt8(ascii: "0")) : nil
    }
  }
}
