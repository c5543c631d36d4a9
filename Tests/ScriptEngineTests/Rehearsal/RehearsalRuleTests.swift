import RecallDomain
import Testing

@testable import ScriptEngine

@Suite("rehearsals that a script cannot follow, and some that come close")
struct RehearsalRuleTests {
  private static let file = RehearsalFixture.path

  @Test("a sound rehearsal is not spoken of")
  func sound() {
    #expect(RehearsalFixture().found == [])
  }

  // MARK: cannot-follow

  @Test("an answer that is none there is told with those that are, and what was meant")
  func unknownAnswer() {
    #expect(
      RehearsalFixture().replacing("expect: ready", "expect: redy").found == [
        "\(Self.file):11:13 \"redy\" is no answer at \"reason\"; did you mean \"ready\"?; possible "
          + "there: ready, later, or an interrupt such as /busy [rehearsal/cannot-follow]"
      ])
  }

  @Test("also where it is only one of several that would be accepted")
  func alternative() {
    #expect(
      RehearsalFixture().replacing("expect: ready", "expect: [ready, /busy, later]").found == [])
    #expect(
      RehearsalFixture().replacing("expect: ready", "expect: [ready, none_suit]").found == [
        "\(Self.file):11:21 \"none_suit\" is no answer at \"reason\"; possible there: ready, later, "
          + "or an interrupt such as /busy [rehearsal/cannot-follow]"
      ])
  }

  @Test("who gives a wrong birth date is not verified, and who gives the right one is")
  func wrongBirthDate() {
    let wrong = "gives: { date_of_birth: 1962-03-04 }\n    expect: verified"
    #expect(
      RehearsalFixture().replacing("expect: verified", wrong).found == [
        "\(Self.file):10:13 \"verified\" does not follow at \"identity\" from what the patient "
          + "states: it does not match, and the same is asked again (\"mismatch\") "
          + "[rehearsal/cannot-follow]"
      ])
    let right = "gives: { date_of_birth: 3/4/1961 }\n    expect: verified"
    #expect(RehearsalFixture().replacing("expect: verified", right).found == [])
    #expect(
      RehearsalFixture().replacing("expect: verified", "expect: mismatch").found == [
        "\(Self.file):9:13 \"mismatch\" does not follow at \"identity\" from what the patient "
          + "states: that is \"verified\" [rehearsal/cannot-follow]"
      ])
  }

  @Test("a mismatch and then the right date is a way through the gate; two mismatches fail")
  func secondTry() {
    let start = """
        - says: wants_a_time.answers
          expect: patient
        - says: wants_a_time.birth_date
          gives: { date_of_birth: 1962-03-04 }
          expect: mismatch
      """
    let again = """

        - says: wants_a_time.birth_date
          expect: verified
        - says: wants_a_time.glad
          expect: later
        - says: wants_a_time.first
          gives: { callback_window: 1 morning }
          expect: given
      """
    let fixture = RehearsalFixture(
      turns: start + again, ends: "{ outcome: callback-requested, detail: at-time }")
    #expect(fixture.found == [])
    let failed = """

        - says: wants_a_time.birth_date
          gives: { date_of_birth: 1963-03-04 }
          expect: failed
      """
    let ends = "{ outcome: no-answer, detail: identity-not-confirmed }"
    #expect(RehearsalFixture(turns: start + failed, ends: ends).found == [])
  }

  @Test("a date that cannot be read is told where it is given")
  func unreadable() {
    let wrong = "gives: { date_of_birth: 3/4/61 }\n    expect: verified"
    #expect(
      RehearsalFixture().replacing("expect: verified", wrong).found == [
        "\(Self.file):9:29 what is stated cannot be read as \"date_of_birth\" "
          + "[rehearsal/cannot-follow]"
      ])
  }

  @Test("turns after the end cannot follow, but an interrupt reopens the call")
  func afterTheEnd() {
    let late = "\n  - says: wants_a_time.glad\n    expect: ready\nends:"
    #expect(
      RehearsalFixture().replacing("\nends:", late).found == [
        "\(Self.file):17:13 \"ready\" cannot follow: the call has ended before it, as "
          + "\"scheduled/booked\" [rehearsal/cannot-follow]"
      ])
    let question = """

        - says: wants_a_time.glad
          expect: /clinical
        - says: wants_a_time.glad
          expect: given
        - says: wants_a_time.glad
          expect: later
      ends:
      """
    // Held appointments decide in the console; the script's own end is what is compared.
    #expect(
      RehearsalFixture().replacing(
        "\nends: { outcome: scheduled }", question + " { outcome: clinical-question }"
      ).found == [])
  }

  @Test("in an emergency nothing else is raised")
  func emergency() {
    let turns = """
        - says: wants_a_time.answers
          expect: patient
        - says: wants_a_time.glad
          expect: /emergency
        - says: wants_a_time.glad
          expect: /busy
      """
    #expect(
      RehearsalFixture(turns: turns).found == [
        "\(Self.file):12:13 \"/busy\" cannot be raised at \"emergency\" [rehearsal/cannot-follow]"
      ])
  }

  @Test("a patient in a hurry must leave room for the best way")
  func hurry() {
    let place = "\(Self.file):3:9 "
    #expect(
      RehearsalFixture().replacing("turns:", "hangs_up_after: 4\nturns:").found == [
        place + "the patient hangs up after 4 answers, and the best way takes 5: "
          + "key \"hangs_up_after\" must be 5 or more [rehearsal/cannot-follow]"
      ])
    #expect(RehearsalFixture().replacing("turns:", "hangs_up_after: 5\nturns:").found == [])
  }

  @Test("a script that changes takes its rehearsals along, or they are told")
  func changedScript() {
    var fixture = RehearsalFixture()
    for (file, text) in fixture.clinic.files where file.hasSuffix("/visit.yaml") {
      fixture.clinic.files[file] = text.replacing("ready:", with: "gladly:")
    }
    #expect(
      fixture.found == [
        "\(Self.file):11:13 \"ready\" is no answer at \"reason\"; possible there: gladly, later, "
          + "or an interrupt such as /busy [rehearsal/cannot-follow]"
      ])
  }

  // MARK: ends-otherwise

  @Test("another end than promised, a detail that is not reached, and no end at all are told")
  func ends() {
    let other = { (ends: String) in
      RehearsalFixture().replacing("ends: { outcome: scheduled }", "ends: \(ends)").found
    }
    #expect(
      other("{ outcome: declined }") == [
        "\(Self.file):16:7 the call ends as \"scheduled/booked\", not as \"declined\" "
          + "[rehearsal/ends-otherwise]"
      ])
    #expect(
      other("{ outcome: scheduled, detail: self-booked }") == [
        "\(Self.file):16:7 the call ends as \"scheduled/booked\", not as "
          + "\"scheduled/self-booked\" [rehearsal/ends-otherwise]"
      ])
    #expect(other("{ outcome: scheduled, detail: booked }") == [])
    #expect(
      RehearsalFixture().replacing(
        "  - says: wants_a_time.no_question\n    expect: none\n", ""
      ).found == [
        "\(Self.file):14:7 the call goes on at \"any_more\" after the last turn; possible there: "
          + "given, none [rehearsal/ends-otherwise]"
      ])
  }

  // MARK: missing-words

  @Test("a turn without words in the source is told with the nearest id; silence needs none")
  func words() {
    #expect(
      RehearsalFixture().replacing("says: wants_a_time.glad", "says: wants_a_time.glda").found == [
        "\(Self.file):10:11 nothing is there to say for \"wants_a_time.glda\" in \"en\"; did you "
          + "mean \"wants_a_time.glad\"? [rehearsal/missing-words]"
      ])
    #expect(
      RehearsalFixture().replacing("says: wants_a_time.glad\n    expect", "expect").found == [])
  }

  @Test("words that only a translation lacks are missing there")
  func translation() {
    var fixture = RehearsalFixture()
    fixture.clinic.files["locales/es/visit.yaml"] = fixture.clinic.files["locales/es/visit.yaml"]!
      .split(separator: "\n", omittingEmptySubsequences: false)
      .filter { !$0.contains("wants_a_time.glad") }.joined(separator: "\n")
    #expect(
      fixture.library.findings.map(\.message) == [
        "rehearsal \"wants_a_time.glad\" is missing in \"es\""
      ])
  }

  // MARK: the rest

  @Test("an unknown script is told with the one that was meant")
  func unknownScript() {
    #expect(
      RehearsalFixture().replacing("script: visit", "script: vist").found == [
        "\(Self.file):3:9 script \"vist\" of rehearsal \"wants-a-time\" is not known; did you mean "
          + "\"visit\"? [reference]"
      ])
  }

  @Test("words and labels of no rehearsal are told as left over")
  func orphans() {
    var fixture = RehearsalFixture()
    fixture.clinic.files["locales/en/visit.rehearsals.yaml"] = """
      recall-locale: 1
      locale: en
      labels:
        rehearsal.wants-a-tim: "A title"
      rehearsals:
        wants_a_time.glda: { text: "Yes." }
      """
    let orphans = fixture.library.findings.filter { $0.severity == .warning }.map(\.message)
    #expect(
      orphans == [
        "label \"rehearsal.wants-a-tim\" in \"en\" is not used by any rehearsal; did you mean "
          + "\"rehearsal.wants-a-time\"?",
        "rehearsal \"wants_a_time.glda\" in \"en\" is not used by any rehearsal; did you mean "
          + "\"wants_a_time.glad\"?",
      ])
  }

  @Test("a title in one language is wanted in all")
  func titles() {
    var fixture = RehearsalFixture()
    fixture.clinic.files["locales/en/visit.rehearsals.yaml"] = """
      recall-locale: 1
      locale: en
      labels:
        rehearsal.wants-a-time: "A title"
      """
    #expect(
      fixture.found == [
        "locales/es/visit.rehearsals.yaml:1:1 label \"rehearsal.wants-a-time\" is missing in \"es\" "
          + "[locale/label]"
      ])
  }

  @Test("what is wrong with a rehearsal fails the check of its script, and stops no live call")
  func neverStopsCalls() throws {
    let library = RehearsalFixture().replacing("expect: ready", "expect: redy").library
    let report = try #require(library.reports["visit"])
    #expect(report.findings.map(\.rule) == [.cannotFollow])
    #expect(report.isSafe)
    #expect(library.editions["visit"] != nil)
  }

  @Test("a clinic of one language is not told of a rehearsal that needs two")
  func oneLanguage() {
    var fixture = RehearsalFixture().replacing("expect: ready", "in: other\n    expect: ready")
    #expect(fixture.found == [])
    fixture.clinic = {
      var clinic = ExampleClinic(languages: ["en"])
      clinic.files[Self.file] = fixture.clinic.files[Self.file]
      return clinic
    }()
    #expect(fixture.found == [])
    #expect(fixture.rehearsal.languages(of: fixture.library.policy) == [])
  }
}
