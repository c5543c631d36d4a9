import Foundation
import RecallDomain
import Testing

/// Tuesday 24 November 2026, 14:05 in New York; Thursday the 26th is Thanksgiving.
private let patientZone = Zone("America/New_York")!
private let tuesdayNow = InstantText.read("2026-11-24T14:05:00-05:00")!
private let bothLanguages = WhenWords()

private func read(_ text: String, now: Date = tuesdayNow, state: String? = "MA") -> String {
  let policy = ClinicPolicy(name: "Lakeside")
  return said(
    CallbackReading.read(
      text, now: now, zone: patientZone, policy: policy, state: state, words: bothLanguages))
}

private func said(_ reading: CallbackReading.Reading) -> String {
  switch reading {
  case .refused(let reason): reason.rawValue
  case .window(let window): said(window)
  }
}

private func said(_ window: CallbackWindow) -> String {
  switch window.moment {
  case .time(let time): "\(window.date) \(time)"
  case .part(let part): "\(window.date) \(part.rawValue)"
  }
}

@Suite("When to call back, as people write it") struct CallbackReadingTests {
  @Test(
    "is read in English",
    arguments: [
      ("tomorrow 3pm", "2026-11-25 15:00"), ("Tomorrow at 3 PM", "2026-11-25 15:00"),
      ("tomorrow at 3:30 p.m.", "2026-11-25 15:30"), ("3pm tomorrow", "2026-11-25 15:00"),
      ("tomorrow 3", "2026-11-25 15:00"), ("tomorrow at 9", "2026-11-25 09:00"),
      ("tomorrow at noon", "2026-11-25 12:00"), ("tomorrow 12", "2026-11-25 12:00"),
      ("2026-11-24 15:00", "2026-11-24 15:00"), ("2026-11-25T15:00", "2026-11-25 15:00"),
      ("tue am", "2026-12-01 morning"), ("tue pm", "2026-11-24 afternoon"),
      ("tuesday 3pm", "2026-11-24 15:00"), ("tuesday 11am", "2026-12-01 11:00"),
      ("monday morning", "2026-11-30 morning"), ("next friday afternoon", "2026-11-27 afternoon"),
      ("after work", "2026-11-24 evening"), ("tomorrow after work", "2026-11-25 evening"),
      ("in the morning", "2026-11-25 morning"), ("this afternoon", "2026-11-24 afternoon"),
      ("tonight", "2026-11-24 evening"), ("noon", "2026-11-25 12:00"),
      ("Nov 27 10am", "2026-11-27 10:00"), ("27 November at 10", "2026-11-27 10:00"),
      ("November 27, 2026 at 10:15", "2026-11-27 10:15"), ("11/27 4:30", "2026-11-27 16:30"),
      ("11/27/2026 16:30", "2026-11-27 16:30"), ("half past 3 tomorrow", "2026-11-25 15:30"),
      ("quarter to 4", "2026-11-24 15:45"), ("5", "2026-11-24 17:00"),
      ("in 2 hours", "2026-11-24 16:05"), ("in 3 days at 10", "2026-11-27 10:00"),
      ("day after tomorrow 10am", "closed-day"), ("tomorrow 7", "outside-hours"),
      ("dec 1st 2pm", "2026-12-01 14:00"), ("tuesday, december 1, 2pm", "2026-12-01 14:00"),
      ("friday 1530", "2026-11-27 15:30"), ("at three tomorrow", "2026-11-25 15:00"),
    ])
  func english(_ text: String, _ meaning: String) { #expect(read(text) == meaning) }

  @Test(
    "is read in Spanish",
    arguments: [
      ("mañana por la tarde", "2026-11-25 afternoon"),
      ("manana por la manana", "2026-11-25 morning"), ("mañana a las 3", "2026-11-25 15:00"),
      ("martes a las 3", "2026-11-24 15:00"), ("martes a las 10", "2026-12-01 10:00"),
      ("hoy a las 4 y media", "2026-11-24 16:30"), ("hoy a las 5 menos cuarto", "2026-11-24 16:45"),
      ("después del trabajo", "2026-11-24 evening"), ("mediodía", "2026-11-25 12:00"),
      ("mañana al mediodía", "2026-11-25 12:00"), ("en la mañana", "2026-11-25 morning"),
      ("por la mañana", "2026-11-25 morning"), ("el lunes por la mañana", "2026-11-30 morning"),
      ("viernes 3 de la tarde", "2026-11-27 15:00"),
      ("27 de noviembre a las 10", "2026-11-27 10:00"),
      ("el 27 de noviembre de 2026 a las 4 p. m.", "2026-11-27 16:00"),
      ("MIÉRCOLES a las once", "2026-11-25 11:00"), ("en 2 horas", "2026-11-24 16:05"),
      ("viernes a las 15 horas", "2026-11-27 15:00"), ("esta tarde", "2026-11-24 afternoon"),
      ("pasado mañana a las 10", "closed-day"),
    ])
  func spanish(_ text: String, _ meaning: String) { #expect(read(text) == meaning) }

  @Test(
    "is read in both languages at once, in whatever order people say it",
    arguments: [
      ("a las 15:30", "2026-11-24 15:30"), ("3 de la tarde", "2026-11-24 15:00"),
      ("a las tres y media de la tarde", "2026-11-24 15:30"), ("a la 1", "2026-11-25 13:00"),
      ("mañana a la una", "2026-11-25 13:00"), ("mañana 3 pm", "2026-11-25 15:00"),
      ("pasado mañana por la tarde", "closed-day"), ("próximo lunes a las 10", "2026-11-30 10:00"),
      ("el lunes que viene a las 10", "2026-11-30 10:00"),
      ("el martes a las 3", "2026-11-24 15:00"),
      ("el 4 de diciembre a las 10", "2026-12-04 10:00"), ("el 4 de marzo", "no-time"),
      ("el 4 de marzo a las 3", "too-far"), ("4 dic 10:00", "2026-12-04 10:00"),
      ("viernes en la tarde", "2026-11-27 afternoon"),
      ("la mañana del viernes", "2026-11-27 morning"),
      ("viernes mañana", "2026-11-27 morning"), ("mañana temprano", "2026-11-25 morning"),
      ("mañana en la mañana", "2026-11-25 morning"), ("mañana mañana", "2026-11-25 morning"),
      ("mañana a primera hora", "2026-11-25 morning"), ("hoy en la noche", "2026-11-24 evening"),
      ("viernes al mediodía", "2026-11-27 12:00"), ("lunes 30 a las 10", "2026-11-30 10:00"),
      ("después de las 4", "2026-11-24 16:00"), ("a eso de las 4", "2026-11-24 16:00"),
      ("tomorrow por la tarde", "2026-11-25 afternoon"), ("el friday at 3pm", "2026-11-27 15:00"),
      ("mañana 3 in the afternoon", "2026-11-25 15:00"), ("MANANA 15H", "2026-11-25 15:00"),
      ("sáb 11am", "2026-11-28 11:00"), ("mier 11", "2026-11-25 11:00"),
    ])
  func both(_ text: String, _ meaning: String) { #expect(read(text) == meaning) }

  @Test(
    "`mañana` alone is a day that needs a time, and is asked again",
    arguments: ["mañana", "manana"])
  func tomorrowAlone(_ text: String) { #expect(read(text) == "no-time") }

  @Test(
    "is refused when it cannot be honoured",
    arguments: [
      ("today 9am", "past"), ("2026-11-23 15:00", "past"), ("this morning", "past"),
      ("thursday 3pm", "closed-day"), ("sunday morning", "closed-day"),
      ("2026-11-26 15:00", "closed-day"), ("saturday after work", "outside-hours"),
      ("tomorrow 8pm", "outside-hours"), ("tomorrow 3am", "outside-hours"),
      ("tomorrow 19:00", "outside-hours"), ("11pm", "outside-hours"),
      ("2027-03-01 15:00", "too-far"), ("tomorrow", "no-time"), ("friday", "no-time"),
      ("nov 27", "no-time"),
    ])
  func refused(_ text: String, _ reason: String) { #expect(read(text) == reason) }

  @Test(
    "is asked again when it cannot be read",
    arguments: [
      "", " ", "soon", "whenever", "tomorrow today", "25:00", "tomorrow 3:60", "2026-02-30 15:00",
      "monday, december 1, 2pm", "november", "3 4 5", "13pm", "tomorrow morning evening",
      "11/27/26 3pm", "-", "3pm 4pm", "y media", String(repeating: "3 ", count: 500),
    ])
  func unreadable(_ text: String) { #expect(read(text) == "unreadable") }

  @Test("a state's own hours narrow it further")
  func stateHours() {
    #expect(read("tomorrow 9am", state: "KY") == "outside-hours")
    #expect(read("tomorrow 9am", state: nil) == "2026-11-25 09:00")
  }

  @Test("picks are what is left of today and the next day with calls")
  func picks() {
    let picks = { (now: String) in
      CallbackReading.picks(
        now: InstantText.read(now)!, zone: patientZone, policy: ClinicPolicy(name: "x"), state: "MA"
      ).map { said($0) }
    }
    #expect(
      picks("2026-11-24T14:05:00-05:00") == [
        "2026-11-24 afternoon", "2026-11-24 evening", "2026-11-25 morning",
        "2026-11-25 afternoon", "2026-11-25 evening",
      ])
    #expect(
      picks("2026-11-25T18:50:00-05:00") == [
        "2026-11-27 morning", "2026-11-27 afternoon", "2026-11-27 evening",
      ])
  }

  @Test("another language adds its words")
  func added() {
    let french = WhenWords(adding: [["tomorrow": ["demain"], "afternoon": ["après-midi"]]])
    let reading = CallbackReading.read(
      "demain après-midi", now: tuesdayNow, zone: patientZone, policy: ClinicPolicy(name: "x"),
      state: nil, words: french)
    #expect(said(reading) == "2026-11-25 afternoon")
  }

  @Test("nothing typed makes it trap")
  func fuzz() {
    let pieces = [
      "3", "12", "99", "2026", "0", "am", "pm", "tomorrow", "mañana", "la", "tue", "nov", "y media",
      "menos cuarto", "in", "hours", "11/24", "2026-11-24", "15:00", "noon", "at", "xx", "💬", "31",
      "days", "9999", "feb", "29",
    ]
    var seed: UInt64 = 5
    for _ in 0..<4000 {
      var text: [String] = []
      for _ in 0..<5 {
        seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        text.append(pieces[Int(seed >> 33) % pieces.count])
      }
      _ = read(text.joined(separator: " "))
      _ = CallbackReading.appointment(
        text.joined(separator: " "), now: tuesdayNow, zone: patientZone, words: bothLanguages)
    }
  }
}

@Suite("A booking made elsewhere") struct AppointmentReadingTests {
  private func read(_ text: String) -> String {
    switch CallbackReading.appointment(
      text, now: tuesdayNow, zone: patientZone, words: bothLanguages)
    {
    case .refused(let reason): reason.rawValue
    case .appointment(let start, let provider):
      InstantText.rfc3339(start, in: patientZone) + (provider.map { " " + $0 } ?? "")
    }
  }

  @Test(
    "is a day and a time, then perhaps a provider",
    arguments: [
      ("2026-12-01 10:30", "2026-12-01T10:30:00-05:00"),
      ("12/1/2026 10:30 Dr. Okafor", "2026-12-01T10:30:00-05:00 Dr. Okafor"),
      ("Dec 1 3pm Dr. May Lee", "2026-12-01T15:00:00-05:00 Dr. May Lee"),
      ("1 de diciembre a las 10 Dra. Ruiz", "2026-12-01T10:00:00-05:00 Dra. Ruiz"),
      ("2026-11-28 20:00", "2026-11-28T20:00:00-05:00"),
      ("march 3 at 9 Okafor", "2027-03-03T09:00:00-05:00 Okafor"),
      ("2026-11-23 10:30", "past"), ("today 9am", "past"), ("2030-01-01 10:00", "too-far"),
      ("2026-12-01", "no-time"), ("2026-12-01 morning", "no-time"), ("Dr. Okafor", "unreadable"),
      ("", "unreadable"), ("3pm", "unreadable"),
    ])
  func booked(_ text: String, _ meaning: String) { #expect(read(text) == meaning) }
}
