/// What one person does at one console, from its start to its end: every kind of call there is, in
/// any order, by dice of their own. Knows only what the screen says.
package struct RandomCaller {
  package let id: String
  package var dice: SeededDice
  package private(set) var callsLeft: Int
  /// Makes the words that this person types unlike any others.
  private let session: String
  private var words = 0
  private var prompts = 0
  /// Of the prompt that is asked again without its choices.
  private(set) var offered = Offered()
  var relationship = "son"
  /// By which recalls of the demo are opened by name.
  private let recalls: ClosedRange<Int>

  package init(
    id: String, session: Int, seed: UInt64, calls: Int, recalls: ClosedRange<Int> = 100...299
  ) {
    (self.id, self.recalls) = (id, recalls)
    self.session = "\(id)-\(session)"
    dice = SeededDice(seed: seed, for: self.session)
    callsLeft = calls
  }

  package mutating func answer(_ prompt: String, _ text: String) -> Move {
    let screen = ScreenReading(text: text)
    remember(prompt, screen)
    prompts += 1
    switch prompt {
    case "recall": return atMainPrompt(screen)
    case "dial": return beforeDialling()
    case "dialled": return afterACrash()
    case "save": return atSave()
    default: return inCall(prompt, screen)
    }
  }

  private mutating func remember(_ prompt: String, _ screen: ScreenReading) {
    let field = AskedField(screen)
    guard offered.prompt != prompt || field != nil || screen.responses.count > 1 else { return }
    offered = Offered(
      prompt: prompt, responses: screen.responses,
      picks: prompt == "offer" ? screen.slots : screen.picks, field: field)
  }

  /// After this call, home.
  package mutating func leaveSoon() { callsLeft = 0 }

  /// Words of this caller that nobody else types.
  package mutating func uniqueWords() -> String {
    words += 1
    return "words \(session)-\(words) end"
  }

  // MARK: Before the call

  private mutating func atMainPrompt(_ screen: ScreenReading) -> Move {
    prompts = 0
    if screen.says("Type resume to finish") { return Move("resume", .claims) }
    if screen.says("Type resume and a number") { return Move("resume 1", .claims) }
    if callsLeft <= 0 || screen.says("Nobody can be called") { return Move("quit", .quits) }
    callsLeft -= 1
    return dice.pick(byWeight: [
      (Move("next", .claims), 80), (Move("next overdue", .claims), 6),
      (Move("next delayed", .claims), 3), (Move("resume", .claims), 6),
      (Move("resume 1", .claims), 5), (Move("promises"), 1), (Move("last"), 1),
      (Move("why \(anyRecall())"), 1), (Move("inbox"), 1), (Move("no such verb"), 1),
      (Move("open \(anyRecall())", .claims), 3),
      (Move("open \(anyRecall()) inbound", .claims), 2),
      (Move("quit", .quits), 1),
    ])
  }

  /// `demo-r-0117`
  private mutating func anyRecall() -> String {
    let number = String(recalls.lowerBound + dice.below(recalls.count))
    return "demo-r-" + String(repeating: "0", count: max(0, 4 - number.count)) + number
  }

  private mutating func beforeDialling() -> Move {
    if prompts > 8 { return Move("skip not today", .leaves(kind: nil)) }
    return dice.pick(byWeight: [
      (Move("", .dials), 82), (Move("skip busy morning", .leaves(kind: nil)), 5),
      (Move("/back", .leaves(kind: nil)), 2), (Move("/quit", .leaves(kind: nil)), 1),
      (Move("number 2"), 6), (Move("number 1"), 1), (Move("inbound", .dials), 2),
      (Move("/card"), 1),
      (Move("/end no-answer"), 1), (Move("interpreter ID-\(session)"), 1),
    ])
  }

  private mutating func afterACrash() -> Move {
    dice.pick(byWeight: [
      (Move("y", .dials), 6), (Move("n"), 3), (Move("/quit", .leaves(kind: nil)), 1),
    ])
  }

  private mutating func atSave() -> Move {
    if prompts > 60 { return Move("", .saves) }
    let remark = uniqueWords()
    return dice.pick(byWeight: [
      (Move("", .saves), 88), (Move(remark, .answers(kind: "remark", words: remark)), 6),
      (Move("/back", .answers(kind: "back", words: "")), 1),
      (Move("/st", .answers(kind: "interrupted", words: "stop_calling")), 1),
      (Move("/park", .leaves(kind: "parked")), 2), (Move("/quit", .leaves(kind: "parked")), 2),
    ])
  }

  // MARK: In the call

  private mutating func inCall(_ prompt: String, _ screen: ScreenReading) -> Move {
    // A conversation that goes round and round is left.
    if prompts > 60 { return Move("/park", .leaves(kind: "parked")) }
    if prompts > 45, prompts % 3 == 0 { return Move("/end no-answer hung-up") }
    if dice.once(in: 9), let aside = aside() { return aside }
    if let typed = typed(prompt, screen) { return typed }
    return hear()
  }

  /// Something beside the road: an interrupt, a command, nonsense.
  private mutating func aside() -> Move? {
    let note = uniqueWords()
    let interrupt = dice.pick(Self.interrupts)
    return dice.pick(byWeight: [
      (Move("/\(interrupt)", .answers(kind: "interrupted", words: "\"\(interrupt)\"")), 50),
      (Move("/stop_calling", .answers(kind: "interrupted", words: "stop_calling")), 5),
      (Move("/back"), 10), (Move("/note \(note)", .answers(kind: "remark", words: note)), 8),
      (Move("/park", .leaves(kind: "parked")), 5), (Move("/quit", .leaves(kind: "parked")), 3),
      (Move("/end no-answer hung-up"), 3), (Move("/end callback at-time"), 1),
      (Move("/locale es"), 3),
      (Move("/say"), 1), (Move("/both"), 1), (Move("/history"), 1), (Move("?"), 1),
      (Move("/nonsense"), 3),
    ])
  }

  private static let interrupts = [
    "busy", "hesitant", "context", "clinical", "results", "urgent", "insurance", "language",
    "transport", "upset", "already_booked", "declines", "other_person", "dropped", "emergency",
  ]

  private mutating func hear() -> Move {
    guard !offered.responses.isEmpty else { return Move("/park", .leaves(kind: "parked")) }
    let usual = offered.responses.map { ($0, Self.weight[$0] ?? 3) }
    let response = dice.pick(byWeight: usual)
    // By number, by name, as hands do it.
    let number = offered.responses.firstIndex(of: response).map { String($0 + 1) } ?? response
    return Move(dice.once(in: 2) ? number : response, Move.heard(response).meaning)
  }

  /// How often a response is heard, where it is not three.
  private static let weight = [
    "patient": 24, "voicemail": 6, "no_answer": 6, "engaged": 2, "wrong_number": 1, "ready": 14,
    "go_on": 12, "this_one": 10, "deceased": 1, "no_more": 1, "call_911": 1, "switched": 1,
  ]
}

/// What the present prompt offers; kept while the same prompt is asked again without its choices.
struct Offered {
  var prompt = ""
  var responses: [String] = []
  var picks = 0
  var field: AskedField?
}
