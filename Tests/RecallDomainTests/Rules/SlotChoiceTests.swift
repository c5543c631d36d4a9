import Foundation
import Testing

@testable import RecallDomain

@Suite("Which open times fit a patient")
struct SlotChoiceTests {
  let now = at("2026-11-24 14:05")

  func slot(_ when: String, _ provider: String? = "Dr. Okafor", specialty: String? = nil) -> Slot {
    Slot(
      id: SlotID("\(when) \(provider ?? "")"), start: at(when), minutes: 30, provider: provider,
      specialty: specialty)
  }

  func choice(
    _ policy: ClinicPolicy = clinic(),
    _ change: (inout RecallEntry, inout Patient) -> Void = { _, _ in }
  ) -> SlotChoice {
    var (entry, patient) = (entry { $0.provider = "Dr. Okafor" }, patient())
    change(&entry, &patient)
    return SlotChoice(entry: entry, patient: patient, policy: policy)
  }

  func starts(_ slots: some Sequence<Slot>) -> [String] { slots.map { wall($0.start) } }

  @Test("only the own provider's, the soonest first, six at a time")
  func own() {
    let slots =
      [slot("2026-11-25 08:00", "Dr. Reyes"), slot("2026-11-25 09:00", "DR. OKAFOR")]
      + (1...9).map { slot("2026-12-0\($0) 09:00") }
    let shown = choice().fitting(slots, SlotPreference())
    #expect(starts(shown).first == "2026-11-25 09:00")
    #expect(shown.count == SlotChoice.shown)
    var more = SlotPreference()
    more.passed = SlotChoice.shown
    #expect(starts(choice().fitting(slots, more)).first == "2026-12-06 09:00")
    let anyone = choice().fitting(slots, SlotPreference(anyProvider: true))
    #expect(starts(anyone).first == "2026-11-25 08:00")
  }

  @Test("the same provider and specialty, however each system writes them")
  func names() {
    let slots = [
      slot("2026-11-25 09:00", "OKAFOR, ADA MD", specialty: "CARDIOLOGY CLINIC"),
      slot("2026-11-25 10:00", "Okafor, A."), slot("2026-11-25 11:00", "OKONKWO, ADA MD"),
    ]
    let own = choice { entry, _ in entry.specialty = "Cardiology" }
    #expect(
      starts(own.fitting(slots, SlotPreference())) == ["2026-11-25 09:00", "2026-11-25 10:00"])
    let policy = clinic { $0.providerLanguages = ["Dr. Okafor": ["es"]] }
    let spanish = choice(policy) { _, patient in patient.language = "es" }
    #expect(slots.map { spanish.speaksLanguage($0) } == [true, true, nil])
  }

  @Test("what the record or the slot does not say excludes nothing; another specialty does")
  func unknown() {
    let slots = [
      slot("2026-11-25 09:00", nil), slot("2026-11-25 10:00", specialty: "Cardiology"),
      slot("2026-11-25 11:00", specialty: "Dermatology"),
    ]
    let cardiology = choice { entry, _ in entry.specialty = "cardiology" }
    #expect(
      starts(cardiology.fitting(slots, SlotPreference())) == [
        "2026-11-25 09:00", "2026-11-25 10:00",
      ])
    #expect(choice().fitting(slots, SlotPreference()).count == 3)
  }

  @Test("a part of the day, a weekday, a date, by the clinic's clock")
  func wishes() {
    let slots = ["2026-11-25 09:00", "2026-11-25 15:00", "2026-12-01 09:00", "2026-12-02 17:30"]
      .map { slot($0) }
    let fits = { (wish: SlotPreference) in starts(choice().fitting(slots, wish)) }
    #expect(fits(SlotPreference(part: .morning)) == ["2026-11-25 09:00", "2026-12-01 09:00"])
    #expect(
      fits(SlotPreference(days: .weekday(.wednesday))) == [
        "2026-11-25 09:00", "2026-11-25 15:00", "2026-12-02 17:30",
      ])
    #expect(
      fits(SlotPreference(days: .from(day("2026-11-30")))) == [
        "2026-12-01 09:00", "2026-12-02 17:30",
      ])
    #expect(
      fits(SlotPreference(part: .evening, days: .weekday(.wednesday))) == ["2026-12-02 17:30"])
  }

  @Test("when the patient asked to be called puts times first, and hides none")
  func likely() {
    let slots = ["2026-11-25 09:00", "2026-11-25 15:00", "2026-12-01 09:00", "2026-12-02 14:30"]
      .map { slot($0) }
    var wish = SlotPreference()
    let window = CallbackWindow(date: day("2026-11-25"), moment: .time(TimeOfDay("13:30")!))
    wish.likely = SlotPreference.likely(window, zone: boston, policy: clinic())
    #expect(
      starts(choice().fitting(slots, wish)) == [
        "2026-11-25 15:00", "2026-12-02 14:30", "2026-11-25 09:00", "2026-12-01 09:00",
      ])
    wish.part = .morning
    #expect(starts(choice().fitting(slots, wish)) == ["2026-11-25 09:00", "2026-12-01 09:00"])
    let west = SlotPreference.likely(window, zone: Zone("America/Los_Angeles")!, policy: clinic())
    #expect(west == .afternoon, "half past four at the clinic")
    let part = CallbackWindow(date: day("2026-11-25"), moment: .part(.evening))
    #expect(SlotPreference.likely(part, zone: boston, policy: clinic()) == .evening)
  }

  @Test("where any provider will do, those who speak the patient's language come first")
  func language() {
    let policy = clinic {
      $0.providerLanguages = ["Dr. Reyes": ["en", "es"], "Dr. Okafor": ["en"]]
    }
    let slots = [slot("2026-11-25 09:00"), slot("2026-11-26 09:00", "Dr. Reyes")]
    let spanish = choice(policy) { entry, patient in
      (entry.provider, patient.language) = (nil, "es-MX")
    }
    #expect(starts(spanish.fitting(slots, SlotPreference())).first == "2026-11-26 09:00")
    #expect(slots.map(spanish.speaksLanguage) == [false, true])
    let own = choice(policy) { $1.language = "es" }
    #expect(starts(own.fitting(slots, SlotPreference())) == ["2026-11-25 09:00"])
    let english = choice(policy) { $1.language = "en" }
    #expect(english.speaksLanguage(slots[1]) == nil, "the clinic's own language needs no remark")
  }

  @Test("a time kept for a language is offered to those who speak it, and to nobody else")
  func kept() {
    var spanish = slot("2026-11-25 09:00")
    spanish.language = "es"
    let slots = [spanish, slot("2026-11-26 09:00")]
    let fits = { (language: String?) in
      starts(choice { $1.language = language }.fitting(slots, SlotPreference()))
    }
    #expect(fits("es-MX") == ["2026-11-25 09:00", "2026-11-26 09:00"])
    #expect(fits("en") == ["2026-11-26 09:00"])
    #expect(fits(nil) == ["2026-11-26 09:00"])
  }

  @Test(
    "reads what people say",
    arguments: [
      ("morning", SlotPreference(part: .morning)), ("tarde", SlotPreference(part: .afternoon)),
      ("tue", SlotPreference(days: .weekday(.tuesday))),
      ("martes por la mañana", SlotPreference(part: .morning, days: .weekday(.tuesday))),
      ("Dec 3", SlotPreference(days: .from(day("2026-12-03")))),
      ("tomorrow", SlotPreference(days: .from(day("2026-11-25")))),
      ("thursday 3pm", SlotPreference(part: .afternoon, days: .weekday(.thursday))),
    ])
  func reading(_ typed: String, _ meant: SlotPreference) {
    #expect(SlotPreference(typed, now: now, zone: boston, words: WhenWords()) == meant)
  }

  @Test("what is no day and no part of one is not read", arguments: ["", "hmm", "in 2 hours"])
  func unreadable(_ typed: String) {
    #expect(SlotPreference(typed, now: now, zone: boston, words: WhenWords()) == nil)
  }
}
