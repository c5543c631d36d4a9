import Foundation
import RecallDomain
import RecallStorage
import Testing

@testable import RecallExchange

/// A file made by hand, each line of it something that has broken an import somewhere.
@Suite("The torture file")
struct TortureTests {
  private enum Fate: Equatable {
    case lands(String)
    /// A record that its line begins or a blank one; nothing is read.
    case nothing
    case named(column: Int?, String)
  }

  private static let quoting = Fate.named(
    column: nil, "a quote is not closed, or text follows it")

  /// Line by line: its bytes, and what becomes of it.
  private static let lines: [([UInt8], Fate)] = [
    (text(",,,,,,,"), .nothing),
    (text("r1,p1,\"Torres, Ana\",1970-01-01,617-253-1001,no-show,2026-11-12,"), .lands("r1")),
    (text("   "), .nothing),
    // Bytes of Windows-1252 in a file that is UTF-8 elsewhere.
    (
      text("r2,p2,Jos") + [0xE9] + text(" Ru") + [0xED]
        + text("z,1970-01-02,617-253-1002,no-show,2026-11-12,"), .lands("r2")
    ),
    (text("r3,p3,José Ruíz,1970-01-03,617-253-1003,no-show,2026-11-12,"), .lands("r3")),
    // Zero bytes in the middle of a name.
    (
      text("r4,p4,An") + [0, 0] + text("a,1970-01-04,617-253-1004,no-show,2026-11-12,"),
      .named(column: nil, "the row holds zero bytes, as a torn file does")
    ),
    (text("r5,p5,Ana \"Nena\" Paz,1970-01-05,617-253-1005,no-show,2026-11-12,"), .lands("r5")),
    (text("r6,p6,\"Ana\" Paz,1970-01-06,617-253-1006,no-show,2026-11-12,"), quoting),
    // Its quote swallows the rows below until they are too many.
    (
      text("r7,p7,\"Ana,1970-01-07,617-253-1007,no-show,2026-11-12,"),
      .named(column: nil, "a quote is not closed, or the row is longer than 64 KiB")
    ),
    (text("r8,p8,Ana Luz,1970-01-08,617-253-1008,no-show,2026-11-12,"), .lands("r8")),
    // A line longer than any record.
    (
      text("r9,p9,") + [UInt8](repeating: 0x41, count: 700_000),
      .named(column: nil, "the row is too long")
    ),
    (text("r10,p10,Ana Sol,1970-01-10,617-253-1010,no-show,2026-11-12,"), .lands("r10")),
    (
      text(
        "r11,p11,\u{1B}]0;title\u{07}Ana\u{202E} Mar,1970-01-11,617-253-1011,no-show,2026-11-12,"),
      .lands("r11")
    ),
    (
      text("r12,p12,Ana Rey,2/30/1970,617-253-1012,no-show,2026-11-12,"),
      .named(column: 4, "date_of_birth is not a date (month first)")
    ),
    (
      text(
        "r13," + String(repeating: "p", count: 129)
          + ",Ana Gil,1970-01-13,617-253-1013,no-show,2026-11-12,"),
      .named(column: 2, "patient_id is too long")
    ),
    (
      text(
        "r14,p14," + String(repeating: "Ana ", count: 60)
          + ",1970-01-14,617-253-1014,no-show,2026-11-12,"),
      .named(column: 3, "the name is too long")
    ),
    (
      text("r15,p15,Ana Ros,1970-01-15,617-253-1015,no-show"),
      .named(column: nil, "the row has 6 columns, the header 8")
    ),
    (
      text("r16,p16,=cmd|' /C calc'!A0,1970-01-16,617-253-1016,no-show,2026-11-12,=1+1"),
      .lands("r16")
    ),
    (text("r17,p17,Ana Cid,1970-01-17,911,no-show,2026-11-12,"), .lands("r17")),
    (text("r18,p18,Ana Vil,1970-01-18,\"617-253-1018"), .nothing),
    (text("617-253-1019\",no-show,2026-11-12,"), .lands("r18")),
    (text("r20,p20,Ana Pal,1970-01-20,617-253-1020,no-show,2026-11-12,"), .lands("r20")),
  ]

  private static func text(_ text: String) -> [UInt8] { Array(text.utf8) }

  @Test("every line of it lands, is blank, or is named by its line", arguments: ["\n", "\r\n"])
  func torture(lineEnd: String) throws {
    var bytes = Self.text(
      "recall_id,patient_id,name,date_of_birth,phone,reason,due_date,authorization")
    for (line, _) in Self.lines { bytes += Self.text(lineEnd) + line }
    let day = try StoreSetting()
    let file = try day.setting.file(bytes, "torture.csv")
    let report = try day.setting.run([file], into: StoreSink(day.store))
    var (landed, named) = ([String](), [MessyExport.Named]())
    for (index, (_, fate)) in Self.lines.enumerated() {
      switch fate {
      case .lands(let recall): landed.append(recall)
      case .named(let column, let problem):
        named.append(MessyExport.Named(line: index + 2, column: column, problem: problem))
      case .nothing: continue
      }
    }
    #expect(report.added == landed.count && report.rejected == named.count)
    for recall in landed {
      #expect(try day.store.candidate(RecallID(recall)) != nil, "\(recall)")
    }
    let rejections = report.problems.filter { problem in
      named.contains { $0.line == problem.line }
    }
    #expect(
      rejections.map {
        MessyExport.Named(line: $0.line, column: $0.column, problem: $0.problem)
      } == named)
    // 911 is no number of a patient; the row is kept and flagged.
    let emergency = report.problems.filter { $0.line == 20 }.map(\.problem)
    #expect(emergency == ["phone is not a number that can be dialled", "no-number"])
    let name = try day.store.candidate(RecallID("r2"))?.patient.fullName
    #expect(name == "José Ruíz")
    #expect(try day.store.candidate(RecallID("r11"))?.patient.fullName == "Ana Mar")
    #expect(try day.store.candidate(RecallID("r18"))?.patient.phones.count == 2)
  }

  @Test("a file torn by a crash, with a block of zeros behind it, loses its last line alone")
  func zeroBlock() throws {
    let rows = (1...50).map { "r\($0),p\($0),Ana Torres,1970-01-01,,no-show,2026-11-12" }
    let whole = "recall_id,patient_id,name,dob,phone,reason,due\n" + rows.joined(separator: "\n")
    let day = try StoreSetting()
    let file = try day.setting.file(
      Self.text(whole + "\nr51,p51,An") + [UInt8](repeating: 0, count: 8_192), "torn.csv")
    let report = try day.setting.run([file], into: StoreSink(day.store))
    #expect(report.added == 50 && report.rejected == 1)
    #expect(report.problems.last?.line == 52)
  }

  @Test("what is no text is refused with one sentence that says what to do, and nothing lands")
  func binary() throws {
    let day = try StoreSetting()
    let noise = (0..<4_000).map { UInt8(truncatingIfNeeded: $0 &* 131 &+ 7) }
    for (name, bytes) in [
      ("photo.csv", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + noise),
      ("list.pdf", Self.text("%PDF-1.7\n") + noise),
    ] {
      let file = try day.setting.file(bytes, name)
      #expect(throws: ImportFailure.binary(file)) {
        try day.setting.run([file], into: StoreSink(day.store))
      }
    }
    let packed = try day.setting.file([0x1F, 0x8B, 0x08, 0x00] + noise, "list.gz")
    #expect(throws: ImportFailure.compressed(packed)) {
      try day.setting.run([packed], into: StoreSink(day.store))
    }
    let workbook = try day.setting.file([0x50, 0x4B, 0x03, 0x04] + noise, "list.xlsx")
    #expect(throws: ImportFailure.workbook(workbook)) {
      try day.setting.run([workbook], into: StoreSink(day.store))
    }
  }

  @Test("a line without an end is read in little memory, and is one problem")
  func endless() throws {
    let day = try StoreSetting()
    let header = Self.text("patient_id,name,dob,reason,due\n1,\"")
    let file = try day.setting.file(
      header + [UInt8](repeating: 0x61, count: 4 << 20), "endless.csv")
    let report = try day.setting.run([file], into: StoreSink(day.store))
    #expect(report.read == 1 && report.rejected == 1 && report.problems.first?.line == 2)
  }
}

@Suite("The same person twice")
struct SamePersonTests {
  private static let header =
    "recall_id,patient_id,mrn,name,date_of_birth,phone,postal_code,reason,due_date\n"

  @Test("one record number in two rows is one patient with both recalls")
  func sameNumber() throws {
    let day = try StoreSetting()
    let report = try day.bring(
      """
      \(Self.header)r1,p1,,Ana Torres,1970-01-01,617-253-1001,,no-show,2026-11-12
      r2,p1,,"TORRES, ANA",1/1/1970,617-253-1001,,post-procedure,2026-11-13
      r1,p1,,Ana Torres,1970-01-01,617-253-1001,,no-show,2026-11-12
      """)
    #expect(report.added == 2 && report.unchanged == 1 && report.flagged == 0)
    #expect(try day.store.candidate(RecallID("r2"))?.patient.id == PatientID("p1"))
  }

  @Test("a person with another number is flagged and held back; a family with one telephone is not")
  func flagged() throws {
    let day = try StoreSetting()
    let report = try day.bring(
      """
      \(Self.header)r1,p1,,Ana Torres,1970-01-01,617-253-1001,02139,no-show,2026-11-12
      r2,p2,,Ana Tórres,1970-01-01,617-253-1001,,no-show,2026-11-12
      r3,p3,,Ben Torres,1999-05-05,617-253-1001,02139,no-show,2026-11-12
      r4,p4,,Eva Luz,1970-01-01,617-253-1001,02139,no-show,2026-11-12
      r5,p5,,Ana Torres,1970-01-01,617-253-1005,02139,no-show,2026-11-12
      """)
    #expect(report.added == 5 && report.flagged == 2)
    #expect(report.problems.map(\.line) == [3, 6])
    #expect(report.problems.allSatisfy { $0.problem == ImportWriter.duplicate })
    #expect(try day.excluded("r1") == nil)
    #expect(try day.excluded("r2") == .duplicate)
    #expect(try day.excluded("r3") == nil)
    #expect(try day.excluded("r4") == nil)
    #expect(try day.excluded("r5") == .duplicate)
    let numbers = try ["r1", "r3", "r4"].map {
      try day.store.candidate(RecallID($0))?.patient.phones.map(\.number)
    }
    #expect(Set(numbers) == [["+16172531001"]])
  }
}
