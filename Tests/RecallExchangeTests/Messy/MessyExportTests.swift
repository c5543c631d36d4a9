import Foundation
import RecallDomain
import RecallStorage
import Testing

@testable import RecallExchange

@Suite("A messy export: nothing is lost, and each problem is named")
struct MessyExportTests {
  @Test(
    "every row of a generated export lands as meant, or is named", arguments: MessyExport.Form.all)
  func everyRow(form: MessyExport.Form) throws {
    for seed: UInt64 in [1, 2026] {
      let export = MessyExport(form: form, seed: seed, rows: 400)
      let day = try StoreSetting()
      let file = try day.setting.file(export.bytes, "export.csv")
      let report = try day.setting.run([file], into: StoreSink(day.store))
      #expect(report.read == export.rows, "seed \(seed)")
      #expect(report.added == export.kept.count && report.rejected == export.rejected)
      #expect(report.flagged == export.flagged)
      let named = report.problems.filter { $0.problem != ImportWriter.duplicate }
        .map { MessyExport.Named(line: $0.line, column: $0.column, problem: $0.problem) }
      #expect(named == export.problems, "seed \(seed)")
      for kept in export.kept { try check(kept, day, seed) }
      try checkRejects(file, export)
    }
  }

  private func check(_ kept: MessyExport.Kept, _ day: StoreSetting, _ seed: UInt64) throws {
    let found = try #require(try day.store.candidate(RecallID(kept.recall)), "\(kept.recall)")
    #expect(found.patient == kept.patient, "seed \(seed), \(kept.recall)")
    #expect(found.entry.reason == kept.reason && found.entry.due == kept.due)
    #expect(found.entry.authorization == kept.authorization)
  }

  /// A line for each rejected row, and no value of any.
  private func checkRejects(_ file: String, _ export: MessyExport) throws {
    let text = try String(contentsOfFile: file + ".rejects.csv", encoding: .utf8)
    #expect(text.split(separator: "\r\n").count == export.rejected + 1)
    for value in ["Torres", "617", "M-", "Klingon", "mystery", "1970"] {
      #expect(!text.contains(value), "\(value)")
    }
  }

  @Test("the same messy file a second time changes nothing")
  func twice() throws {
    let form = MessyExport.Form(encoding: .utf16Little, delimiter: ";", lineEnd: "\r\n")
    let export = MessyExport(form: form, seed: 7, rows: 300)
    let day = try StoreSetting()
    let file = try day.setting.file(export.bytes, "export.csv")
    _ = try day.setting.run([file], into: StoreSink(day.store))
    let again = try day.setting.run([file], into: StoreSink(day.store))
    #expect(again.unchanged == export.kept.count && again.added == 0 && again.updated == 0)
    #expect(again.rejected == export.rejected)
  }
}
