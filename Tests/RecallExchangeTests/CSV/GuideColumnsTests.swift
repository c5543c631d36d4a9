import Foundation
import Testing

@testable import RecallExchange

@Suite("The columns in the guide")
struct GuideColumnsTests {
  private static let guide: String = {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let url = root.appendingPathComponent("Sources/Manual/Guides/list-preparer.md")
    return (try? String(contentsOf: url, encoding: .utf8)) ?? ""
  }()

  @Test("are those that an import reads, with every other name, and no more")
  func columns() {
    #expect(Self.rows(after: "Lists of recalls") == Self.rows(of: RecallColumn.self))
    #expect(Self.rows(after: "Lists of appointments") == Self.rows(of: AppointmentColumn.self))
    #expect(Self.rows(after: "Lists of open times") == Self.rows(of: SlotColumn.self))
    #expect(Self.rows(after: "**Answers** are imported") == Self.rows(of: ReplyColumn.self))
  }

  private static func rows<Column: CSVColumn>(of kind: Column.Type) -> [String] {
    kind.table.map { "| `\($0.name)` | \($0.synonyms.isEmpty ? "—" : $0.synonyms) |" }
  }

  /// The lines of the first table behind these words.
  private static func rows(after words: String) -> [String] {
    let lines = guide.components(separatedBy: "\n").drop { !$0.hasPrefix(words) }
    return Array(lines.drop { !$0.hasPrefix("| `") }.prefix { $0.hasPrefix("| `") })
  }
}
