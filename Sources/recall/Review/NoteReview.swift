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

  init(_ clinic: OpenClinic, _ phrases: StaffPhrases, _ options: GlobalOptions) {
    self.clinic = clinic
    self.phrases = phrases
    others = ((try? clinic.library())?.staffPhrases ?? [:]).values.filter {
      $0.locale != phrases.locale
    }
    (screen, input) = Seat.take(options, ProcessInfo.processInfo.environment)
    blind = Blinding(clinic)
  }

  /// How one note was left.
  private enum Left {
    case graded, skipped, ended
  }

  func grade(_ notes: [CallNote], seed: UInt64) throws {
    guard !notes.isEmpty else { return screen.write(phrases.text("review.none")) }
    screen.write(phrases.text("review.start", ["seed": String(seed)], count: notes.count))
    var graded = 0
    for (index, note) in notes.enumerated() {
      show(note, index + 1, of: notes.count)
      switch try ask(about: note) {
      case .graded: graded += 1
      case .skipped: continue
      case .ended:
        screen.write(phrases.text("review.ended", count: graded))
        return
      }
    }
    screen.write(phrases.text("review.ended", count: graded))
  }

  private func show(_ note: CallNote, _ number: Int, of count: Int) {
    let (shown, dates) = (blind.shown(note), StaffDates(locale: phrases.locale))
    let head = [
      phrases.text("review.number", ["number": String(number), "of": String(count)]),
      segment(note.segment),
      dates.dayAndTime(note.started, in: clinic.zone), shown.caller,
    ]
    screen.blank()
    screen.write(screen.bold(TerminalText.clean(head.joined(separator: " · "))))
    let ending = note.ending
    let outcome =
      phrases.label("outcome.\(ending.outcome.rawValue).\(ending.detail.rawValue)")
      ?? ending.description
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
    screen.paragraph(phrases.text("review.comment"), indent: 2)
    guard case .line(let comment) = input.read(PromptRequest(name: "comment")) else {
      return .ended
    }
    let words = comment.trimmingCharacters(in: .whitespaces)
    let grade = NoteGrade(
      note: note.id, reviewer: clinic.staff.id, answers: answers,
      comment: words.isEmpty ? nil : words, at: clinic.clock.now())
    do { _ = try clinic.store.keepGrade(grade) } catch { throw Failure(error) }
    screen.write(phrases.text("review.kept"))
    return .graded
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
      case .endOfInput, .terminated: return .left(.ended)
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
