import Foundation
import RecallConsole
import RecallDomain
import Testing

@Suite("days and times on the screen")
struct StaffDatesTests {
  private let zone = Zone("America/New_York")!
  private let afternoon = Date(timeIntervalSince1970: 1_795_548_600)

  @Test("a time is told by the clock of the clinic's country, in each language")
  func time() {
    #expect(StaffDates(locale: "en").time(afternoon, in: zone) == "2:30 PM")
    #expect(StaffDates(locale: "es").time(afternoon, in: zone) == "2:30 p.m.")
    let nine = TimeOfDay(hour: 9, minute: 0)!
    #expect(StaffDates(locale: "es").wallClock(nine) == "9:00 a.m.")
  }

  @Test("a day with its time, in each language")
  func moment() {
    #expect(StaffDates(locale: "en").dayAndTime(afternoon, in: zone) == "Tue, Nov 24 at 2:30 PM")
    #expect(StaffDates(locale: "es").dayAndTime(afternoon, in: zone) == "mar, 24 nov, 2:30 p.m.")
  }

  @Test("a language that names its region is written as it is there")
  func region() {
    #expect(StaffDates(locale: "es_ES").time(afternoon, in: zone) == "14:30")
  }
}
