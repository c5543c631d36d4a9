import Foundation
import RecallDomain
import Testing

@testable import RecallExchange

@Suite("The page of what is read and written")
struct ImportPageTests {
  private let page: ManualPage

  init() throws { page = try ManualPage("recall-import.5") }

  @Test("has every column that an import reads, with every other name, and no more")
  func columns() {
    check("Lists of recalls", RecallColumn.self)
    check("Lists of appointments", AppointmentColumn.self)
    check("Lists of open times", SlotColumn.self)
    check("Answers to messages", ReplyColumn.self)
  }

  private func check<Column: CSVColumn>(_ subsection: String, _ kind: Column.Type) {
    let items = page.items(in: "ROWS", subsection)
    #expect(items.flatMap(\.names) == kind.table.map(\.name))
    for (item, row) in zip(items, kind.table) {
      let also = item.text.components(separatedBy: "Also: ")
      let told = also.count == 2 ? also[1].filter { $0 != "," && $0 != "." } : ""
      #expect(told == row.synonyms, "\(row.name)")
      #expect(also[0].isEmpty == false || item.body.count > 1, "\(row.name)")
    }
  }

  @Test("has every column of exported notes, in their order")
  func notes() {
    #expect(page.names(in: "WHAT IS WRITTEN", "Rows") == CSVOut.noteColumns)
  }

  @Test("has every member of an import's report, and of its problems")
  func report() {
    let told = page.names(in: "WHAT IS WRITTEN", "The report of an import")
    #expect(Set(told) == Set(ImportReport.Key.allCases.map(\.rawValue)))
  }

  @Test("has the name of every figure, in their order")
  func figures() {
    let lines = page.lines.drop { !$0.hasPrefix("The names of the figures") }
      .prefix { !$0.hasPrefix(".Sh") }
    #expect(ManualPage.values(Array(lines)) == MetricName.allCases.map(\.rawValue))
  }
}
