import Foundation
import RecallDomain
import Testing

@testable import ScriptEngine

@Suite("What each fact says")
struct FactWordsTests {

  @Test("the opening greets by the patient's own clock, not the caller's")
  func greeting() throws {
    let line = BookFixture.plain("{greeting}, this is {caller} from {clinic}. Is {ask_for} there?")
    var record = BookFixture.record()
    #expect(
      try BookFixture.say(line, at: .closed, record: record)
        == "Good afternoon, this is Ana from Lakeside Clinic. Is Rosa there?")
    record.zone = "Pacific/Honolulu"
    #expect(try BookFixture.say(line, at: .closed, record: record).hasPrefix("Good morning,"))
    record.zone = "Europe/Madrid"
    #expect(
      try BookFixture.say(BookFixture.plain("{greeting}"), "es", record: record)
        == "Buenas noches")
  }

  @Test("before the first greeting of the day the last of the evening before is said")
  func smallHours() {
    #expect(BookFixture.spanish.greeting(atHour: 2) == "Buenas noches")
    #expect(BookFixture.spanish.greeting(atHour: 5) == "Buenos días")
  }

  @Test(
    "a callback window is said in words of the language",
    arguments: [
      ("2026-11-24", "15:00", "today at 3:00 PM", "hoy a las 3:00 de la tarde"),
      ("2026-11-25", "13:00", "tomorrow at 1:00 PM", "mañana a la 1:00 de la tarde"),
      (
        "2026-11-27", "09:30", "Friday, November 27 at 9:30 AM",
        "el viernes 27 de noviembre a las 9:30 de la mañana"
      ),
    ])
  func windows(day: String, time: String, english: String, spanish: String) throws {
    let window = CallbackWindow(date: CivilDate(iso: day)!, moment: .time(TimeOfDay(time)!))
    let values = SpokenValues(now: BookFixture.now, callbackWindow: window)
    let line = BookFixture.plain("{callback_window}")
    #expect(try BookFixture.say(line, at: .closed, values: values) == english)
    #expect(try BookFixture.say(line, "es", at: .closed, values: values) == spanish)
  }

  @Test("a callback in a part of the day is said so")
  func parts() throws {
    let window = CallbackWindow(date: CivilDate(iso: "2026-11-25")!, moment: .part(.afternoon))
    let values = SpokenValues(now: BookFixture.now, callbackWindow: window)
    let line = BookFixture.plain("{callback_window}")
    #expect(try BookFixture.say(line, values: values) == "tomorrow in the afternoon")
    #expect(try BookFixture.say(line, "es", values: values) == "mañana por la tarde")
  }

  @Test("an appointment is said in the clinic's own time, an answer in the patient's")
  func zones() throws {
    var record = BookFixture.record()
    record.zone = "America/Los_Angeles"
    let start = InstantText.read("2026-11-30T15:00:00-05:00")!
    let values = SpokenValues(
      now: BookFixture.now,
      appointment: GivenAppointment(start: start, provider: "Dr. Lee", slot: nil),
      answerBy: InstantText.read("2026-11-24T17:00:00-05:00")!)
    let line = BookFixture.plain("{appointment}; {answer_by}")
    #expect(
      try BookFixture.say(line, record: record, values: values)
        == "Monday, November 30 at 3:00 PM; today at 2:00 PM")
  }

  @Test("beside an appointment, provider and place are the appointment's")
  func appointmentsProvider() throws {
    let start = InstantText.read("2026-11-30T15:00:00-05:00")!
    var values = SpokenValues(
      now: BookFixture.now,
      appointment: GivenAppointment(start: start, provider: "Dr. Lee", slot: nil))
    let confirm = BookFixture.plain("{appointment} with {provider}, {location}")
    #expect(
      try BookFixture.say(confirm, values: values)
        == "Monday, November 30 at 3:00 PM with Dr. Lee, our office")
    values.appointment?.location = "Harbor Road"
    #expect(try BookFixture.say(confirm, values: values).hasSuffix("with Dr. Lee, Harbor Road"))
    values.appointment?.location = nil
    #expect(try BookFixture.say(BookFixture.plain("{provider}"), values: values) == "Dr. Okafor")
    values.appointment?.provider = "OKAFOR, ADA MD"
    #expect(try BookFixture.say(confirm, values: values).hasSuffix("Main Street"))
    values.appointment?.provider = nil
    #expect(try BookFixture.say(confirm, values: values).contains("with your doctor"))
  }

  @Test("what a record does not hold is said by the language's neutral phrase")
  func without() throws {
    var record = BookFixture.record()
    (record.provider, record.specialty, record.location) = (nil, "  ", "\u{200B}")
    (record.due, record.lastVisit) = (nil, nil)
    let line = BookFixture.plain("{provider}|{specialty}|{due}|{last_visit}|{location}")
    #expect(
      try BookFixture.say(line, record: record)
        == "your doctor|the clinic|around now|your last visit|our office")
  }

  @Test("without a neutral phrase the line is refused, never spoken with a hole")
  func noHole() throws {
    var record = BookFixture.record()
    record.provider = nil
    let bare = Language(
      greetings: [:], datePattern: "d", timePattern: "h", parts: [:], syllablesPerSecond: 5,
      without: [:], avoid: [], protectedWords: [], redFlags: [], register: nil, understands: [:])
    #expect(throws: RenderRefusal.nothingToSay(.provider, locale: "en")) {
      try BookFixture.say(
        BookFixture.plain("{provider}"), record: record, language: bare)
    }
    #expect(throws: RenderRefusal.nothingToSay(.greeting, locale: "en")) {
      try BookFixture.say(BookFixture.plain("{greeting}"), language: bare)
    }
  }

  @Test("a clinic without a portal gives its neutral phrase, else its phone")
  func portal() throws {
    #expect(try BookFixture.say(BookFixture.plain("{portal}")) == "617-555-0100")
    #expect(try BookFixture.say(BookFixture.plain("{portal}"), "es") == "nuestra página")
    var record = BookFixture.record()
    record.portal = "lakeside.example"
    #expect(
      try BookFixture.say(BookFixture.plain("{portal}"), record: record) == "lakeside.example")
  }

  @Test("hours and portal are said in the language of the words")
  func perLanguage() throws {
    var record = BookFixture.record()
    record.portal = "the portal"
    record.clinicHoursByLanguage = ["es": "de nueve a cinco"]
    record.portalByLanguage = ["es": "el portal"]
    let line = BookFixture.plain("{clinic_hours}; {portal}")
    #expect(try BookFixture.say(line, "es", record: record) == "de nueve a cinco; el portal")
    #expect(
      try BookFixture.say(line, record: record) == "weekdays from nine to five; the portal")
  }

  @Test("a day of this season has its weekday, a far one its year")
  func farDates() throws {
    var record = BookFixture.record()
    record.lastVisit = CivilDate(iso: "2025-03-03")
    let line = BookFixture.plain("{due}; {last_visit}")
    #expect(
      try BookFixture.say(line, record: record) == "Thursday, November 12; March 3, 2025")
    #expect(
      try BookFixture.say(line, "es", record: record)
        == "el jueves 12 de noviembre; el 3 de marzo de 2025")
  }

  @Test(
    "weeks are counted in the patient's zone, from 1 to 520, and below 1 are missing",
    arguments: [
      ("2026-11-12", "1 week"), ("2026-11-18", "a while"), ("2026-11-17", "1 week"),
      ("2026-11-10", "2 weeks"), ("2027-01-01", "a while"), ("2000-01-01", "520 weeks"),
    ])
  func counts(due: String, words: String) throws {
    var record = BookFixture.record()
    record.due = CivilDate(iso: due)
    let phrase = BookFixture.counted(
      .weeksOverdue, [.one: "{weeks_overdue} week", .other: "{weeks_overdue} weeks"],
      without: "a while")
    #expect(try BookFixture.say(phrase, record: record) == words)
  }

  @Test("at the turn of the day the patient's date decides the week")
  func countsInZone() throws {
    var record = BookFixture.record()
    record.due = CivilDate(iso: "2026-11-18")
    let late = SpokenValues(now: InstantText.read("2026-11-25T00:30:00-05:00")!)
    let phrase = BookFixture.counted(.weeksOverdue, [.other: "{weeks_overdue}"], without: "none")
    #expect(try BookFixture.say(phrase, record: record, values: late) == "1")
    record.zone = "America/Chicago"
    #expect(try BookFixture.say(phrase, record: record, values: late) == "none")
  }

  @Test("a count whose date is missing takes the form without it")
  func missingCount() throws {
    var record = BookFixture.record()
    record.lastVisit = nil
    let phrase = BookFixture.counted(.weeksSinceVisit, [.other: "x"], without: "since your visit")
    #expect(try BookFixture.say(phrase, record: record) == "since your visit")
  }

  @Test("a reason is the phrase of its code, else the default one, never the code")
  func reasons() throws {
    let reasons = [
      "default": BookFixture.plain("a visit"),
      "post-procedure": BookFixture.plain("a check after your procedure"),
    ]
    var record = BookFixture.record()
    let line = BookFixture.plain("{reason}")
    #expect(
      try BookFixture.say(line, record: record, reasons: reasons) == "a check after your procedure")
    record.reasonCode = "unheard-of"
    #expect(try BookFixture.say(line, record: record, reasons: reasons) == "a visit")
    record.reasonCode = nil
    #expect(try BookFixture.say(line, record: record, reasons: reasons) == "a visit")
  }

  @Test("what was not given in this call cannot be said")
  func notGiven() throws {
    for fact in [Fact.appointment, .callbackWindow, .answerBy] {
      #expect(throws: RenderRefusal.notGiven(fact)) {
        try BookFixture.say(BookFixture.plain("{\(fact.rawValue)}"))
      }
    }
  }

  @Test("values of a record cannot steer the terminal, nor bring braces to life")
  func cleaned() throws {
    var record = BookFixture.record()
    record.askFor = "Ro\u{1B}[31msa\u{202E}\u{01}{reason}\n"
    let spoken = try BookFixture.say(
      BookFixture.plain("{ask_for}"), at: .closed, record: record)
    #expect(spoken.hasPrefix("Rosa{reason}"))
    #expect(spoken == TerminalText.clean(record.askFor))
  }

  @Test("a zone that the system does not know is refused, never replaced")
  func unknownZone() throws {
    var record = BookFixture.record()
    record.zone = "Mars/Olympus"
    #expect(throws: RenderRefusal.unknownZone("Mars/Olympus")) {
      try BookFixture.say(BookFixture.plain("{greeting}"), record: record)
    }
  }
}
