import RecallDomain
import RecallStorage
import Testing

@testable import RecallExchange

@Suite("Files that are not whole")
struct FaultyFileTests {
  private static let header = "patient_id,name,date_of_birth,reason,due_date"

  private func run(_ text: String) throws -> (report: ImportReport, list: MemoryList) {
    let (setting, list) = (try ImportSetting(), MemoryList())
    return (try setting.run([try setting.file(text)], into: list), list)
  }

  @Test("two stray quotes swallow no rows", arguments: ["\n", "\r\n"])
  func strayQuotes(_ end: String) throws {
    let rows = [
      Self.header, "1,\"Ann Lee,1961-01-01,no-show,2026-11-12",
      "2,Bob Lee,1962-01-01,no-show,2026-11-12", "3,Cy Lee\",1963-01-01,no-show,2026-11-12",
      "4,\"Dee, Flo\",1964-01-01,no-show,2026-11-12", "5,\"Eve Fay,1965-01-01,no-show,2026-11-12",
      "6,Gus Hay\",1966-01-01,no-show,2026-11-12",
    ]
    for last in ["", end] {
      let (report, list) = try run(rows.joined(separator: end) + last)
      #expect(report.read == 6 && report.rejected == 2)
      #expect(report.problems.filter { $0.problem.hasPrefix("a quote") }.map(\.line) == [2, 6])
      #expect(list.patients[PatientID("2")]?.fullName == "Bob Lee")
      #expect(Set(list.patients.keys.map(\.rawValue)) == ["2", "3", "4", "6"])
    }
  }

  @Test("line breaks in a cell are data, unless rows stand in a name")
  func lineBreaks() throws {
    let wide = "\(Self.header),location"
    let note = "1,Ann Lee,1961-01-01,no-show,2026-11-12,\"12 Main St\nBoston, MA\n02108\""
    #expect(try run("\(wide)\n\(note)\n").report.added == 1)
    let name = "1,\"Ann\nLee 1961\",1961-01-01,no-show,2026-11-12"
    let rejected = try run("\(Self.header)\n\(name)\n").report
    #expect(rejected.rejected == 1)
    #expect(rejected.problems.first?.problem.hasPrefix("the name holds line breaks") == true)
  }

  @Test("of any number of rows with broken quotes each is left out alone, and the good ones land")
  func manyBroken() throws {
    let good = { (id: Int) in "\(id),Ann Lee,1961-01-01,no-show,2026-11-12" }
    let bad = Array(repeating: "\"a\"b,Ann Lee,1961-01-01,no-show,2026-11-12", count: 1_500)
    let rows = [Self.header, good(1)] + bad + [good(2)]
    let report = try run(rows.joined(separator: "\n") + "\n").report
    #expect(report.added == 2 && report.rejected == 1_500)
  }

  @Test("a recall that a list has twice is flagged, and the same list again changes nothing")
  func twins() throws {
    let day = try StoreSetting()
    let rows = [
      Self.header, "1,Ann Lee,1961-01-01,no-show,2026-11-12",
      "1,Ann Lee,1961-01-01,no-show,2027-05-12", "1,Ann Lee,1961-01-01,no-show,2026-11-12",
    ].joined(separator: "\n")
    let first = try day.bring(rows)
    #expect(first.added == 1 && first.updated == 0 && first.rejected == 0)
    let twins = first.problems.filter { $0.problem == CSVTwins.problem }
    #expect(twins.map(\.line) == [3])
    let again = try day.bring(rows)
    #expect(again.unchanged == 3 && again.updated == 0 && again.added == 0)
    let due = try day.store.lookup(patientID: "1").map(\.entry.due)
    #expect(due == [CivilDate(iso: "2026-11-12")])
  }

  @Test("a last cell that may be cut off is flagged, and a missing line end alone is not")
  func tornEnd() throws {
    let rows = "\(Self.header)\n1,Ann Lee,1961-01-01,no-show,2026-11-12\n"
    let flags = { (text: String) in
      try run(text).report.problems.filter { $0.problem == CSVLastCells.problem }.map(\.line)
    }
    #expect(try flags(rows + "2,Bob Lee,1962-01-01,no-show,2026-11-1") == [3])
    #expect(try flags(rows + "2,Bob Lee,1962-01-01,no-show,2026-11-1\n") == [])
    #expect(try flags(rows + "2,Bob Lee,1962-01-01,no-show,2026-11-15") == [])
    #expect(try flags("\(Self.header)\n2,Bob Lee,1962-01-01,no-show,1/5/2026") == [])
  }

  @Test("where a later file cannot be read, it is told what has landed")
  func landed() throws {
    let (setting, list) = (try ImportSetting(), MemoryList())
    let good = try setting.file(
      "\(Self.header)\n1,Ann Lee,1961-01-01,no-show,2026-11-12\n", "a.csv")
    let bad = try setting.file("\"\(Self.header)\n", "b.csv")
    do {
      _ = try setting.run([good, bad], into: list)
      Issue.record("the second file was read")
    } catch ImportFailure.broke(let report, let cause) {
      #expect(report.added == 1 && cause == .badHeader(bad, line: 1))
    }
    #expect(list.entries.count == 1)
  }

  @Test("a first line that names no column, a web page and a compressed file are told apart")
  func wrongFiles() throws {
    let setting = try ImportSetting()
    let failure = { (path: String) -> ImportFailure? in
      do { _ = try setting.run([path], into: nil) } catch let error as ImportFailure {
        return error
      }
      return nil
    }
    let title = try setting.file("Recall report, November\nx,y\n")
    #expect(try failure(title) == .noHeader(title, line: 1))
    let page = try setting.file("<!DOCTYPE html><html></html>", "a.html")
    #expect(try failure(page) == .webPage(page))
    let packed = try setting.file([0x1F, 0x8B, 8, 0, 1, 2, 3, 4], "a.gz")
    #expect(try failure(packed)?.hint.contains("zcat") == true)
    let spaces = try setting.file("{" + String(repeating: " ", count: 17 << 20), "a.json")
    guard case .badJSON? = try failure(spaces) else {
      Issue.record("spaces without an end")
      return
    }
  }
}
