import Foundation
import RecallDomain
import ScriptEngine
import Testing

@testable import RecallExchange

@Suite("Importing a CSV export")
struct CSVImportTests {
  static let header =
    "recall_id,patient_id,name,date_of_birth,phone,language,segment,reason,due_date,voicemail_ok"
  static let rosa =
    "r1,p1,\"DELGADO RUIZ, ROSA\",3/4/1961,617-253-1000,Spanish,,post-procedure,2026-11-12,yes"

  @Test("a row becomes a patient and a recall, whole")
  func oneRow() throws {
    let setting = try ImportSetting()
    let list = MemoryList()
    let report = try setting.run([try setting.file("\(Self.header)\n\(Self.rosa)\n")], into: list)
    #expect(report.read == 1 && report.added == 1 && report.rejected == 0 && report.flagged == 0)
    let patient = try #require(list.patients[PatientID("p1")])
    #expect(patient.fullName == "Rosa Delgado Ruiz")
    #expect(patient.dateOfBirth == CivilDate(iso: "1961-03-04"))
    #expect(patient.phones.map(\.number) == ["+16172531000"])
    #expect(patient.language == "es" && patient.permissions.voicemail == true)
    let entry = try #require(list.entries.first)
    #expect(entry.id == RecallID("r1") && entry.segment == "overdue-follow-up")
    #expect(entry.reason == "post-procedure" && entry.due == CivilDate(iso: "2026-11-12"))
    #expect(entry.priority == 1)
  }

  @Test("the same file twice changes nothing; a new due date updates")
  func idempotent() throws {
    let setting = try ImportSetting()
    let list = MemoryList()
    let header = "MRN;Last;First;DOB;Cell;Home Phone;Lang;Recall Type;Date Due;Allow SMS"
    let row = "77;Smith;John;1960-01-02;617-253-1000;none;EN;No Show;11/20/2026;NO"
    let path = try setting.file("\(header)\r\n\(row)\r\n")
    #expect(try setting.run([path], into: list).added == 1)
    let again = try setting.run([path], into: list)
    #expect(again.unchanged == 1 && again.added == 0 && again.updated == 0)
    let later = try setting.file("\(header)\n\(row.replacing("11/20", with: "12/01"))\n")
    #expect(try setting.run([later], into: list).updated == 1)
    #expect(list.entries.count == 1 && list.patients[PatientID("77")]?.permissions.sms == false)
  }

  @Test("bad rows are rejected alone, to a file that only its owner reads and that holds no value")
  func rejects() throws {
    let setting = try ImportSetting()
    let list = MemoryList()
    let rows = [
      Self.rosa, "r2,,Ana Torres,1970-01-01,,en,,no-show,2026-11-12,",
      "r3,p3,Ben Secret,31/12/1970,617-253-1000,en,,no-show,2026-11-12,",
      "r4,p4,Eve Hidden,1970-01-01,617-253-1000,en,,mystery,2026-11-12,",
      "r5,p5,Too,Many,Columns,1970-01-01,617-253-1000,en,,no-show,2026-11-12,",
      "r6,p6,Short Row", "r7,p7,\"Open Quote,1970-01-01,,en,,no-show,2026-11-12,",
      "r8,p8,Last One,1970-01-01,none,en,missed visit,,2026-11-12,",
    ]
    let path = try setting.file(Self.header + "\n" + rows.joined(separator: "\n") + "\n")
    let report = try setting.run([path], into: list)
    #expect(report.read == 8 && report.added == 2 && report.rejected == 6 && report.flagged == 1)
    #expect(report.problems.map(\.line) == [3, 4, 5, 6, 7, 8, 9])
    #expect(report.problems.last?.problem == "no-number")
    #expect(report.problems[1].column == 4 && report.problems[1].field == "date_of_birth")
    let rejects = try #require(report.rejectsFiles.first)
    #expect(rejects == path + ".rejects.csv")
    let text = try String(contentsOfFile: rejects, encoding: .utf8)
    #expect(text.hasPrefix("line,column,problem\r\n3,2,"))
    #expect(text.split(separator: "\r\n").count == 7)
    for secret in ["Secret", "Hidden", "mystery", "1970", "617"] { #expect(!text.contains(secret)) }
    let mode = try FileManager.default.attributesOfItem(atPath: rejects)[.posixPermissions]
    #expect((mode as? NSNumber)?.intValue == 0o600)
    let json = try report.json()
    #expect(json.contains("\"rejects_file\"") && !json.contains("Secret"))
  }

  @Test("hostile cells are data: escapes are cleaned, formulas stay")
  func hostile() throws {
    let setting = try ImportSetting()
    let list = MemoryList()
    let row =
      "r1,p1,\"=cmd|' /C calc'!A0 \u{1B}[2J\u{202E}Ruiz\",1961-03-04,617-253-1000,es,,no-show,2026-11-12,"
    _ = try setting.run([try setting.file("\(Self.header)\n\(row)\n")], into: list)
    let name = try #require(list.patients[PatientID("p1")]?.fullName)
    #expect(name.hasPrefix("=cmd|") && !name.unicodeScalars.contains("\u{1B}"))
    #expect(!name.unicodeScalars.contains("\u{202E}"))
  }

  @Test("what cannot be read as yes or no is taken the careful way, and flagged")
  func careful() throws {
    let setting = try ImportSetting()
    let list = MemoryList()
    let header = "patient_id,name,dob,reason,due,voicemail ok,sms ok,dnc,deceased,hipaa_voice"
    let rows = [
      "1,A Bee,1970-01-01,no-show,2026-11-12,only mornings,Y,per patient,,",
      "2,C Dee,1970-01-01,no-show,2026-11-12,,,,2020-03-14,",
    ]
    let report = try setting.run(
      [try setting.file(header + "\n" + rows.joined(separator: "\n"))], into: list)
    #expect(report.flagged == 2)
    let first = try #require(list.patients[PatientID("1")]?.permissions)
    #expect(first.voicemail == false && first.sms == true && first.doNotContact)
    #expect(list.patients[PatientID("2")]?.deceased == true)
  }

  @Test(
    "where several columns answer one question, the careful answer counts",
    arguments: [
      ("dnc,opt_out", "N,Y"), ("dnc,opt_out", "Y,N"), ("do_not_contact,do_not_call", "no,yes"),
      ("deceased,death_date", "no,2026-01-01"), ("deceased,death_date", ",2026-01-01"),
      ("deceased,dod", "Alive,1/1/26"), ("hipaa_voice,hipaa_message", "YES,NO"),
      ("is_deceased", "Y"),
    ])
  func careful(header: String, cells: String) throws {
    let patient = try patient(header, cells)
    let permissions = patient.permissions
    #expect(permissions.doNotContact || patient.deceased || permissions.voicemail == false)
  }

  @Test(
    "a date that stands for none is no death, nor is a word for living",
    arguments: ["0001-01-01", "00/00/0000", "Alive", "viva", "N", ""])
  func living(_ cell: String) throws { #expect(try !patient("deceased", cell).deceased) }

  @Test("a postal code that was taken for a number is one, and a name of one word a last name")
  func spreadsheet() throws {
    #expect(try patient("zip", "2108.0").postalCode == "02108")
    #expect(try patient("zip", "6510.0").postalCode == "06510")
    let setting = try ImportSetting()
    let list = MemoryList()
    let row =
      "patient_id,first_name,last_name,dob,reason,due\n1,Suharto,,1970-01-01,no-show,2026-11-12"
    _ = try setting.run([try setting.file(row)], into: list)
    #expect(list.patients[PatientID("1")]?.calledName == "Suharto")
    #expect(list.patients[PatientID("1")]?.fullName == "Suharto")
  }

  private func patient(_ header: String, _ cells: String) throws -> Patient {
    let setting = try ImportSetting()
    let list = MemoryList()
    let row =
      "patient_id,name,dob,reason,due,\(header)\n1,A Bee,1970-01-01,no-show,2026-11-12,\(cells)"
    _ = try setting.run([try setting.file(row)], into: list)
    return try #require(list.patients[PatientID("1")])
  }

  @Test("an input that cannot be read says what is missing and what to do")
  func unreadable() throws {
    let setting = try ImportSetting()
    let path = try setting.file("patient_id,name\n1,Rosa\n")
    let failure = ImportFailure.missingColumns(
      path, ["date_of_birth", "reason or segment", "due_date"])
    #expect(throws: failure) { try setting.run([path], into: MemoryList()) }
    #expect(
      failure.message.hasSuffix("has no column for date_of_birth, reason or segment, due_date"))
    #expect(failure.hint.contains("--map"))
    #expect(throws: ImportFailure.noFile("nowhere.csv")) {
      try setting.run(["nowhere.csv"], into: nil)
    }
    let empty = try setting.file("\n \n")
    #expect(throws: ImportFailure.empty(empty)) { try setting.run([empty], into: nil) }
    #expect(throws: ImportFailure.fillIncomplete) {
      try setting.run([path], fill: ImportFill(segment: "missed-visit"), into: nil)
    }
  }

  @Test("a dry run judges every row and writes nothing")
  func dryRun() throws {
    let setting = try ImportSetting()
    let path = try setting.file("\(Self.header)\n\(Self.rosa)\nr2,,x,1970-01-01,,,,no-show,,\n")
    let report = try setting.run([path], into: nil)
    #expect(report.accepted == 1 && report.rejected == 1 && report.rejectsFiles.isEmpty)
    #expect(!FileManager.default.fileExists(atPath: path + ".rejects.csv"))
    #expect(try report.json().contains("\"rejects_file\" : null"))
  }

  @Test("a row that a rule of the schema refuses is rejected alone")
  func storeRefuses() throws {
    let setting = try ImportSetting()
    let list = MemoryList()
    list.refused = [PatientID("p2")]
    let rows = (1...5).map {
      "r\($0),p\($0),Ana Torres,1970-01-01,617-253-1000,en,,no-show,2026-11-12,"
    }
    let path = try setting.file(Self.header + "\n" + rows.joined(separator: "\n"))
    let report = try setting.run([path], into: list)
    #expect(report.added == 4 && report.rejected == 1)
    #expect(report.problems.first?.line == 3)
    #expect(report.problems.first?.problem == "the store refuses the row (patient_name)")
  }

  @Test("Synthea's own CSV reads through a map file, filled in by the three options")
  func synthea() throws {
    guard let path = ImportSetting.shared("samples/synthea-csv/patients-excerpt.csv") else {
      print("skipped: ../shared/samples is not there")
      return
    }
    let text = """
      recall-map: 1
      columns:
        patient_id: Id
        date_of_birth: BIRTHDATE
        deceased: DEATHDATE
        first_name: FIRST
        last_name: LAST
        state: STATE
        postal_code: ZIP
      """
    let (map, findings) = ColumnMap.read(SourceFile(path: "map.yaml", bytes: Array(text.utf8)))
    #expect(findings.isEmpty)
    let fill = ImportFill(
      reason: "no-show", due: CivilDate(iso: "2026-11-20"), segment: "missed-visit")
    let setting = try ImportSetting()
    let copy = try setting.file(Array(try Data(contentsOf: URL(fileURLWithPath: path))))
    let list = MemoryList()
    let report = try setting.run([copy], fill: fill, map: map, into: list)
    #expect(report.read == 9 && report.added == 9 && report.rejected == 0 && report.flagged == 9)
    #expect(list.patients.values.filter(\.deceased).count == 1)
    #expect(list.patients.values.allSatisfy { $0.state == "MA" })
    #expect(list.entries.allSatisfy { $0.segment == "missed-visit" })
  }

  @Test("two columns of one name are refused, two words for one column are not")
  func columnTwice() throws {
    let setting = try ImportSetting()
    let twice = try setting.file("\(Self.header),name\n\(Self.rosa),Ben\n")
    #expect(throws: ImportFailure.columnTwice(twice, "name")) {
      try setting.run([twice], into: nil)
    }
    let list = MemoryList()
    let beside = try setting.file("\(Self.header),full_name\n\(Self.rosa),Ben\n")
    #expect(try setting.run([beside], into: list).added == 1)
  }

  @Test("a map with an unknown column or header is refused with its place")
  func badMap() throws {
    let read = ColumnMap.read(
      SourceFile(path: "m.yaml", bytes: Array("recall-map: 1\ncolumns:\n  patiend_id: Id\n".utf8)))
    #expect(read.map == nil)
    #expect(read.findings.first?.message.contains("patient_id") == true)
    let setting = try ImportSetting()
    let path = try setting.file("\(Self.header)\n\(Self.rosa)\n")
    let map = ColumnMap(headers: ["provider": "Doc"])
    #expect(throws: ImportFailure.mappedColumnMissing(path, "provider", "Doc")) {
      try setting.run([path], map: map, into: nil)
    }
  }
}
