import Foundation
import Testing

@testable import RecallDomain

@Suite("Where the patient is, for the clock")
struct PatientZonesTests {
  let policy = clinic()

  func zones(_ change: (inout Patient) -> Void) -> [String] {
    PatientZones.candidates(of: patient("p", change), policy: policy).zones.map(\.identifier)
  }

  @Test("every zone of the tables is known to this system")
  func known() {
    #expect(ZoneLetters.missing.isEmpty)
  }

  @Test("a zone named outright is believed alone")
  func named() {
    #expect(zones { $0.timeZone = "America/Los_Angeles" } == ["America/Los_Angeles"])
  }

  @Test("a zone that the system does not know is never replaced: no time is right")
  func unknownZone() {
    let lost = patient("p") { $0.timeZone = "America/Bostn" }
    let candidates = PatientZones.candidates(of: lost, policy: policy)
    #expect(candidates.zones.isEmpty)
    #expect(candidates.basis == .named)
    #expect(!policy.calling.isOpen(at: at("2026-11-24 12:00"), zones: [], state: "MA"))
  }

  @Test("ZIP code, state and area code that agree give one zone")
  func agree() {
    #expect(zones { _ in } == ["America/New_York"])
  }

  @Test("a number from another zone than the address adds its zone")
  func disagree() {
    #expect(
      zones { $0.phones = [phone("+12135550142")] }
        == ["America/New_York", "America/Los_Angeles"])
  }

  @Test("a weaker source never narrows a stronger one")
  func neverNarrowed() {
    #expect(
      zones {
        ($0.postalCode, $0.state) = (nil, "TX")
        $0.phones = [phone("+19155550142")]
      } == ["America/Chicago", "America/Denver"])
    #expect(
      zones {
        ($0.postalCode, $0.state) = (nil, nil)
        $0.phones = [phone("+18505550142")]
      } == ["America/Chicago", "America/New_York"])
  }

  @Test("words follow the likeliest zone: the area code helps an ambiguous address")
  func words() {
    let elPaso = patient("p") {
      ($0.postalCode, $0.state) = (nil, "TX")
      $0.phones = [phone("+19155550142")]
    }
    #expect(PatientZones.forWords(of: elPaso, policy: policy).identifier == "America/Denver")
    let unknown = patient("p") { ($0.postalCode, $0.state, $0.phones) = (nil, nil, []) }
    #expect(PatientZones.forWords(of: unknown, policy: policy) == boston)
  }

  @Test("nothing on record: all zones of the clinic's state, not silently the clinic's own")
  func nothingKnown() {
    let nobody = patient("p") { ($0.postalCode, $0.state, $0.phones) = (nil, nil, []) }
    let florida = clinic { $0.state = "FL" }
    let candidates = PatientZones.candidates(of: nobody, policy: florida)
    #expect(candidates.zones.map(\.identifier) == ["America/New_York", "America/Chicago"])
    #expect(candidates.basis == .clinicState)
    #expect(PatientZones.candidates(of: nobody, policy: clinic { $0.state = nil }).zones.count == 5)
  }

  @Test("a wrong or dead number is no evidence; toll-free and foreign numbers are none either")
  func noEvidence() {
    #expect(zones { $0.phones = [phone("+12135550142", status: .wrong)] } == ["America/New_York"])
    #expect(
      zones { $0.phones = [phone("+18005550142"), phone("+525555550142", rank: 2)] }
        == ["America/New_York"])
  }

  @Test(
    "ZIP codes find their zone, also where a boundary runs through a prefix",
    arguments: [
      ("02139", "MA", "America/New_York"), ("32501", "FL", "America/Chicago"),
      ("32301", "FL", "America/New_York"), ("46320", "IN", "America/Chicago"),
      ("79901", "TX", "America/Denver"), ("96813", "HI", "Pacific/Honolulu"),
      ("99546", "AK", "America/Adak"), ("00907", "PR", "America/Puerto_Rico"),
      ("907", "PR", "America/Puerto_Rico"), ("2139", "MA", "America/New_York"),
      ("67758-1234", "KS", "America/Denver"), ("021391234", "MA", "America/New_York"),
    ])
  func zip(_ code: String, _ state: String, _ zone: String) {
    let place = ZipZones.place(code)
    #expect(place?.state == state)
    #expect(place?.zones.map(\.identifier) == [zone])
  }

  @Test("the Navajo Nation keeps daylight time within Arizona: both clocks must permit")
  func navajo() {
    #expect(
      ZipZones.place("86502")?.zones.map(\.identifier)
        == ["America/Phoenix", "America/Denver"])
  }

  @Test(
    "text that is no ZIP code, and military mail, name no place",
    arguments: [
      "", "x", "K1A 0B1", "09012", "96201", "1", "123456",
    ])
  func noZip(_ code: String) { #expect(ZipZones.place(code) == nil) }

  @Test("the state comes from the address, else the ZIP code, else the area code")
  func state() {
    #expect(PatientZones.state(of: patient("p") { $0.state = "nh" }) == "NH")
    #expect(PatientZones.state(of: patient("p") { $0.state = nil }) == "MA")
    #expect(
      PatientZones.state(
        of: patient("p") {
          ($0.state, $0.postalCode) = (nil, nil)
          $0.phones = [phone("+12125550142")]
        }) == "NY")
  }
}
