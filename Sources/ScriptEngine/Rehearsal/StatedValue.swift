package import RecallDomain

/// What `gives:` may hold, and what it means for the note: identifiers as a caller would type them;
/// of the fields of an `ask`, those whose value is not just the words that were said.
package enum StatedValue {
  /// Not given.
  package static let none = "none"

  static let personName = "person_name"
  static let personRelationship = "person_relationship"

  private static let fields: [CallField] = [
    .callbackWindow, .agreed911, .insuranceConcern, .declineReason, .language, .interpreter,
    .newNumber,
  ]

  static var keys: [String] {
    IdentifierKind.allCases.map(\.rawValue) + [personName, personRelationship]
      + fields.map(\.rawValue)
  }

  /// What is wrong with a value, or `nil`.
  static func problem(of text: String, as key: String) -> String? {
    guard text != none, let field = CallField(rawValue: key),
      value(of: field, text, from: CivilDate(dayNumber: 0)) == nil
    else { return nil }
    return "\(key) \(quoted(text)) must be \(form(of: field)), or \"none\""
  }

  private static func form(of field: CallField) -> String {
    switch field {
    case .callbackWindow:
      "days from now and a part of the day or a time, such as \"1 afternoon\" or \"2 10:30\""
    case .agreed911: "\"yes\" or \"no\""
    case .insuranceConcern: "one of \(list(InsuranceConcernKind.allCases.map(\.rawValue)))"
    case .declineReason: "one of \(list(DeclineReasonKind.allCases.map(\.rawValue)))"
    case .language: "a language tag such as \"vi\""
    default: "text"
    }
  }

  private static func list(_ words: [String]) -> String {
    words.map { quoted($0) }.joined(separator: ", ")
  }

  /// `nil` when the text is no value of this field.
  package static func value(
    of field: CallField, _ text: String, from today: CivilDate
  ) -> FieldValue? {
    switch field {
    case .callbackWindow: window(text, from: today).map(FieldValue.window)
    case .agreed911: text == "yes" ? .yes : text == "no" ? .no : nil
    case .insuranceConcern: InsuranceConcernKind(rawValue: text).map { .insurance($0, "") }
    case .declineReason: DeclineReasonKind(rawValue: text).map { .decline($0, "") }
    case .language: LanguageTag.isTag(text) ? .language(text) : nil
    case .appointment: nil
    default: .text(text)
    }
  }

  private static func window(_ text: String, from today: CivilDate) -> CallbackWindow? {
    let parts = text.split(separator: " ")
    guard parts.count == 2, let days = Int(parts[0]), (0...60).contains(days) else { return nil }
    let date = today.adding(days: days)
    if let part = PartOfDay(rawValue: String(parts[1])) {
      return CallbackWindow(date: date, moment: .part(part))
    }
    return TimeOfDay(parts[1]).map { CallbackWindow(date: date, moment: .time($0)) }
  }

  /// Some value, where a turn says nothing about it.
  static func sample(_ field: CallField, from today: CivilDate) -> FieldValue {
    switch field {
    case .callbackWindow: .window(window("1 afternoon", from: today)!)
    case .agreed911: .yes
    case .insuranceConcern: .insurance(.coverage, "")
    case .declineReason: .decline(.notGiven, "")
    case .language: .language("es")
    case .newNumber: .text("+12025550123")
    default: .text("as said in practice")
    }
  }
}
