import RecallDomain
import ScriptEngine

/// `last`: the note this caller saved last, as four lines for the chart. `last amend` adds words to
/// it, `last correct OUTCOME` puts another outcome in the place of its own; with an ID in front, the
/// same for that note.
extension ConsoleCommand {
  static var last: ConsoleCommand {
    ConsoleCommand { console, argument throws(StoreFailure) in
      let desk = console.desk
      guard let wish = LastWish.read(argument, desk.typed) else {
        desk.screen.problem(desk.say("last.not-understood"))
        return .goOn
      }
      guard let record = try desk.savedCall(wish.note) else { return .goOn }
      switch wish.act {
      case .show:
        NoteView(desk: desk, note: record.kept.note).showForChart(record.kept.additions)
      case .amend: return try NoteAmending(desk: desk, record: record).amend()
      case .correct(let outcome):
        return try NoteCorrecting(desk: desk, record: record).correct(outcome)
      }
      return .goOn
    }
  }
}

/// What was asked of `last`.
struct LastWish: Equatable {
  enum Act: Equatable {
    case show, amend
    case correct(String)
  }

  /// `nil`: the last one of whoever asks.
  var note: NoteID?
  var act = Act.show

  static let words = ["amend", "correct"]

  var isCorrection: Bool { if case .correct = act { true } else { false } }

  /// `nil` for anything else.
  static func read(_ argument: String, _ typed: TypedWords = .none) -> LastWish? {
    var words = argument.split(separator: " ").map(String.init)
    let reader = NameReader(
      entries: Self.words.map {
        NameReader<String>.Entry(name: $0, english: $0, words: typed.folded("word.\($0)"))
      })
    var wish = LastWish()
    if let first = words.first, reader.one(first) == nil {
      wish.note = NoteID(first)
      words.removeFirst()
    }
    guard let verb = words.first else { return wish }
    let rest = words.dropFirst().joined(separator: " ")
    switch reader.one(verb) {
    case "amend"? where rest.isEmpty: wish.act = .amend
    case "correct"?: wish.act = .correct(rest)
    default: return nil
    }
    return wish
  }
}

extension Desk {
  /// The note that is meant, with its call; says so when there is none. Who reads the note of
  /// somebody else is in the trail.
  fileprivate func savedCall(_ wished: NoteID?) throws(StoreFailure) -> SavedCallRecord? {
    let mine = NoteQuery(caller: caller.id, newestFirst: true, limit: 1)
    let latest = wished == nil ? try store.notes(mine).first?.id : nil
    guard let id = wished ?? latest else {
      tell("last.none")
      return nil
    }
    guard let record = try store.savedCall(id) else {
      screen.problem(say("last.unknown"))
      return nil
    }
    if record.kept.note.caller != caller.id {
      try store.noteReading(
        of: "note \(id.rawValue)", by: caller.id, showing: [record.kept.note.patient], at: now)
    }
    return record
  }

  /// One line typed at a prompt of its own, so that no word of a patient stands in the history;
  /// `nil` when there is none, with what the console does then.
  func typedWords(at prompt: String, asking key: String) -> (words: String?, then: AfterCommand) {
    screen.aside(say(key))
    while true {
      switch input.read(PromptRequest(name: prompt, discardsTypeahead: true)) {
      case .line(let line):
        let text = TerminalText.clean(line).trimmed
        if text == "?" {
          screen.aside(say(key))
          continue
        }
        return (text.isEmpty ? nil : text, .goOn)
      case .endOfInput, .interrupt: return (nil, .goOn)
      case .terminated(let signal): return (nil, .leave(128 + signal))
      }
    }
  }
}
