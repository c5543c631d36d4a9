import Foundation
import Testing

@testable import RecallDomain

@Suite("Consent by channel and by number")
struct ConsentTests {
  let home = "+16175550176"
  let mobile = "+16175550175"

  var two: Patient {
    patient {
      $0.phones = [phone(mobile), phone(home, rank: 2, kind: .home)]
    }
  }

  @Test("a number's own word counts before the channel's")
  func own() {
    var permissions = ContactPermissions()
    permissions.voicemail = true
    permissions.record(Consent(.voicemail, at: home, allowed: false))
    #expect(permissions.allows(.voicemail, at: home) == false)
    #expect(permissions.allows(.voicemail, at: mobile) == true)
    #expect(permissions.allows(.sms, at: mobile) == nil)
  }

  @Test("what is said of a channel as a whole is newer than what was said of its numbers")
  func settled() {
    var permissions = ContactPermissions()
    permissions.record(Consent(.sms, at: mobile, allowed: true))
    permissions.settle(Consent(.sms, allowed: false))
    #expect(permissions.allows(.sms, at: mobile) == false)
    permissions.settle(Consent(.sms, at: mobile, allowed: true))
    #expect(permissions.allows(.sms, at: mobile) == true)
  }

  @Test("the day and the source of a consent stay with it")
  func origin() {
    var permissions = ContactPermissions()
    permissions.record(Consent(.sms, allowed: true, on: day("2026-01-05"), source: "form"))
    #expect(permissions.consents.first?.on == day("2026-01-05"))
    #expect(permissions.consents.first?.source == "form")
  }

  @Test("voicemail is left where that number permits it")
  func voicemail() {
    var patient = two
    patient.permissions.record(Consent(.voicemail, at: home, allowed: false))
    let rules = ContactRules(policy: clinic())
    #expect(rules.permits(patient, entry(), attempts: [], on: mobile).voicemail)
    #expect(!rules.permits(patient, entry(), attempts: [], on: home).voicemail)
    #expect(!rules.permits(patient, entry(), attempts: [], on: home).withPerson)
  }

  @Test("a text goes to the number that was consented to by itself, else to a mobile")
  func texts() {
    var patient = two
    #expect(ContactRules.textNumber(patient) == nil)
    patient.permissions.sms = true
    #expect(ContactRules.textNumber(patient) == mobile)
    patient.permissions.record(Consent(.sms, at: home, allowed: true))
    #expect(ContactRules.textNumber(patient) == home)
    patient.permissions.settle(Consent(.sms, at: home, allowed: false))
    patient.permissions.record(Consent(.sms, at: mobile, allowed: false))
    #expect(ContactRules.textNumber(patient) == nil)
  }

  @Test("a confidential request leaves its one number, and no other when that one is no use")
  func onlyNumber() {
    var patient = two
    patient.permissions.confidential = true
    #expect(ContactRules.dialable(patient).map(\.number) == [mobile])
    patient.permissions.onlyNumber = home
    #expect(ContactRules.dialable(patient).map(\.number) == [home])
    patient.phones[1].status = .wrong
    #expect(ContactRules.dialable(patient).isEmpty)
    let judged = CallRules(policy: clinic()).judge(
      candidate { $0.patient = patient }, at: at("2026-11-24 14:05"), caller: nil,
      scripts: ["overdue"])
    #expect(judged == .excluded(.restricted, until: nil))
  }

  @Test("a confidential request for one way leaves that way, when it is consented to")
  func onlyWay() {
    let rules = ContactRules(policy: clinic())
    var patient = two
    patient.permissions.confidential = true
    patient.permissions.portal = true
    patient.permissions.sms = true
    #expect(rules.messageWay(patient, entry()) == nil)
    patient.contactMethod = .portal
    #expect(rules.messageWay(patient, entry())?.channel == .portal)
    patient.contactMethod = .sms
    patient.permissions.onlyNumber = home
    patient.permissions.record(Consent(.sms, at: home, allowed: true))
    #expect(rules.messageWay(patient, entry()) == MessageWay(channel: .sms, address: home))
  }

  @Test("a change said in a call stands on the record with its day")
  func change() {
    var patient = two
    let today = day("2026-11-24")
    ContactChange.consent([.sms, .email], at: nil, allowed: false).apply(to: &patient, on: today)
    ContactChange.only(number: "+16175550199").apply(to: &patient, on: today)
    ContactChange.need(.relay, true).apply(to: &patient, on: today)
    ContactChange.prefer(.portal).apply(to: &patient, on: today)
    #expect(patient.permissions.sms == false)
    #expect(patient.permissions.consents.first { $0.channel == .email }?.on == today)
    #expect(patient.permissions.consents.first { $0.channel == .email }?.source == "call")
    #expect(ContactRules.dialable(patient).map(\.number) == ["+16175550199"])
    #expect(patient.needs == [.relay])
    #expect(patient.contactMethod == .portal)
    ContactChange.only(number: nil).apply(to: &patient, on: today)
    ContactChange.need(.relay, false).apply(to: &patient, on: today)
    #expect(!patient.permissions.confidential && patient.needs.isEmpty)
  }

  @Test("anyone may silence the number they answer; the rest is the patient's own")
  func gates() {
    let stop = ContactChange.consent([.voicemail], at: mobile, allowed: false)
    #expect(stop.needs(on: mobile) == .closed)
    #expect(stop.needs(on: home) == .open)
    for change in [
      ContactChange.consent([.sms], at: nil, allowed: false),
      .consent([.sms], at: mobile, allowed: true), .only(number: mobile), .prefer(.email),
      .need(.relay, false),
    ] {
      #expect(change.needs(on: mobile) == .open)
    }
    #expect(ContactChange.need(.relay, true).needs(on: mobile) == .closed)
  }

  @Test(
    "needs by what people write for them",
    arguments: [
      ("relay", .relay), ("TTY", .relay), ("711", .relay), ("Hard of hearing", .hardOfHearing),
      ("hard-of-hearing", .hardOfHearing), ("intérprete", .interpreter),
      ("caregiver", .caregiverFirst), ("caregiver_first", .caregiverFirst),
      ("Cuidadora", .caregiverFirst),
      ("tall", nil),
    ] as [(String, ContactNeed?)])
  func needs(_ text: String, _ need: ContactNeed?) { #expect(ContactNeed.named(text) == need) }

  @Test("authority holds within its period, the last day included")
  func period() {
    let attorney = Representative(
      name: "Luz", relationship: "power of attorney", isGuardian: false, from: day("2026-01-01"),
      until: day("2026-11-24"))
    for (today, holds) in [
      ("2025-12-31", false), ("2026-01-01", true), ("2026-11-24", true), ("2026-11-25", false),
    ] {
      #expect((attorney.authority(over: patient(), on: day(today)) != nil) == holds, "\(today)")
    }
  }
}
