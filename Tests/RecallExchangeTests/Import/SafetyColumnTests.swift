import RecallDomain
import Testing

@testable import RecallExchange

@Suite("Columns that keep people safe, in the words of practice systems")
struct SafetyColumnTests {
  private func patient(_ header: String, _ cells: String) throws -> Patient {
    try #require(try bring(header, cells).patients[PatientID("1")])
  }

  private func bring(_ header: String, _ cells: String) throws -> MemoryList {
    let (setting, list) = (try ImportSetting(), MemoryList())
    let row =
      "patient_id,name,dob,reason,due,\(header)\n1,A Bee,1970-01-01,no-show,2026-11-12,\(cells)\n"
    _ = try setting.run([try setting.file(row)], into: list)
    return list
  }

  @Test(
    "a death is read by any of its headers",
    arguments: [
      ("date_of_death", "1/2/2026"), ("DOD", "2026-01-02"), ("deceased", "1"),
      ("patient_status", "Deceased"), ("PatStatus", "Expired"), ("alive", "N"),
      ("living,deceased", "Y,Y"), ("active,patient status", "Y,dead"),
    ])
  func deaths(_ header: String, _ cells: String) throws {
    #expect(try patient(header, cells).deceased)
  }

  @Test(
    "who lives is not dead",
    arguments: [
      ("deceased", "0"), ("deceased", "0.0"), ("deceased", "0001-01-01"),
      ("date_of_death", "00/00/0000"), ("patient_status", "Active"), ("alive", "Y"), ("living", ""),
    ])
  func living(_ header: String, _ cells: String) throws {
    #expect(try !patient(header, cells).deceased)
  }

  @Test(
    "who has left the clinic is inactive",
    arguments: [
      ("active", "no", true), ("is_active", "0", true), ("Active", "Inactive", true),
      ("active", "yes", false), ("active", "A", false), ("active", "", false),
      ("patient_status", "Archived", true), ("patient_status", "Active", false),
      ("inactive,active", "N,N", true), ("active", "who knows", true),
      ("active", "Active since 2019", false),
    ])
  func inactive(_ header: String, _ cells: String, _ isInactive: Bool) throws {
    #expect(try patient(header, cells).inactive == isInactive)
  }

  @Test(
    "a channel that is forbidden is forbidden, and the absence of that permits nothing",
    arguments: [
      ("no_voicemail", ConsentChannel.voicemail), ("do_not_leave_message", .voicemail),
      ("sms_opt_out", .sms), ("Do Not Text", .sms), ("email_opt_out", .email), ("no mail", .mail),
    ])
  func channels(_ header: String, _ channel: ConsentChannel) throws {
    let said = { (cell: String) in
      try patient(header, cell).permissions.consents.first { $0.channel == channel }?.allowed
    }
    #expect(try said("Y") == false && said("X") == false && said("per patient") == false)
    #expect(try said("N") == nil && said("") == nil)
  }

  @Test("where one column permits and another forbids, it is forbidden")
  func both() throws {
    #expect(try patient("text_ok,sms_opt_out", "Y,Y").permissions.sms == false)
    #expect(try patient("text_ok,sms_opt_out", "Y,N").permissions.sms == true)
    #expect(try patient("opted_out", "Y").permissions.doNotContact)
  }

  @Test("what several columns say of insurance and authorization stands together")
  func authorization() throws {
    let note = { (header: String, cells: String) in
      try bring(header, cells).entries.first?.authorization
    }
    #expect(try note("payer,auth,insurance", "Aetna,needs PA,Aetna") == "Aetna; needs PA")
    #expect(try note("payer,auth,insurance", "None,approved,n/a") == "approved")
    #expect(try note("payer,auth", "none,not required") == "none")
    #expect(try note("payer,auth", ",") == nil)
  }

  @Test("numbers that a spreadsheet took for amounts are as they were")
  func amounts() throws {
    let (setting, list) = (try ImportSetting(), MemoryList())
    let rows = [
      "patient_id,recall_id,name,dob,phone,reason,due,priority",
      "1001.0,7.0,A Bee,1970-01-01,6175550142.0,no-show,2026-11-12,1.0",
      "1002,8,B Cee,1970-01-01,617555014.0,no-show,2026-11-12,2",
    ]
    let report = try setting.run([try setting.file(rows.joined(separator: "\n"))], into: list)
    let first = try #require(list.patients[PatientID("1001")])
    #expect(first.phones.map(\.number) == ["+16175550142"])
    #expect(list.entries.first?.id == RecallID("7") && list.entries.first?.priority == 1)
    // Nine digits and a zero behind the point are no number.
    #expect(list.patients[PatientID("1002")]?.phones.isEmpty == true && report.flagged == 1)
  }

  @Test(
    "a given name beside a column of whole names is one person's",
    arguments: [
      ("Delgado", "Rosa", "Rosa Delgado"), ("", "Rosa", "Rosa"),
      ("Rosa Delgado", "Rosa", "Rosa Delgado"),
    ])
  func givenName(_ name: String, _ first: String, _ whole: String) throws {
    let (setting, list) = (try ImportSetting(), MemoryList())
    let row =
      "patient_id,name,first_name,dob,reason,due\n1,\(name),\(first),1970-01-01,no-show,2026-11-12"
    _ = try setting.run([try setting.file(row)], into: list)
    #expect(list.patients[PatientID("1")]?.fullName == whole)
  }

  @Test("segments are read by the words that people use for them")
  func segments() throws {
    let (setting, list) = (try ImportSetting(), MemoryList())
    let rows = [
      "patient_id,name,dob,segment,due", "1,A Bee,1970-01-01,missed visit to rebook,2026-11-12",
      "2,B Cee,1970-01-01,Overdue for provider-directed follow-up,2026-11-12",
    ]
    _ = try setting.run([try setting.file(rows.joined(separator: "\n"))], into: list)
    #expect(list.entries.map(\.segment) == ["missed-visit", "overdue-follow-up"])
  }
}
