import Foundation
import RecallDomain
import Testing

@testable import RecallExchange

@Suite("Moments and words of appointments")
struct MomentTests {
  let zone = Zone("America/New_York")!
  let nine = InstantText.read("2026-11-24T09:00:00-05:00")!

  @Test("a moment in every form of real exports, on the clinic's clock where no zone is named")
  func moments() {
    for text in [
      "2026-11-24T09:00:00-05:00", "2026-11-24T14:00:00Z", "2026-11-24 09:00",
      "2026-11-24 09:00:00",
      "2026-11-24T09:00", "11/24/2026 9:00 AM", "11/24/2026 9:00am", "11/24/26 9:00 AM",
      "Nov 24, 2026 9:00 AM", "24 de noviembre de 2026, 9:00 a. m.", "11/24/2026 0900",
      "202611240900", "20261124090000", "20261124090000-0500", "46350.375", "20261124 09:00",
      "11-24-2026 9a",
    ] { #expect(ExportMoment.read(text, in: zone) == .at(nine), "\(text)") }
    for text in ["2026-11-24", "11/24/2026", "46350"] {
      #expect(ExportMoment.read(text, in: zone) == .day(CivilDate(iso: "2026-11-24")!), "\(text)")
    }
    for text in ["", "0001-01-01 00:00:00", "N/A"] {
      #expect(ExportMoment.read(text, in: zone) == .none, "\(text)")
    }
    for text in ["tomorrow", "24/11/2026 9:00", "2026-11-24 25:00", "11/24/2026 9:75"] {
      #expect(ExportMoment.read(text, in: zone) == .unreadable, "\(text)")
    }
  }

  @Test("a date and a time in two cells; the clock change is the clinic's")
  func twoCells() {
    let read = { ExportMoment.read(date: $0, time: $1, in: self.zone) }
    #expect(read("11/24/2026", "9:00 AM") == .at(nine))
    #expect(read("2026-11-24", "0.375") == .at(nine))
    #expect(read("2026-11-24", nil) == .day(CivilDate(iso: "2026-11-24")!))
    #expect(read("2026-11-24 09:00", nil) == .at(nine))
    #expect(read("2026-11-24", "noonish") == .unreadable)
    let july = InstantText.read("2026-07-01T13:30:00-04:00")!
    #expect(read("7/1/2026", "1:30 PM") == .at(july))
  }

  @Test("times of day")
  func times() {
    let times = [
      "12:00 AM": 0, "12:30 PM": 750, "1:30 p. m.": 810, "9am": 540, "1430": 870, "23:59:59": 1439,
      "0.5": 720, "7": 420,
    ]
    for (text, minutes) in times {
      #expect(ExportTime.read(text)?.minutes == minutes, "\(text)")
    }
    for text in ["13:00 PM", "24:30", "9:5", "", "x"] { #expect(ExportTime.read(text) == nil) }
  }

  @Test(
    "a fraction of a day is digits and nothing else",
    arguments: ["0.1e999", "0.5e300", "0.5e2", "0.", "0.0x1", "0.inf", "0.-5", "0.4e77"])
  func exponents(_ text: String) {
    #expect(ExportTime.read(text) == nil)
    #expect(ExportMoment.read("2026-12-01 \(text)", in: zone) == .unreadable)
    #expect(ExportMoment.read(date: "2026-12-01", time: text, in: zone) == .unreadable)
  }

  @Test("a fraction with more digits than a clock has is still a time of day")
  func longFraction() {
    let long = "0." + String(repeating: "9", count: 400)
    #expect(ExportTime.read(long)?.minutes == 1440)
    #expect(ExportTime.read("0." + String(repeating: "0", count: 400))?.minutes == 0)
  }

  @Test("seconds with an exponent are no instant")
  func instants() {
    #expect(InstantText.read("2026-11-24T09:00:1e1Z") == nil)
    #expect(InstantText.read("2026-11-24T09:00:00.250Z") != nil)
  }

  @Test("what became of an appointment, and whether a time is open, in both languages")
  func words() {
    #expect(VisitStatus.read("Checked In") == .kept)
    #expect(VisitStatus.read("No-Show") == .noShow)
    #expect(VisitStatus.read("Cancelled by patient") == .cancelled)
    #expect(VisitStatus.read("entered-in-error") == .cancelled)
    #expect(VisitStatus.read("kept") == .kept && VisitStatus.read("arrived") == .kept)
    #expect(VisitStatus.read("*") == .booked && VisitStatus.read("Confirmada") == .booked)
    #expect(VisitStatus.read("No asistió") == .noShow)
    #expect(VisitStatus.read("?") == .noShow && VisitStatus.read("@") == .kept)
    #expect(VisitStatus.read("maybe") == nil)
    #expect(SlotWord.isOpen("Free") == true)
    #expect(SlotWord.isOpen("busy-unavailable") == false)
    #expect(SlotWord.isOpen("ask Ana") == nil)
  }
}
