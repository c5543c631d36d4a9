import Foundation
import RecallDomain
import Testing

@testable import RecallExchange

@Suite("An import whose acts share a commit")
struct SittingImportTests {
  private static let header = "patient_id,name,dob,phone,reason,due\n"

  /// Row 700 has no name, row 900 is one that the list refuses.
  private func list(_ setting: ImportSetting, _ name: String) throws -> String {
    let rows = (1...2_000).map { row in
      "p\(row),\(row == 700 ? "" : "Ana Torres"),1970-01-01,617-253-1000,no-show,2026-11-12"
    }
    return try setting.file(Self.header + rows.joined(separator: "\n"), name)
  }

  @Test("brings and says the same as one whose acts are by themselves, also where a row is refused")
  func same() throws {
    let setting = try ImportSetting()
    let (alone, together) = (MemoryList(), MemoryList())
    together.sits = true
    var reports: [ImportReport] = []
    var rejects: [String] = []
    for list in [alone, together] {
      list.refused = [PatientID("p900")]
      let path = try self.list(setting, "list.csv")
      reports.append(try setting.run([path], into: list))
      rejects.append(try String(contentsOfFile: path + ".rejects.csv", encoding: .utf8))
    }
    #expect(reports[0] == reports[1])
    #expect(reports[1].read == 2_000 && reports[1].added == 1_998 && reports[1].rejected == 2)
    #expect(rejects[0] == rejects[1])
    #expect(rejects[1].split(separator: "\r\n").count == 3)
    #expect(alone.patients == together.patients && together.patients.count == 1_998)
    #expect(alone.sittings == 0 && together.sittings > 0)
  }

  @Test("a bad row before the first mark is listed once when its stretch is gone over again")
  func firstRows() throws {
    let setting = try ImportSetting()
    let list = MemoryList()
    list.sits = true
    list.refused = [PatientID("p3")]
    let path = try setting.file(
      Self.header + "p1,,1970-01-01,,no-show,2026-11-12\n"
        + "p2,Ana Torres,1970-01-01,,no-show,2026-11-12\n"
        + "p3,Ana Torres,1970-01-01,,no-show,2026-11-12\n")
    let report = try setting.run([path], into: list)
    #expect(report.added == 1 && report.rejected == 2)
    let rejects = try String(contentsOfFile: path + ".rejects.csv", encoding: .utf8)
    #expect(rejects.split(separator: "\r\n").map { $0.prefix(2) } == ["li", "2,", "4,"])
  }

  @Test("leaves the store to whoever is calling")
  func calling() throws {
    let setting = try ImportSetting()
    let list = MemoryList()
    list.sits = true
    list.isCalledFrom = true
    #expect(try setting.run([try self.list(setting, "list.csv")], into: list).added == 1_999)
    #expect(list.sittings == 0)
  }

  @Test("does not keep the store while it waits for a pipe")
  func pipe() throws {
    let setting = try ImportSetting()
    let pipe = setting.folder.appendingPathComponent("pipe").path
    #expect(mkfifo(pipe, 0o600) == 0)
    let text = Self.header + "p1,Ana Torres,1970-01-01,,no-show,2026-11-12\n"
    let writer = Thread { try? Data(text.utf8).write(to: URL(fileURLWithPath: pipe)) }
    writer.start()
    let list = MemoryList()
    list.sits = true
    #expect(try setting.run([pipe], into: list).added == 1)
    #expect(list.sittings == 0)
  }
}
