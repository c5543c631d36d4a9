import RecallDomain
import Testing

@testable import ScriptEngine

@Suite("reading rehearsals")
struct RehearsalReaderTests {
  private static func read(_ text: String, path: String = RehearsalFixture.path) -> (
    [Rehearsal], [String]
  ) {
    let read = RehearsalReader.read([SourceFile(path: path, bytes: Array(text.utf8))])
    return (
      read.rehearsals, read.findings.map { "\($0.place.line):\($0.place.column) \($0.message)" }
    )
  }

  /// The example of SCRIPT-FORMAT, with a name and without words of ours.
  private static let pinned = """
    recall-rehearsal: 1
    id: wants-a-time
    script: overdue-follow-up
    patient: { name: "Rosa Delgado", date_of_birth: 1961-03-04, language: es, postal_code: "02139" }
    turns:
      - says: works_days.answers
        expect: patient
      - says: works_days.gives_birth_date
        expect: verified
      - says: works_days.bad_moment
        expect: /busy
      - says: works_days.tomorrow_afternoon
        expect: given
    ends: { outcome: callback-requested }
    """

  @Test("the example of the format is read as it stands, with what it leaves open as usual")
  func pinned() throws {
    let (rehearsals, findings) = Self.read(Self.pinned)
    #expect(findings == [])
    let rehearsal = try #require(rehearsals.first)
    #expect(rehearsal.turns.map(\.best.word) == ["patient", "verified", "/busy", "given"])
    #expect(rehearsal.patient.language == "es")
    #expect(rehearsal.level == .medium && rehearsal.direction == .outbound)
    #expect(rehearsal.patience == Rehearsal.usualPatience && rehearsal.hangsUpAfter == nil)
    #expect(rehearsal.turns.allSatisfy { $0.speaker == .patient && $0.gives.isEmpty })
    #expect(rehearsal.ends.allows(Ending(.callbackRequested, .atTime)!))
    #expect(rehearsal.ends.allows(Ending(.callbackRequested)!))
    #expect(!rehearsal.ends.allows(Ending(.declined)!))
  }

  @Test("everything that may be said more is read")
  func more() throws {
    let text = Self.pinned
      .replacing(
        "turns:", with: "level: hard\ncall: inbound\npatience: 1\nhangs_up_after: 9\nturns:"
      )
      .replacing(
        "says: works_days.bad_moment\n    expect: /busy",
        with: "says: [works_days.a, works_days.b]\n    who: other\n    in: other\n"
          + "    gives: { callback_window: \"2 10:30\", full_name: none }\n    expect: [/bu, /locale]"
      )
      .replacing("callback-requested }", with: "callback-requested, detail: at-time }")
      .replacing(
        "language: es",
        with:
          "language: es, phone: 617-555-0142, representative: { name: A B, relationship: son }, "
          + "message: none, voicemail: false, sensitive: true")
    let (rehearsals, findings) = Self.read(text)
    #expect(findings == [])
    let rehearsal = try #require(rehearsals.first)
    let turn = rehearsal.turns[2]
    #expect(turn.says.map(\.line) == ["works_days.a", "works_days.b"])
    #expect(turn.expect.map(\.word) == ["/busy", "/locale"])
    #expect(turn.speaker == .other && turn.tongue == .other)
    #expect(turn.stated("callback_window") == "2 10:30" && turn.stated("mrn") == nil)
    #expect(rehearsal.level == .hard && rehearsal.direction == .inbound)
    #expect(rehearsal.patience == 1 && rehearsal.hangsUpAfter == 9)
    #expect(rehearsal.patient.message == nil && rehearsal.patient.sensitive)
    #expect(rehearsal.patient.phone == "+16175550142" && !rehearsal.patient.voicemail)
    #expect(rehearsal.patient.representative?.relationship == "son")
    #expect(rehearsal.needsTwoLanguages)
    #expect(!rehearsal.ends.allows(Ending(.callbackRequested)!))
  }

  struct Slip: CustomTestStringConvertible, Sendable {
    let right: String
    let wrong: String
    let says: String
    var testDescription: String { wrong }
  }

  static let slips = [
    Slip(
      right: "recall-rehearsal: 1", wrong: "recall-rehearsal: 2",
      says: "1:19 format version \"2\" is not known: this program reads 1"),
    Slip(
      right: "id: wants-a-time", wrong: "id: wants_a_time",
      says: "2:5 rehearsal \"wants_a_time\" must be small letters, digits and \"-\", a letter first"
    ),
    Slip(
      right: "id: wants-a-time", wrong: "id: another",
      says: "2:5 rehearsal \"another\" must be named like its file, \"wants-a-time\""),
    Slip(
      right: "turns:", wrong: "tunrs:",
      says: "5:1 key \"tunrs\" is not known in rehearsal; did you mean \"turns\"?"),
    Slip(
      right: "turns:", wrong: "level: dificult\nturns:",
      says: "5:8 level \"dificult\" is not known: \"easy\", \"medium\" or \"hard\""
    ),
    Slip(
      right: "turns:", wrong: "level: esy\nturns:",
      says: "5:8 level \"esy\" is not known; did you mean \"easy\"?"),
    Slip(
      right: "turns:", wrong: "patience: 0\nturns:",
      says: "5:11 key \"patience\" must be a whole number from 1 to 9, not \"0\""),
    Slip(
      right: "expect: /busy", wrong: "expect: /bussy",
      says: "11:13 interrupt \"/bussy\" is not known; did you mean \"/busy\"?"),
    Slip(
      right: "expect: /busy", wrong: "expect: no way",
      says: "11:13 answer \"no way\" must be small letters, digits and \"_\", a letter first"),
    Slip(
      right: "expect: /busy", wrong: "who: pacient\n    expect: /busy",
      says: "11:10 who \"pacient\" is not known; did you mean \"patient\"?"),
    Slip(
      right: "expect: /busy", wrong: "gives: { birth_date: 1961-03-04 }\n    expect: /busy",
      says: "11:14 key \"birth_date\" is not known in key \"gives\""),
    Slip(
      right: "expect: /busy", wrong: "gives: { agreed_911: maybe }\n    expect: /busy",
      says: "11:26 agreed_911 \"maybe\" must be \"yes\" or \"no\", or \"none\""),
    Slip(
      right: "expect: /busy", wrong: "expects: /busy",
      says: "11:5 key \"expects\" is not known in turn; did you mean \"expect\"?"),
    Slip(
      right: "says: works_days.bad_moment", wrong: "says: I cannot talk now",
      says: "10:11 line \"I cannot talk now\" must be an id such as \"opening.greeting\": "
        + "words stand in locales"),
    Slip(
      right: "1961-03-04", wrong: "3/4/1961",
      says: "4:49 date of birth \"3/4/1961\" must be a day such as 1961-03-04"),
    Slip(
      right: "language: es", wrong: "phone: 617-253-1000",
      says: "4:68 phone \"617-253-1000\" must be an invented number such as \"617-555-0142\", "
        + "from 555-0100 to 555-0199"),
    Slip(
      right: "outcome: callback-requested", wrong: "outcome: callback-requestd",
      says: "14:18 outcome \"callback-requestd\" is not known; did you mean \"callback-requested\"?"
    ),
    Slip(
      right: "callback-requested }", wrong: "callback-requested, detail: voicemail }",
      says: "14:46 detail \"voicemail\" does not belong to outcome \"callback-requested\""),
  ]

  @Test("a slip is told at its place, with what was probably meant", arguments: slips)
  func slip(_ slip: Slip) {
    #expect(Self.pinned.contains(slip.right))
    let (rehearsals, findings) = Self.read(Self.pinned.replacing(slip.right, with: slip.wrong))
    #expect(findings.contains(slip.says), "\(findings)")
    #expect(rehearsals.isEmpty)
  }

  @Test("other folders and hidden files are passed over, and a wrong ending is told")
  func paths() {
    #expect(Self.read("x", path: "scripts/visit.yaml").1 == [])
    #expect(Self.read("x", path: "scripts/rehearsals/.a.yaml").1 == [])
    #expect(
      Self.read("x", path: "scripts/rehearsals/a.yml").1
        == ["1:1 file is not read: the name of a rehearsal ends in \".yaml\""])
  }

  @Test("any cut of a file is told or read, and stops nobody")
  func cuts() {
    let text = Self.pinned
    for length in stride(from: 0, to: text.count, by: 7) {
      let (rehearsals, findings) = Self.read(String(text.prefix(length)))
      #expect(rehearsals.isEmpty != findings.isEmpty || !rehearsals.isEmpty)
    }
  }
}
