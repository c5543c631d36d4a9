import Foundation
import RecallDomain
import ScriptEngine

/// `dial`: the card is on the screen and nothing has been dialled. An empty line begins the
/// attempt; everything else changes what would be dialled, or gives the patient back.
extension CallDesk {
  /// How a claim begins its call.
  enum Opening {
    case dial
    /// After a crash at `dial`: was the number dialled?
    case dialled
    /// They called us.
    case inbound
  }

  /// From the card to the end of the call.
  func conduct(_ opening: Opening) throws(StoreFailure) -> CallEnd {
    let before = desk.store.patience
    desk.store.patience = desk.outages == nil ? before : OutagePatience.beforeDialling
    defer { desk.store.patience = before }
    var opening = opening
    while true {
      if case .dial = opening { tellWhatIsNew() }
      showCard(inbound: opening == .inbound)
      if let end = try open(opening) { return end }
      let end = try work()
      guard end == .withdrawn else { return end }
      desk.tell("dial.withdrawn")
      opening = .dial
    }
  }

  /// `nil` when the attempt has begun.
  private func open(_ opening: Opening) throws(StoreFailure) -> CallEnd? {
    switch opening {
    case .inbound: return try begin(.inbound)
    case .dialled:
      if let end = try askWhetherDialled() { return end }
      return ticket.call == nil ? try dial() : nil
    case .dial: return try dial()
    }
  }

  /// `y`: the attempt begins. `n`: back to `dial`.
  private func askWhetherDialled() throws(StoreFailure) -> CallEnd? {
    desk.tell("dialled.question", ["number": PhoneNumber.display(number)])
    while true {
      let words = ["yes", "no"].flatMap { desk.typed.words("word.\($0)", in: desk.consoleLocale) }
      switch try line(at: "dialled", words: words) {
      case .end(let end): return end
      case .again: continue
      case .text(let line):
        switch desk.yesOrNo(line) {
        case true?: return try begin(.outbound, wasDialled: true)
        case false?: return nil
        case nil: screen.problem(desk.say("dialled.yes-or-no"))
        }
      }
    }
  }

  private func dial() throws(StoreFailure) -> CallEnd? {
    screen.aside(desk.say("dial.hint"))
    while true {
      switch try line(
        at: "dial", words: DialWord.allCases.flatMap { desk.offered("dial", $0.rawValue) },
        arguments: skipReasons)
      {
      case .end(let end): return end
      case .again: continue
      case .text(""):
        guard let left = try begun(.outbound) else { continue }
        if left.end == nil { dialOut() }
        return left.end
      case .text(let line): if let end = try obey(line) { return end.end }
      }
    }
  }

  /// The attempt is in the store; only then the clinic's own command dials, or a click does.
  private func dialOut() {
    let values = ["number": PhoneNumber.display(number)]
    screen.linking(number) {
      guard let dialOut = desk.dialOut else {
        if screen.hasLinks { screen.aside(desk.say("dial.click", values)) }
        return
      }
      if !dialOut(number) { screen.notice(desk.say("dial.by-hand", values)) }
    }
  }

  /// What Tab offers behind `skip`, and behind the words for it.
  private var skipReasons: [String: [String]] {
    let names = [DialWord.skip.rawValue] + desk.typed.folded("dial.\(DialWord.skip.rawValue)")
    let reasons = SkipReason.allCases.map(\.rawValue)
    return Dictionary(names.map { ($0, reasons) }, uniquingKeysWith: { $1 })
  }

  /// Left `dial`: with the call begun (`nil`), or with the patient given back.
  struct Left { let end: CallEnd? }

  private func begun(_ direction: CallDirection) throws(StoreFailure) -> Left? {
    if let end = try begin(direction) { return Left(end: end) }
    return ticket.call == nil ? nil : Left(end: nil)
  }

  /// `nil`: still at `dial`.
  private func obey(_ line: String) throws(StoreFailure) -> Left? {
    let words = line.split(separator: " ", maxSplits: 1)
    let argument = words.count > 1 ? String(words[1]).trimmed : ""
    switch NameReader(DialWord.allCases, "dial", desk.typed).one(String(words[0])) {
    case .skip:
      guard let reason = skipReason(argument) else { return askWhySkipped() }
      return Left(end: try giveBack(reason, quits: false))
    case .number: return choose(argument)
    case .interpreter:
      expectInterpreter(argument)
      return nil
    case .inbound: return try begun(.inbound)
    case nil:
      guard !tellOfSlash(line) else { return nil }
      guard let near = near(String(words[0])) else { return refuse("dial.not-understood") }
      screen.problem(desk.say("call.did-you-mean", ["line": String(words[0]), "word": near]))
      return nil
    }
  }

  private func near(_ word: String) -> String? {
    NameReader(DialWord.allCases, "dial", desk.typed).near(word).map {
      desk.shown("dial", $0.rawValue)
    }
  }

  /// An interpreter is on the line before anything is dialled.
  func expectInterpreter(_ argument: String) {
    let id = TerminalText.clean(argument).trimmed
    guard !id.isEmpty else { return screen.problem(desk.say("dial.interpreter-needs-id")) }
    interpreter = id
    screen.aside(desk.say("dial.interpreter-set", ["id": id]))
  }

  /// By number, by name, by what the screen says for it, or words of one's own.
  private func skipReason(_ typed: String) -> String? {
    let reader = NameReader(SkipReason.allCases, "skip", desk.typed) {
      desk.inEveryLanguage("skip.\($0.rawValue)")
    }
    return reader.one(typed)?.rawValue ?? SkipReason.read(typed)
  }

  /// The reasons that are usual, by number; words of one's own do as well.
  private func askWhySkipped() -> Left? {
    screen.problem(desk.say("dial.skip-needs-reason"))
    let rows = SkipReason.allCases.enumerated().map { index, reason in
      ["    \(index + 1)"] + (desk.showsNames ? [reason.rawValue] : [])
        + [desk.say("skip.\(reason.rawValue)")]
    }
    screen.write(Table.lines(rows, width: screen.width - 1))
    return nil
  }

  private func refuse(_ key: String) -> Left? {
    screen.problem(desk.say(key))
    return nil
  }

  private func choose(_ argument: String) -> Left? {
    let numbers = CallNumbers(patient: patient).dialable
    guard numbers.count > 1 else { return refuse("dial.only-number") }
    guard let picked = numbers.picked(argument) else { return refuse("dial.no-such-number") }
    number = picked.number
    showCard()
    return nil
  }

  /// With a reason, the caller's own `next` passes the patient by for a while.
  func giveBack(_ reason: String, quits: Bool) throws(StoreFailure) -> CallEnd {
    try keeping { () throws(StoreFailure) in
      try expectStore()
      try desk.store.giveBack(ticket, reason: reason, at: desk.now)
    }
    // Nothing of the patient stays on the screen.
    screen.clear()
    desk.tell(reason.isEmpty ? "dial.left" : "dial.given-back")
    return .givenBack(quits: quits)
  }
}

/// What may be typed at `dial` beside an empty line.
enum DialWord: String, CaseIterable {
  case skip, number, interpreter, inbound
}
