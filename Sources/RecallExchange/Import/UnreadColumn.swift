internal import ScriptEngine

/// A column of a CSV file whose header is none of those that are read: told with the report, so that
/// a misspelt one is not lost in silence.
package struct UnreadColumn: Hashable, Sendable, Encodable {
  /// Set when several files are read at once.
  package var file: String?
  /// The header as the file has it.
  package let column: String
  /// The column that it may be meant for; `nil` when none is near.
  package let nearest: String?

  init(_ header: String, of kind: CSVKind) {
    column = header
    // A short word is near to too many others.
    let folded = FoldedHeader.text(header)
    let names = folded.count < 4 ? [] : kind.columnNames
    let near = DidYouMean.nearest(to: folded, among: names.map(FoldedHeader.text), edits: 1)
    nearest = names.first { FoldedHeader.text($0) == near }
  }
}

extension CSVKind {
  /// The canonical names of its columns, in order of the guide.
  fileprivate var columnNames: [String] {
    switch self {
    case .recalls: RecallColumn.table.map(\.name)
    case .appointments: AppointmentColumn.table.map(\.name)
    case .slots: SlotColumn.table.map(\.name)
    case .replies: ReplyColumn.table.map(\.name)
    }
  }
}
