import Foundation
import Testing

@testable import RecallDomain

@Suite("Calling hours")
struct CallingHoursTests {
  let hours = CallingHours()

  @Test("the clinic's hours hold on weekdays and Saturdays, and nobody is called on Sunday")
  func week() {
    #expect(hours.window(on: day("2026-11-24"), state: nil) == window("09:00-19:00"))
    #expect(hours.window(on: day("2026-11-28"), state: nil) == window("10:00-16:00"))
    #expect(hours.window(on: day("2026-11-29"), state: nil) == nil)
  }

  @Test(
    "federal holidays are closed, on the day and on the day they are observed",
    arguments: [
      "2026-11-26", "2026-07-03", "2026-07-04", "2027-12-24", "2027-12-31", "2028-01-01",
      "2027-07-05", "2026-01-19", "2026-02-16", "2026-05-25", "2026-06-19", "2026-09-07",
      "2026-10-12", "2026-11-11", "2026-12-25",
    ])
  func holidays(_ date: String) {
    #expect(hours.window(on: day(date), state: "MA") == nil)
  }

  @Test("the day after Thanksgiving and Christmas Eve on a Thursday are working days")
  func ordinaryDays() {
    #expect(hours.window(on: day("2026-11-27"), state: nil) != nil)
    #expect(hours.window(on: day("2026-12-24"), state: nil) != nil)
    #expect(hours.window(on: day("2026-12-31"), state: nil) != nil)
  }

  @Test("the legal floor narrows whatever the clinic writes")
  func floor() {
    var wide = CallingHours()
    wide.weekday = window("06:00-23:00")
    #expect(wide.window(on: day("2026-11-24"), state: nil) == window("08:00-21:00"))
    wide.weekday = window("05:00-07:30")
    #expect(wide.window(on: day("2026-11-24"), state: nil) == nil)
  }

  @Test("state law narrows the day, unless the clinic switches the overlay off")
  func overlay() {
    #expect(hours.window(on: day("2026-11-24"), state: "KY") == window("10:00-19:00"))
    #expect(hours.window(on: day("2026-11-24"), state: "ri") == window("09:00-18:00"))
    var wide = CallingHours()
    wide.sunday = window("08:00-21:00")
    wide.holidays = .none
    #expect(wide.window(on: day("2026-11-29"), state: "TX") == window("12:00-21:00"))
    #expect(wide.window(on: day("2026-11-29"), state: "PA") == window("13:30-21:00"))
    #expect(wide.window(on: day("2026-11-29"), state: "AL") == nil)
    #expect(wide.window(on: day("2026-11-26"), state: "LA") == nil)
    #expect(wide.window(on: day("2026-11-26"), state: "MA") == window("09:00-19:00"))
    wide.stateOverlay = false
    #expect(wide.window(on: day("2026-11-29"), state: "AL") == window("08:00-21:00"))
  }

  @Test("a window is open at its first minute and closed at its last")
  func edges() {
    #expect(!hours.isOpen(at: at("2026-11-24 08:59"), zones: [boston], state: "MA"))
    #expect(hours.isOpen(at: at("2026-11-24 09:00"), zones: [boston], state: "MA"))
    #expect(hours.isOpen(at: at("2026-11-24 18:59"), zones: [boston], state: "MA"))
    #expect(!hours.isOpen(at: at("2026-11-24 19:00"), zones: [boston], state: "MA"))
  }

  @Test("with two candidate zones a call is allowed only when both clocks permit it")
  func everyZone() {
    let zones = [boston, chicago]
    #expect(!hours.isOpen(at: at("2026-11-24 09:30"), zones: zones, state: nil))
    #expect(hours.isOpen(at: at("2026-11-24 10:00"), zones: zones, state: nil))
    #expect(!hours.isOpen(at: at("2026-11-24 18:30", chicago), zones: zones, state: nil))
    #expect(
      wall(hours.nextOpening(after: at("2026-11-24 06:00"), zones: zones, state: nil))
        == "2026-11-24 10:00")
    #expect(!hours.isOpen(at: at("2026-11-24 12:00"), zones: [], state: nil))
    #expect(hours.nextOpening(after: at("2026-11-24 12:00"), zones: [], state: nil) == nil)
  }

  @Test("the next opening skips the evening, Thanksgiving and Sunday")
  func next() {
    let from = { (text: String) in
      wall(hours.nextOpening(after: at(text), zones: [boston], state: "MA"))
    }
    #expect(from("2026-11-24 12:00") == "2026-11-24 12:00")
    #expect(from("2026-11-24 19:00") == "2026-11-25 09:00")
    #expect(from("2026-11-25 20:00") == "2026-11-27 09:00")
    #expect(from("2026-11-28 16:00") == "2026-11-30 09:00")
  }

  @Test("zones whose days never meet have no opening")
  func neverTogether() {
    let tokyo = Zone("Asia/Tokyo")!
    #expect(
      hours.nextOpening(after: at("2026-11-24 12:00"), zones: [boston, tokyo], state: nil) == nil)
  }

  @Test("zones that meet only in summer open when the clocks have changed")
  func togetherInSummer() {
    let kolkata = Zone("Asia/Kolkata")!
    let opening = hours.nextOpening(
      after: at("2026-11-24 12:00"), zones: [boston, kolkata], state: nil)
    #expect(wall(opening) == "2027-03-15 09:00")
  }

  @Test("the clock changes move the instant, never the wall time")
  func clockChanges() {
    var everyDay = CallingHours()
    everyDay.sunday = window("09:00-17:00")
    let spring = everyDay.nextOpening(
      after: at("2027-03-13 20:00"), zones: [boston], state: nil)!
    #expect(wall(spring) == "2027-03-14 09:00")
    #expect(spring.timeIntervalSince(at("2027-03-13 20:00")) == 12 * 3600)
    let autumn = everyDay.nextOpening(
      after: at("2026-10-31 20:00"), zones: [boston], state: nil)!
    #expect(wall(autumn) == "2026-11-01 09:00")
    #expect(autumn.timeIntervalSince(at("2026-10-31 20:00")) == 14 * 3600)
    // Arizona does not change: with Denver in summer the two clocks differ by an hour.
    let zones = [Zone("America/Phoenix")!, Zone("America/Denver")!]
    #expect(
      wall(
        everyDay.nextOpening(
          after: at("2027-03-15 03:00", zones[1]), zones: zones,
          state: nil), zones[1]) == "2027-03-15 10:00")
    #expect(
      wall(
        everyDay.nextOpening(
          after: at("2027-03-12 03:00", zones[1]), zones: zones,
          state: nil), zones[1]) == "2027-03-12 09:00")
  }

  @Test("midnight at the end of a day of 23 or 25 hours is the beginning of the next day")
  func midnight() {
    let end = TimeOfDay(minutes: 1440)!
    for date in ["2027-03-14", "2026-11-01", "2026-11-24"] {
      let instant = LocalTime(date: day(date), time: end).instant(in: boston)
      #expect(wall(instant) == "\(day(date).adding(days: 1)) 00:00")
    }
  }

  @Test("the closing is the first that comes in any zone")
  func closing() {
    #expect(
      wall(
        hours.closing(
          after: at("2026-11-24 12:00"), zones: [boston, chicago],
          state: nil)) == "2026-11-24 19:00")
    #expect(hours.closing(after: at("2026-11-24 20:00"), zones: [boston], state: nil) == nil)
  }
}
