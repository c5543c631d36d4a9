import Foundation
import RecallDomain
import ScriptEngine
import Testing

@Suite("A clinic whose rules cannot all be kept") struct ClinicContradictionTests {
  func read(_ text: String) -> (policy: ClinicPolicy?, findings: [Finding]) {
    ClinicFileReader.read(source("recall-clinic: 1\nname: Lakeside\n" + text, path: "clinic.yaml"))
  }

  @Test(
    "is told which, where, and what would make them agree",
    arguments: [
      (
        "limits: { contacts_per_week: 1 }",
        "clinic.yaml:3:9: cadence step 2 (call) cannot come within 2 business days when nobody "
          + "answers: the limits permit no contact until 7 days after the step before; raise the limits, "
          + "or give the step more days with \"within\""
      ),
      (
        "cadence: [ { call: best }, { call: best, within: 1 business day, after: 2 days } ]",
        "clinic.yaml:3:28: cadence step 2 (call) cannot come within 1 business day when nobody "
          + "answers: its own \"after\" permits no call until 2 days after the step before; "
          + "lower \"after\", or raise \"within\""
      ),
      (
        "delays: { no-answer: 5 days }",
        "clinic.yaml:3:9: cadence step 2 (call) cannot come within 2 business days when nobody "
          + "answers: the delay after \"rang-out\" permits no call until 5 days after the step before; "
          + "shorten that delay, or give the step more days with \"within\""
      ),
      (
        "calling: { weekday: \"07:00-19:00\" }",
        "clinic.yaml:3:21: hours of \"weekday\" reach beyond 08:00-21:00, which the law sets and no "
          + "clinic widens; keep within them"
      ),
      (
        "state: RI\ncalling: { weekday: \"18:00-20:00\" }",
        "clinic.yaml:4:21: hours of \"weekday\" lie outside those that RI permits: nobody there "
          + "could be called that day; change them, or write \"closed\""
      ),
      (
        "state: AL\ncalling: { sunday: \"10:00-12:00\" }",
        "clinic.yaml:4:20: hours of \"sunday\" lie outside those that AL permits: nobody there "
          + "could be called that day; change them, or write \"closed\""
      ),
      (
        "calling: { weekday: closed, saturday: closed }",
        "clinic.yaml:3:10: no day of the week has calling hours: nobody could ever be called; "
          + "give one day hours such as \"09:00-19:00\""
      ),
      (
        "limits: { contacts_per_day: 3, contacts_per_week: 2 }",
        "clinic.yaml:3:51: \"contacts_per_week\" is less than \"contacts_per_day\": the day's limit "
          + "could never be used; raise the one or lower the other"
      ),
      (
        "cadence: [ { message: any-consented }, { close: 3 days } ]",
        "clinic.yaml:3:10: cadence has no call: it needs at least one step \"call\""
      ),
      (
        "cadence: [ { call: best, after: 2 days } ]",
        "clinic.yaml:3:12: cadence step 1 (call) is the first: it has nothing before it that "
          + "\"after\" or \"within\" could count from; leave them out"
      ),
      (
        "calling: { weekday: \"09:00-12:00\", saturday: closed }",
        "clinic.yaml:3:10: cadence step 2 (call) asks for another part of the day, and calling "
          + "hours have only the morning: widen them, or write \"call: best\""
      ),
      (
        "segments: { eyes: { limits: { contacts_per_week: 1 } } }",
        "clinic.yaml:3:29: segment \"eyes\": cadence step 2 (call) cannot come within 2 business "
          + "days when nobody answers: the limits permit no contact until 7 days after the step "
          + "before; raise the limits, or give the step more days with \"within\""
      ),
      (
        "segments: { eyes: { calling: { weekday: \"12:00-15:00\", saturday: closed } } }",
        "clinic.yaml:3:30: segment \"eyes\": cadence step 2 (call) asks for another part of the "
          + "day, and calling hours have only the afternoon: widen them, or write \"call: best\""
      ),
    ])
  func told(_ text: String, _ sentence: String) {
    let read = read(text)
    #expect(read.policy == nil)
    let said = read.findings.map { "\($0.place): \($0.message)" }
    #expect(said.contains(sentence), "\(said)")
  }

  @Test("steps that the week's limit puts off are named, however they came about")
  func putOff() {
    let daily = "{ call: best, after: 1 day }"
    let read = read(
      "cadence: [ { call: best }, \(daily), \(daily), \(daily), { close: 3 days } ]")
    #expect(
      read.findings.map(\.message) == [
        "cadence step 4 (call) cannot come 1 day after the step before when nobody answers: the "
          + "limits permit no contact until 5 days after it; raise \"contacts_per_week\" or space "
          + "the steps"
      ])
  }

  @Test(
    "near misses are not called contradictions",
    arguments: [
      "",
      "limits: { contacts_per_week: 2 }\ncadence: [ { call: best }, { call: best, within: 2 business days }, { call: best, after: 7 days } ]",
      "cadence: [ { call: best }, { call: best, after: 1 day }, { call: best, after: 1 day }, { call: best, after: 5 days } ]",
      "limits: { contacts_per_day: 2, contacts_per_week: 2 }\ncadence: [ { call: best }, { call: other-part-of-day, within: 1 business day }, { close: 5 days } ]",
      "calling: { weekday: \"09:00-12:15\", saturday: closed }",
      "calling: { weekday: \"08:00-21:00\" }",
      "state: RI\ncalling: { weekday: \"17:00-20:00\", saturday: closed }\ncadence: [ { call: best }, { call: best, within: 1 business day } ]",
      "state: AL\ncalling: { sunday: \"10:00-12:00\", state_overlay: false }",
      "calling: { closed: [2026-12-24, 2026-12-28, 2026-12-29, 2026-12-30, 2026-12-31] }",
      "delays: { left-message: 2 business days, declined: 30 days }",
      "segments: { eyes: { limits: { contacts_per_week: 4 }, cadence: [ { call: best }, { call: best, after: 1 day }, { call: best, after: 1 day }, { call: best, after: 1 day } ] } }",
    ])
  func nearMiss(_ text: String) {
    #expect(read(text).findings == [])
  }

  @Test("the shipped defaults do not contradict themselves, in any state")
  func defaults() {
    for state in [nil, "MA", "RI", "KY", "AL", "TX", "CA", "HI"] as [String?] {
      var policy = ClinicPolicy(name: "Lakeside")
      policy.state = state
      policy.segments = ["results": SegmentPolicy(script: "results", sensitive: true)]
      policy.segments["results"]?.cadence = CadenceStep.sooner
      #expect(policy.contradictions == [], "\(state ?? "no state")")
    }
  }
}

@Suite("clinic.yaml: closed days, delays, and what a segment has of its own")
struct ClinicOverrideTests {
  func read(_ text: String) -> (policy: ClinicPolicy?, findings: [Finding]) {
    ClinicFileReader.read(source("recall-clinic: 1\nname: Lakeside\n" + text, path: "clinic.yaml"))
  }

  @Test("closed days of the clinic are everybody's, a segment adds its own")
  func closed() throws {
    let policy = try #require(
      read(
        """
        calling: { closed: [2026-12-24] }
        segments: { eyes: { calling: { closed: [2026-12-31], saturday: closed } } }
        """
      ).policy)
    #expect(policy.calling.closed == [CivilDate(iso: "2026-12-24")!])
    let own = policy.calling(of: "eyes")
    #expect(own.closed == [CivilDate(iso: "2026-12-24")!, CivilDate(iso: "2026-12-31")!])
    #expect(own.saturday == nil && own.weekday == policy.calling.weekday)
  }

  @Test("a segment's limits and cadence are its own, what it leaves out is the clinic's")
  func segment() throws {
    let policy = try #require(
      read(
        """
        limits: { contacts_per_day: 2, contacts_per_week: 5 }
        segments: { eyes: { limits: { contacts_per_week: 4 }, cadence: [ { call: best }, { close: 2 days } ] }, ears: {} }
        """
      ).policy)
    #expect(policy.limits(of: "eyes") == ContactLimits(contactsPerDay: 2, contactsPerWeek: 4))
    #expect(policy.limits(of: "ears") == policy.limits)
    #expect(policy.cadence(of: "eyes").count == 2)
    #expect(policy.cadence(of: "ears") == CadenceStep.defaults)
  }

  @Test("delays by outcome, and by detail")
  func delays() throws {
    let policy = try #require(
      read(
        "delays: { no-answer: { busy-signal: 45 minutes }, declined: 14 days, left-message: 1 business day }"
      ).policy)
    #expect(policy.delays[.busySignal] == .minutes(45))
    #expect(policy.delays[.technical] == .minutes(30))
    #expect(policy.delays[.forNow] == .days(14))
    #expect(policy.delays[.careElsewhere] == .days(14))
    #expect(policy.delays[.voicemail] == .businessDays(1))
    #expect(policy.delays[.urgent] == nil)
  }

  @Test(
    "what is wrong is one sentence",
    arguments: [
      (
        "calling: { closed: [Christmas] }",
        "closed day \"Christmas\" must be a date such as 2026-12-24"
      ),
      ("calling: { closed: [2026-12-24, 2026-12-24] }", "closed day \"2026-12-24\" is named twice"),
      (
        "delays: { noanswer: 1 day }",
        "outcome \"noanswer\" is not known; did you mean \"no-answer\"?"
      ),
      (
        "delays: { clinical-question: 1 day }",
        "outcome \"clinical-question\" has no delay: what follows it waits for nothing"
      ),
      (
        "delays: { no-answer: { bussy-signal: 1 day } }",
        "outcome \"no-answer\" has no delay for \"bussy-signal\"; did you mean \"busy-signal\"?"
      ),
      (
        "delays: { declined: soon }",
        "key \"declined\" must be a time such as \"30 minutes\", \"7 days\" or \"2 business days\", a year at most, not \"soon\""
      ),
      (
        "segments: { eyes: { limit: {} } }",
        "key \"limit\" is not known in segment \"eyes\"; did you mean \"limits\"?"
      ),
    ])
  func wrong(_ text: String, _ message: String) {
    #expect(read(text).findings.map(\.message).contains(message), "\(said(read(text).findings))")
  }
}
