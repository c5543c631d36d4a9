import Foundation
import RecallConsole
import RecallDomain
import ScriptEngine

/// Shows notes as the clinic wants them reviewed.
struct Blinding {
  private let names: [String: String]
  private let isBlind: Bool

  init(_ clinic: OpenClinic) {
    isBlind = clinic.policy.review.blind
    let staff = (try? clinic.store.staff()) ?? []
    names = Dictionary(staff.map { ($0.id, $0.name) }) { first, _ in first }
  }

  func shown(_ note: CallNote) -> CallNote {
    guard isBlind else { return note }
    return BlindNote(caller: note.caller, name: names[note.caller]).note(note)
  }

  /// With what was added, by whomever: the caller mostly.
  func shown(_ kept: KeptNote) -> KeptNote {
    guard isBlind else { return kept }
    let (caller, name) = (kept.note.caller, names[kept.note.caller])
    let blind = BlindNote(caller: caller, name: name)
    var additions = kept.additions
    for index in additions.indices {
      if additions[index].author == caller { additions[index].author = BlindNote.nobody }
      additions[index].words = blind.text(additions[index].words)
      guard let change = additions[index].change else { continue }
      additions[index].change?.summary = blind.text(change.summary)
      if change.next.owner == caller { additions[index].change?.next.owner = BlindNote.nobody }
    }
    return KeptNote(note: blind.note(kept.note), additions: additions)
  }
}

/// One review at the prompts: a note, five questions, a comment; piped or typed.
struct NoteReview {
  private let clinic: OpenClinic
  private let phrases: StaffPhrases
  /// Of the other languages of the console, whose words are understood too.
  private let others: [StaffPhrases]
  private let screen: Screen
  private let input: any LineInput
  private let blind: Blinding
  private let access: NoteAccess

  init(_ clinic: OpenClinic, _ phrases: StaffPhrases, _ options: GlobalOptions) {
    self.clinic = clinic
    self.phrases = phrases
    others = ((try? clinic.library())?.staffPhrases ?? [:]).values.filter {
      $0.locale != phrases.locale
    }
    let (screen, input) = Seat.take(options, ProcessInfo.processInfo.environment)
    self.screen = screen
    let idle = IdleScreen(clinic.policy.idle, at: .review, screen: screen) { phrases.text($0) }
    self.input = IdleInput(input, idle: idle)
    blind = Blinding(clinic)
    access = NoteAccess(clinic: clinic, options: options)
  }

  /// How one note was left.
  private enum Left {
    case graded, gradedLast, skipped, ended
    /// By a signal, or because nobody sat there any more.
    case stopped(Int32)
  }

  /// - Returns: the signal that ended it.
  func grade(_ notes: [KeptNote], seed: UInt64) throws -> Int32? {
    guard !notes.isEmpty else {
      screen.write(phrases.text("review.none"))
      return nil
    }
    screen.paragraph(phrases.text("review.start", ["seed": String(seed)], count: notes.count))
    var graded = 0
    for (index, note) in notes.enumerated() {
      try access.leaveTrace(
        of: "note \(note.note.id.rawValue)", showing: [note.note.patient])
      show(note, index + 1, of: notes.count)
      switch try ask(about: note.note) {
      case .graded: graded += 1
      case .skipped: continue
      case .gradedLast:
        screen.write(phrases.text("review.ended", count: graded + 1))
        return nil
      case .ended:
        screen.write(phrases.text("review.ended", count: graded))
        return nil
      case .stopped(let signal):
        screen.clear()
        return signal
      }
    }
    screen.write(phrases.text("review.ended", count: graded))
    return nil
  }

  private func show(_ kept: KeptNote, _ number: Int, of count: Int) {
    let (whole, dates) = (blind.shown(kept), StaffDates(locale: phrases.locale))
    let (note, shown) = (kept.note, whole.note)
    let head = [
      phrases.text("review.number", ["number": String(number), "of": String(count)]),
      segment(note.segment),
      dates.dayAndTime(note.started, in: clinic.zone), shown.caller,
    ]
    screen.blank()
    screen.write(screen.bold(TerminalText.clean(head.joined(separator: " · "))))
    // What counts now: by it the note was drawn.
    let ending = kept.ending
    let key = "outcome.\(ending.outcome.rawValue)"
    let (name, detail) = (phrases.label(key), phrases.label("\(key).\(ending.detail.rawValue)"))
    let names = [name, detail == name ? nil : detail].compactMap { $0 }
    let outcome = names.isEmpty ? ending.description : names.joined(separator: " · ")
    screen.field(phrases.text("review.outcome"), outcome, labelWidth: 11)
    for line in shown.summary.split(separator: "\n") {
      screen.field("", TerminalText.clean(String(line)), labelWidth: 11)
    }
    // What was pressed on the way: does the outcome fit it?
    let path = shown.path.map(\.answer).joined(separator: " → ")
    if !path.isEmpty {
      screen.field(phrases.text("review.path"), TerminalText.clean(path), labelWidth: 11)
    }
    for remark in shown.remarks {
      screen.field(phrases.text("review.remark"), TerminalText.clean(remark), labelWidth: 11)
    }
    let words = AdditionWords(phrases: phrases, zone: clinic.zone)
    for line in whole.additions.flatMap(words.lines).flatMap({ $0.split(separator: "\n") }) {
      screen.field(phrases.text("review.added"), String(line), labelWidth: 11)
    }
    screen.blank()
  }

  private func segment(_ name: String) -> String {
    let (key, text) = ("segment.\(name)", phrases.text("segment.\(name)"))
    return text == key ? name : text
  }

  private func ask(about note: CallNote) throws -> Left {
    var answers: [RubricQuestion: RubricAnswer] = [:]
    for question in RubricQuestion.allCases {
      screen.paragraph(phrases.text("review.question.\(question.rawValue)"), indent: 2)
      switch answer(to: question) {
      case .value(let answer): answers[question] = answer
      case .left(let left): return left
      }
    }
    let (words, left) = comment()
    let grade = NoteGrade(
      note: note.id, reviewer: clinic.staff.id, answers: answers,
      comment: words.isEmpty ? nil : words, at: clinic.clock.now())
    let isNew = try keep(grade)
    screen.write(phrases.text(isNew ? "review.kept" : "review.known"))
    switch left {
    case .gradedLast?: return isNew ? .gradedLast : .ended
    case let left?: return left
    case nil: return isNew ? .graded : .skipped
    }
  }

  /// The five answers are given: whatever happens at this line, they are kept. Ctrl-C empties it and
  /// asks again, as at every prompt; when the input ends there is no comment.
  private func comment() -> (words: String, left: Left?) {
    while true {
      screen.paragraph(phrases.text("review.comment"), indent: 2)
      switch input.read(PromptRequest(name: "comment")) {
      case .line(let line): return (line.trimmingCharacters(in: .whitespaces), nil)
      case .interrupt: continue
      case .endOfInput: return ("", .gradedLast)
      case .terminated(let signal): return ("", .stopped(signal))
      }
    }
  }

  /// `false`: this reviewer has graded the note already, and that grade stays. A store that is busy
  /// is asked again: the answers stay here until they are kept, or somebody ends the review.
  private func keep(_ grade: NoteGrade) throws -> Bool {
    let store = BusyStore(screen: screen, input: input, saying: phrases.text("review.busy"))
    do throws(StoreFailure) {
      return try store.keep(unless: isQuit) { () throws(StoreFailure) in
        try clinic.store.keepGrade(grade)
      }
    } catch { throw Failure(error) }
  }

  private func isQuit(_ line: String) -> Bool {
    matches(Folded.text(line).trimmingCharacters(in: .whitespaces), "quit")
  }

  private enum Answered {
    case value(RubricAnswer)
    case left(Left)
  }

  private func answer(to question: RubricQuestion) -> Answered {
    while true {
      switch input.read(PromptRequest(name: question.rawValue)) {
      case .line(let line):
        let word = Folded.text(line).trimmingCharacters(in: .whitespaces)
        // First: in Spanish "s" is a yes.
        if let answer = RubricAnswer.allCases.first(where: { matches(word, $0.rawValue) }) {
          return .value(answer)
        }
        if matches(word, "skip") { return .left(.skipped) }
        if matches(word, "quit") { return .left(.ended) }
        if word == "?" {
          screen.paragraph(phrases.text("review.help.\(question.rawValue)"), indent: 2)
        } else {
          screen.problem(phrases.text("review.answers"))
        }
      case .interrupt: continue
      case .endOfInput: return .left(.ended)
      case .terminated(let signal): return .left(.stopped(signal))
      }
    }
  }

  /// The English word or that of the console's language, or its beginning; or a whole word of another.
  private func matches(_ typed: String, _ name: String) -> Bool {
    let word = { (phrases: StaffPhrases) in Folded.text(phrases.text("review.word.\(name)")) }
    let bare = typed.hasPrefix("/") ? String(typed.dropFirst()) : typed
    guard !bare.isEmpty else { return false }
    return [name, word(phrases)].contains { $0.hasPrefix(bare) } || others.map(word).contains(bare)
  }
}
