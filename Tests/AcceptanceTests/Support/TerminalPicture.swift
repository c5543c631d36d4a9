/// What stands on a terminal, as whoever sits before it sees it: the bytes of a program, drawn. Rows
/// that have gone up are kept, as the scrollback keeps them, until the program erases them too.
struct TerminalPicture {
  /// Each row as its characters.
  private(set) var rows: [[Character]] = [[]]
  private(set) var row = 0
  private(set) var column = 0
  /// Lines that were ended, erased ones included.
  private(set) var newlines = 0
  /// Times that everything was erased, the scrollback too.
  private(set) var erasures = 0
  var columns: Int

  private var saved = (row: 0, column: 0)
  /// Bytes of a sequence or of a character that has not ended.
  private var pending: [UInt8] = []

  init(columns: Int) { self.columns = columns }

  /// The rows from this one on.
  func text(from first: Int = 0) -> String {
    rows.dropFirst(first).map { String($0) }.joined(separator: "\n")
  }

  /// What stands before the cursor in its row.
  var beforeCursor: String { String(rows[row].prefix(column)) }

  mutating func draw(_ bytes: some Sequence<UInt8>) {
    for byte in bytes {
      pending.append(byte)
      if pending[0] == 0x1B { sequence() } else { character() }
    }
  }

  private mutating func character() {
    let first = pending[0]
    let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    guard pending.count >= length else { return }
    defer { pending = [] }
    switch first {
    case UInt8(ascii: "\n"):
      newlines += 1
      down()
    case UInt8(ascii: "\r"): column = 0
    case 0x08: column = max(0, column - 1)
    case 0x00..<0x20, 0x7F: break
    default: for character in String(decoding: pending, as: UTF8.self) { put(character) }
    }
  }

  private mutating func put(_ character: Character) {
    if column >= columns {
      column = 0
      down()
    }
    while rows[row].count < column { rows[row].append(" ") }
    if column < rows[row].count {
      rows[row][column] = character
    } else {
      rows[row].append(character)
    }
    column += 1
  }

  private mutating func down() {
    row += 1
    if row == rows.count { rows.append([]) }
  }

  // MARK: Sequences

  private mutating func sequence() {
    guard pending.count > 1 else { return }
    switch pending[1] {
    case UInt8(ascii: "["):
      guard pending.count > 2, let last = pending.last, (0x40...0x7E).contains(last) else { return }
      let number = pending[2...].prefix { (0x30...0x39).contains($0) }
      control(last, Int(String(decoding: number, as: UTF8.self)))
    case UInt8(ascii: "7"): saved = (row, column)
    case UInt8(ascii: "8"): (row, column) = (min(saved.row, rows.count - 1), saved.column)
    case UInt8(ascii: "("), UInt8(ascii: ")"):
      guard pending.count > 2 else { return }
    default: break
    }
    pending = []
  }

  private mutating func control(_ last: UInt8, _ number: Int?) {
    let count = max(number ?? 1, 1)
    switch last {
    case UInt8(ascii: "A"): row = max(0, row - count)
    case UInt8(ascii: "B"): for _ in 0..<count { down() }
    case UInt8(ascii: "C"): column += count
    case UInt8(ascii: "D"): column = max(0, column - count)
    case UInt8(ascii: "G"): column = count - 1
    case UInt8(ascii: "K"): eraseRow(number ?? 0)
    case UInt8(ascii: "P"): rows[row].removeSubrange(cells(count))
    case UInt8(ascii: "@"): insert(count)
    case UInt8(ascii: "J"): erase(number ?? 0)
    default: break
    }
  }

  /// The cells from the cursor on that there are.
  private func cells(_ count: Int) -> Range<Int> {
    let first = min(column, rows[row].count)
    return first..<min(first + count, rows[row].count)
  }

  private mutating func insert(_ count: Int) {
    guard column < rows[row].count else { return }
    rows[row].insert(contentsOf: repeatElement(" ", count: count), at: column)
  }

  private mutating func eraseRow(_ how: Int) {
    switch how {
    case 0: if column < rows[row].count { rows[row].removeSubrange(column...) }
    case 1: for cell in 0..<min(column + 1, rows[row].count) { rows[row][cell] = " " }
    default: rows[row] = []
    }
  }

  /// Below the cursor; or the screen, which here is all that has not gone; or what has gone too.
  private mutating func erase(_ how: Int) {
    guard how >= 2 else {
      eraseRow(0)
      return rows.removeSubrange((row + 1)...)
    }
    if how == 3 { erasures += 1 }
    (rows, row, column) = ([[]], 0, 0)
  }
}
