import Foundation

/// Prompts that take a typed value: what this caller types there.
extension RandomCaller {
  /// `nil`: the prompt hears a response.
  mutating func typed(_ prompt: String, _ screen: ScreenReading) -> Move? {
    switch prompt {
    case "full_name", "date_of_birth", "postal_code", "phone_last4", "mrn":
      return identifier(prompt, screen)
    case "person_name": return personName(screen)
    case "person_relationship": return Move(relationship, .answers(kind: "person-named", words: ""))
    case "offer": return slot()
    case "voicemail", "leave_word": return leftWord()
    default: return asked()
    }
  }

  private mutating func identifier(_ prompt: String, _ screen: ScreenReading) -> Move {
    let compared = Move.Meaning.answers(kind: "compared", words: "")
    guard let answer = screen.demoAnswer else {
      return dice.once(in: 2)
        ? Move("", compared) : Move("refuses", .answers(kind: "refused", words: ""))
    }
    return dice.pick(byWeight: [
      (Move(answer, compared), 80), (Move("", compared), 4),
      (Move("refuses", .answers(kind: "refused", words: "")), 4),
      (Move(prompt == "full_name" ? "n" : "1931-01-02", compared), 6),
    ])
  }

  private mutating func personName(_ screen: ScreenReading) -> Move {
    if let person = screen.demoPerson, !dice.once(in: 4) {
      relationship = person.relationship
      return Move(person.name)
    }
    relationship = dice.pick(["son", "daughter", "neighbor"])
    return Move(dice.pick(["Sam Miller", "Lee Ortiz"]))
  }

  private mutating func slot() -> Move {
    let picks = min(offered.picks, 6)
    let booked = (1...max(picks, 1)).map { (Move(String($0), .books), picks == 0 ? 0 : 40 / $0) }
    return dice.pick(
      byWeight: booked + [
        (Move("none", .answers(kind: "none-suit", words: "")), 6),
        (Move("clinic", .answers(kind: "clinic-books", words: "")), 6),
        (Move("other 2026-12-21 10:00 Dr. Okafor", .answers(kind: "booked", words: "")), 3),
        (Move("99"), 1),
      ])
  }

  private mutating func leftWord() -> Move {
    dice.once(in: 4)
      ? Move("none", .answers(kind: "not-left", words: ""))
      : Move("", .answers(kind: "left", words: ""))
  }

  private mutating func asked() -> Move? {
    guard let field = offered.field else { return nil }
    let said = uniqueWords()
    let answered = Move.Meaning.answers(kind: "answered", words: said)
    switch field {
    case .words: return dice.once(in: 6) ? Move("") : Move(said, answered)
    case .kindAndWords(let kind):
      return dice.once(in: 6) ? Move("") : Move("\(kind) \(said)", answered)
    case .window: return window()
    case .yesOrNo: return Move(dice.pick(["y", "n", ""]))
    case .language: return Move(dice.pick(["English", "Spanish", "Spanish", ""]))
    case .number: return Move(dice.pick(["617 555 0188", ""]))
    }
  }

  private mutating func window() -> Move {
    let answered = Move.Meaning.answers(kind: "answered", words: "callback_window")
    return dice.pick(byWeight: [
      (Move("1", answered), offered.picks > 0 ? 4 : 0),
      (Move("2", answered), offered.picks > 1 ? 3 : 0),
      (Move("tomorrow 3pm", answered), 3), (Move("2026-12-10 10:30", answered), 1), (Move(""), 2),
      (Move("whenever"), 1),
    ])
  }
}

/// What a prompt asks for, by its hint on the screen.
enum AskedField: Equatable {
  case words
  case kindAndWords(String)
  case window, yesOrNo, language, number

  init?(_ screen: ScreenReading) {
    guard let known = Self.hints.first(where: { screen.text.contains("    " + $0.hint) }) else {
      return nil
    }
    self = known.field
  }

  private static let hints: [(hint: String, field: AskedField)] = [
    ("When? A number", .window), ("The question, in", .words), ("What happened, in", .words),
    ("What they need", .words), ("What they say is", .words), ("Where they are right", .words),
    ("Who took over", .words), ("Who interprets", .words), ("y or n", .yesOrNo),
    ("authorization, coverage", .kindAndWords("coverage")),
    ("care-elsewhere, not-needed", .kindAndWords("no-time")), ("Which language?", .language),
    ("The new number", .number),
  ]
}
