import Foundation
import RecallDomain
import Testing

/// Writes an export as front desks send them, and says for every row exactly what has to come of it.
/// The same seed writes the same file.
struct MessyExport {
  /// How the bytes of a file may lie.
  struct Form: CustomTestStringConvertible, Sendable {
    enum Encoding: String, CaseIterable, Sendable {
      case utf8, utf8Mark, utf16Little, utf16Big, windows1252
    }

    var encoding: Encoding
    var delimiter: Character
    var lineEnd: String
    var testDescription: String {
      let end = lineEnd.map { $0 == "\r\n" ? "CRLF" : $0 == "\n" ? "LF" : "CR" }.joined()
      return "\(encoding.rawValue), \(delimiter == "\t" ? "tab" : String(delimiter)), \(end)"
    }

    static let all = Encoding.allCases.flatMap { encoding in
      [(",", "\r\n"), (";", "\n"), ("\t", "\r")].map { delimiter, end in
        Form(encoding: encoding, delimiter: Character(delimiter), lineEnd: end)
      }
    }
  }

  /// A problem that has to be named, in the row it belongs to.
  struct Named: Hashable {
    var line: Int
    var column: Int?
    var problem: String
  }

  /// What a kept row has to have become.
  struct Kept {
    var recall: String
    var patient: Patient
    var reason: String
    var due: CivilDate
    var authorization: String?
  }

  static let header = [
    "Recall ID", "MRN", "Patient Name", "D.O.B.", "Cell Phone", "Preferred Language", "Recall Type",
    "Date Due", "OK Voicemail", "Deceased", "Insurance Note",
  ]

  private(set) var text = ""
  private(set) var problems: [Named] = []
  private(set) var kept: [Kept] = []
  private(set) var rejected = 0
  private(set) var flagged = 0
  private(set) var rows = 0

  private let form: Form
  private var dice: Dice
  private var line = 1
  private var row = MessyRow()

  init(form: Form, seed: UInt64, rows: Int) {
    self.form = form
    dice = Dice(seed: seed)
    write(Self.header)
    for number in 1...rows { add(number) }
    tear()
  }

  var bytes: [UInt8] { MessyBytes.of(text, form.encoding) }

  // MARK: One row

  private mutating func add(_ number: Int) {
    row = MessyRow()
    var cells = MessyCells(number: number, isLatin: form.encoding == .windows1252, dice: dice)
    cells.fill(&row)
    dice = cells.dice
    rows += 1
    switch dice.next(40) {
    case 0: brokenQuote()
    case 1: reject(nil, "the row has 7 columns, the header 11", written: Array(row.texts.prefix(7)))
    case 2: keep(written: row.texts + ["", " "])
    case 3: reject(nil, "the row has 12 columns, the header 11", written: row.texts + ["left over"])
    default: keep(written: row.texts)
    }
  }

  private mutating func keep(written: [String]) {
    if let (column, problem) = row.rejection {
      return reject(column, problem, written: written)
    }
    for (column, problem) in row.flags {
      problems.append(Named(line: line, column: column, problem: problem))
    }
    if !row.flags.isEmpty { flagged += 1 }
    kept.append(
      Kept(
        recall: row.texts[0], patient: row.patient, reason: row.reason, due: row.due!,
        authorization: row.authorization))
    write(written)
  }

  private mutating func reject(_ column: Int?, _ problem: String, written: [String]) {
    problems.append(Named(line: line, column: column, problem: problem))
    rejected += 1
    write(written)
  }

  /// A quote that is opened and never closed costs its own line only.
  private mutating func brokenQuote() {
    problems.append(
      Named(line: line, column: nil, problem: "a quote is not closed, or text follows it"))
    rejected += 1
    text += "\(row.texts[0])\(form.delimiter)\"never closed" + form.lineEnd
    line += 1
  }

  /// The disk was full in the middle of the last row.
  private mutating func tear() {
    rows += 1
    rejected += 1
    problems.append(
      Named(line: line, column: nil, problem: "the row has 4 columns, the header 11"))
    text += ["torn", "M-torn", "Half A. Row", "19"].joined(separator: String(form.delimiter))
  }

  private mutating func write(_ cells: [String]) {
    let quoted = cells.map { cell in
      let needs = cell.contains { $0 == form.delimiter || $0 == "\"" || $0.isNewline }
      return needs || dice.next(6) == 0
        ? "\"\(cell.replacing("\"", with: "\"\""))\"" : cell
    }
    text += quoted.joined(separator: String(form.delimiter)) + form.lineEnd
    line += 1 + cells.map { $0.count(where: \.isNewline) }.reduce(0, +)
  }
}

/// The bytes of a text, as a program of the field writes them.
enum MessyBytes {
  static func of(_ text: String, _ encoding: MessyExport.Form.Encoding) -> [UInt8] {
    switch encoding {
    case .utf8: Array(text.utf8)
    case .utf8Mark: [0xEF, 0xBB, 0xBF] + Array(text.utf8)
    case .utf16Little: [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    case .utf16Big: [0xFE, 0xFF] + text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    case .windows1252: text.unicodeScalars.map { UInt8($0.value & 0xFF) }
    }
  }
}

/// Numbers from a seed.
struct Dice {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next(_ sides: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % sides
  }

  mutating func pick<Value>(_ values: [Value]) -> Value { values[next(values.count)] }
}
