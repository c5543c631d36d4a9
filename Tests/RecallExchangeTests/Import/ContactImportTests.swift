import Foundation
import RecallDomain
import Testing

@testable import RecallExchange

@Suite("Importing how patients are reached")
struct ContactImportTests {
  private func read(_ columns: [(String, String)]) throws -> (Patient, ImportReport) {
    let setting = try ImportSetting()
    let list = MemoryList()
    let base = [
      ("patient_id", "p1"), ("name", "Rosa Delgado"), ("date_of_birth", "1961-03-04"),
      ("reason", "no-show"), ("due_date", "2026-11-12"),
    ]
    let all = base + columns
    let text =
      all.map(\.0).joined(separator: ",") + "\n" + all.map { "\"\($0.1)\"" }.joined(separator: ",")
      + "\n"
    let report = try setting.run([try setting.file(text)], into: list)
    return (try #require(list.patients[PatientID("p1")]), report)
  }

  private let two = [("phone", "617-253-1000"), ("phone2", "617-253-2000")]

  @Test("consents by channel and by phone column, with their day and source")
  func consents() throws {
    let (patient, report) = try read(
      two + [
        ("voicemail_ok", "yes"), ("phone2_voicemail_ok", "no"), ("phone_sms_ok", "yes"),
        ("mail_ok", "no"), ("consent_date", "1/5/2026"), ("consent_source", "intake form"),
      ])
    let permissions = patient.permissions
    #expect(permissions.allows(.voicemail, at: "+16172531000") == true)
    #expect(permissions.allows(.voicemail, at: "+16172532000") == false)
    #expect(permissions.allows(.sms, at: "+16172531000") == true)
    #expect(permissions.sms == nil && permissions[.mail] == false)
    #expect(
      permissions.consents.allSatisfy {
        $0.on == CivilDate(iso: "2026-01-05") && $0.source == "intake form"
      })
    #expect(report.flagged == 0)
  }

  @Test("the kind of a telephone, where a column says it")
  func kinds() throws {
    let (patient, report) = try read(
      two + [("phone_type", "Cell"), ("phone2_type", "landline")])
    #expect(patient.phones.map(\.kind) == [.mobile, .home])
    #expect(report.flagged == 0)
    let (_, odd) = try read(two + [("phone_type", "banana")])
    #expect(odd.flagged == 1)
  }

  @Test("a confidential request for one number, also one that no other column names")
  func onlyNumber() throws {
    let (known, _) = try read(two + [("only_number", "617-253-2000")])
    #expect(known.permissions.confidential)
    #expect(ContactRules.dialable(known).map(\.number) == ["+16172532000"])
    let (new, _) = try read(two + [("only_number", "617-253-3000")])
    #expect(ContactRules.dialable(new).map(\.number) == ["+16172533000"])
    let (unread, report) = try read(two + [("only_number", "at her sister's")])
    #expect(unread.permissions.confidential && unread.permissions.onlyNumber == nil)
    #expect(report.flagged == 1)
  }

  @Test("needs, several in one cell, in either language")
  func needs() throws {
    let (patient, _) = try read(two + [("needs", "TTY; hard of hearing, Cuidadora")])
    #expect(patient.needs == [.relay, .hardOfHearing, .caregiverFirst])
    let (none, quiet) = try read(two + [("needs", "none")])
    #expect(none.needs.isEmpty && quiet.flagged == 0)
    let (_, odd) = try read(two + [("needs", "wings")])
    #expect(odd.flagged == 1)
  }

  @Test("a guardian by name alone, and a representative with a period")
  func people() throws {
    let (patient, report) = try read(
      two + [
        ("guardian", "RUIZ, ELENA"), ("representative_name", "Luz Ruiz"),
        ("representative_relationship", "power of attorney"),
        ("representative_until", "2026-12-31"),
      ])
    #expect(patient.representatives.map(\.name) == ["Elena Ruiz", "Luz Ruiz"])
    #expect(patient.representatives[0].isGuardian)
    #expect(patient.representatives[0].relationship == "guardian")
    #expect(patient.representatives[1].until == CivilDate(iso: "2026-12-31"))
    #expect(report.flagged == 0)
    let (named, _) = try read(two + [("guardian", "Elena Ruiz"), ("relationship", "mother")])
    #expect(named.representatives.map { $0.relationship.lowercased() } == ["mother"])
    #expect(named.representatives.map(\.isGuardian) == [true])
  }

  @Test("FHIR: consents with day and source, needs by Flag, a representative's period")
  func fhir() throws {
    let setting = try ImportSetting()
    let list = MemoryList()
    let lines = [
      #"{"resourceType":"Patient","id":"p1","name":[{"family":"Delgado","given":["Rosa"]}],"birthDate":"1961-03-04","telecom":[{"system":"phone","value":"617-253-1000"}],"extension":[{"url":"http://hl7.org/fhir/us/core/StructureDefinition/us-core-interpreter-needed","valueCoding":{"code":"373066001"}}]}"#,
      #"{"resourceType":"Consent","status":"active","dateTime":"2026-01-05T10:00:00-05:00","organization":[{"display":"Front desk"}],"patient":{"reference":"Patient/p1"},"provision":{"type":"permit","code":[{"text":"sms"}]}}"#,
      #"{"resourceType":"Consent","status":"active","patient":{"reference":"Patient/p1"},"provision":{"type":"deny","code":[{"text":"mail"}]}}"#,
      #"{"resourceType":"Flag","status":"active","subject":{"reference":"Patient/p1"},"code":{"text":"Hard of hearing"}}"#,
      #"{"resourceType":"Flag","status":"active","subject":{"reference":"Patient/p1"},"code":{"coding":[{"display":"Confidential communication"}]}}"#,
      #"{"resourceType":"Flag","status":"inactive","subject":{"reference":"Patient/p1"},"code":{"text":"relay"}}"#,
      #"{"resourceType":"RelatedPerson","patient":{"reference":"Patient/p1"},"relationship":[{"coding":[{"code":"HPOWATT"}]}],"name":[{"text":"Luz Ruiz"}],"period":{"start":"2026-01-01","end":"2026-12-31"}}"#,
    ]
    let path = try setting.file(lines.joined(separator: "\n"), "all.ndjson")
    let report = try setting.run([path], into: list)
    let patient = try #require(list.patients[PatientID("p1")])
    let sms = patient.permissions.consents.first { $0.channel == .sms }
    #expect(sms?.allowed == true && sms?.on == CivilDate(iso: "2026-01-05"))
    #expect(sms?.source == "Front desk")
    #expect(patient.permissions[.mail] == false && patient.permissions.confidential)
    #expect(patient.needs == [.hardOfHearing, .interpreter])
    #expect(patient.representatives.first?.from == CivilDate(iso: "2026-01-01"))
    #expect(patient.representatives.first?.until == CivilDate(iso: "2026-12-31"))
    #expect(report.ignored.count == 1)
  }
}
