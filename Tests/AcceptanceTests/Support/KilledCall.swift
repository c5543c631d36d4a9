/// One whole call, prompt by prompt, to be killed at each of its prompts.
struct KilledCall: Sendable, CustomStringConvertible {
  let name: String
  let lines: [Line]
  /// Of the note that every kill must lead to.
  let outcome: String
  let detail: String
  var queues: [String] = []
  /// What those who find the note must read in its fields, in any order.
  var words: [String] = []
  /// What the clinic lead must read of lines that do not speak well; none of it is in the note.
  var marks: [String] = []

  struct Line: Sendable {
    let prompt: String
    let line: String

    init(_ prompt: String, _ line: String) { (self.prompt, self.line) = (prompt, line) }
  }

  var description: String { name }

  /// From the main prompt through `lines` and `save` back to it.
  init(
    _ name: String, claim: String = "next", _ lines: [Line], save: [Line] = [Line("save", "")],
    ends outcome: String, _ detail: String, queues: [String] = [], words: [String] = [],
    marks: [String] = []
  ) {
    self.name = name
    self.lines =
      [Line("recall", claim), Line("dial", "")] + lines + save + [Line("recall", "quit")]
    (self.outcome, self.detail, self.queues, self.words) = (outcome, detail, queues, words)
    self.marks = marks
  }

  /// Every prompt of every call: the enumeration itself.
  static let points: [KillPoint] = all.flatMap { call in
    call.lines.indices.map { KillPoint(call: call, step: $0) }
  }
}

/// A call, and the number of lines that were answered when it died.
struct KillPoint: Sendable, CustomStringConvertible {
  let call: KilledCall
  let step: Int

  var prompt: String { call.lines[step].prompt }
  var description: String { "\(call.name), at prompt \(step + 1), \(prompt)" }
}

extension KilledCall {
  private static let verified = [
    Line("opening", "patient"), Line("full_name", "y"), Line("date_of_birth", "1961-03-04"),
  ]

  static let all = [
    KilledCall(
      "a question, then a booking",
      verified + [
        Line("reason", "cq"), Line("clinical_question", "May I eat before?"),
        Line("question_noted", "go_on"), Line("reason", "ready"), Line("offer", "1"),
      ], ends: "scheduled", "booked", queues: ["clinical"], words: ["May I eat before?"]),
    KilledCall(
      "a booking made elsewhere",
      verified + [Line("reason", "ready"), Line("offer", "other 2026-11-30 10:00 Dr. Okafor")],
      ends: "scheduled", "booked", words: ["elsewhere"]),
    KilledCall(
      "an emergency before identity",
      [
        Line("opening", "patient"), Line("full_name", "!"), Line("emergency", "my chest hurts"),
        Line("emergency_where", "at the kitchen table"), Line("emergency_kind", "call_911"),
        Line("emergency_911", "y"), Line("emergency_handover", "the front desk"),
      ], ends: "escalated", "emergency", queues: ["clinical"],
      words: ["my chest hurts", "at the kitchen table", "the front desk"]),
    KilledCall(
      "a voicemail, with a remark",
      [Line("opening", "voicemail"), Line("voicemail", "")],
      save: [Line("save", "The box is nearly full"), Line("save", "")],
      ends: "left-message", "voicemail"),
    KilledCall(
      "a time to call back",
      verified + [Line("reason", "later"), Line("callback", "tomorrow 3pm")],
      ends: "callback-requested", "at-time", words: ["2026-11-25"]),
    KilledCall(
      "a time from somebody else",
      [
        Line("opening", "someone_else"), Line("third_party", "not_now"),
        Line("third_time", "tomorrow morning"),
      ], ends: "callback-requested", "at-time", words: ["2026-11-25"]),
    KilledCall(
      "an opt-out by nobody verified", [Line("opening", "st")],
      ends: "declined", "do-not-contact", queues: ["records"]),
    KilledCall(
      "an opt-out by the patient", verified + [Line("reason", "st")],
      ends: "declined", "do-not-contact"),
    KilledCall(
      "an identity that does not match",
      [
        Line("opening", "patient"), Line("full_name", "y"), Line("date_of_birth", "1971-03-04"),
        Line("date_of_birth", "1972-03-04"),
      ], ends: "no-answer", "identity-not-confirmed"),
    KilledCall(
      "a helper whom the patient allows",
      verified + [
        Line("reason", "op"), Line("other_person", "helper"), Line("person_name", "Sam Delaney"),
        Line("person_relationship", "son"), Line("offer", "1"),
      ], ends: "scheduled", "booked"),
    KilledCall(
      "a number never dialled, then nobody answers",
      [Line("opening", "/back"), Line("dial", ""), Line("opening", "no_answer")],
      ends: "no-answer", "rang-out"),
    KilledCall(
      "a complaint",
      [
        Line("opening", "up"), Line("upset", "Nobody called"),
        Line("upset_noted", "enough"),
      ],
      ends: "escalated", "complaint", queues: ["supervisor"], words: ["Nobody called"]),
    KilledCall(
      "insurance, left by hand",
      verified + [
        Line("reason", "in"), Line("insurance", "coverage is my plan still good"),
        Line("insurance_noted", "/end callback at-time"), Line("callback_window", "tomorrow 3pm"),
      ], ends: "callback-requested", "at-time", queues: ["insurance"],
      words: ["is my plan still good", "2026-11-25"]),
    KilledCall(
      "a line that does not speak well, then nobody answers",
      [Line("opening", "/stumble one breath too long"), Line("opening", "no_answer")],
      ends: "no-answer", "rang-out", marks: ["one breath too long"]),
  ]
}
