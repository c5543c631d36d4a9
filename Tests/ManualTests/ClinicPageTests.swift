import RecallDomain
import Testing

@testable import ScriptEngine

@Suite("The page of clinic.yaml")
struct ClinicPageTests {
  private let page: ManualPage

  init() throws { page = try ManualPage("recall-clinic.5") }

  private func values(of key: String) -> Set<String> {
    Set(page.item(key, in: "DESCRIPTION")?.values ?? [])
  }

  @Test("has every key that the program reads, once, and no other")
  func keys() {
    let told = page.items.filter { $0.section == "DESCRIPTION" }.flatMap(\.names)
    #expect(told.sorted() == ClinicKeyTable.paths.sorted())
  }

  @Test("has a text for each key")
  func texts() {
    for item in page.items { #expect(!item.body.isEmpty, "\(item.names)") }
  }

  @Test("has the values of every closed list, and no other")
  func closedLists() {
    #expect(values(of: "identity.require") == Set(IdentifierKind.allCases.map(\.rawValue)))
    #expect(values(of: "queues") == Set(QueueName.allCases.map(\.rawValue)))
    #expect(values(of: "cadence.call") == Set(CadenceStep.CallPart.allCases.map(\.rawValue)))
    #expect(values(of: "calling.holidays") == Set(HolidayCalendar.allCases.map(\.rawValue)))
    #expect(values(of: "store_security") == Set(StoreSecurity.allCases.map(\.rawValue)))
    #expect(
      values(of: "segments.NAME.clinical_review")
        == Set(SegmentPolicy.Review.allCases.map(\.rawValue)))
    #expect(
      values(of: "messages.CHANNEL.format") == Set(MessageCommand.Format.allCases.map(\.rawValue)))
  }

  @Test("has every fact that a clinic can tighten, and the limits")
  func disclosure() {
    let facts = Fact.allCases.filter { $0.level < .open }.map(\.rawValue)
    let limits = DisclosureLimit.allCases.map(\.rawValue)
    #expect(values(of: "disclosure") == Set(facts + limits))
  }

  @Test("has the defaults of the field")
  func defaults() throws {
    let policy = ClinicPolicy(name: "Lakeside")
    let said = { (key: String) in
      (page.item(key, in: "DESCRIPTION")?.body ?? []).joined(separator: " ")
    }
    for (key, value) in [
      ("time_zone", policy.timeZone), ("store", policy.store),
      ("identity.tries", "Default: \(policy.identity.tries)."),
      ("limits.contacts_per_day", "Default: \(policy.limits.contactsPerDay)."),
      ("limits.contacts_per_week", "Default: \(policy.limits.contactsPerWeek)."),
      ("list.sitting", "Default: \(policy.list.sitting)."),
      ("messages.attempts", "Default: \(policy.messages.attempts)."),
      ("messages.patience", "\(policy.messages.patience) seconds"),
      ("messages.keep", "\(policy.messages.keepDays) days"),
      ("practice.store", policy.practice.store),
      ("report.small_group", "Default: \(policy.report.smallGroup)."),
      ("segments.NAME.priority", "Default: \(SegmentPolicy(script: "x").priority)."),
    ] {
      #expect(said(key).contains(value), "\(key): \(value)")
    }
    let blank = try #require(policy.idle.blank)
    let leave = try #require(policy.idle.leave)
    #expect(said("idle.blank").contains("\(blank / 60) minutes"))
    #expect(said("idle.leave").contains("\(leave / 60) minutes"))
  }
}
