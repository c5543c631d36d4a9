internal import RecallDomain

/// A kind of row, as the columns it may have: their canonical names and the other names that real
/// exports give them (DOMAIN 8).
protocol CSVColumn: RawRepresentable<Int>, CaseIterable, Hashable, Sendable {
  /// Each column once, in order of the cases: its canonical name, and synonyms folded as
  /// `FoldedHeader` folds them, with spaces between.
  static var table: [(column: Self, name: String, synonyms: String)] { get }
  /// A question of yes and no that keeps people safe: several columns of a file may answer it, and the
  /// careful answer counts.
  var isAnswer: Bool { get }
  /// A note for people: what several columns of a file say of it stands together.
  var isNote: Bool { get }
}

extension CSVColumn {
  var isAnswer: Bool { false }
  var isNote: Bool { false }

  /// As INTERFACES, a `--map` file and a problem name it.
  var name: String { Self.table[rawValue].name }

  /// Every name of every column, folded.
  static func synonyms() -> [String: Self] {
    var names: [String: Self] = [:]
    for row in table {
      for word in row.synonyms.split(separator: " ") { names[String(word)] = row.column }
    }
    for row in table { names[FoldedHeader.text(row.name)] = row.column }
    return names
  }
}

/// A header as it is matched: no case, accents, spaces or punctuation.
enum FoldedHeader {
  static func text(_ header: String) -> String {
    Folded.text(header).filter { $0.isLetter || $0.isNumber }
  }
}
