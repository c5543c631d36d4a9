import RecallDomain

@testable import ScriptEngine

/// What a random call types at each field.
enum SampleAnswer {
  static func to(_ field: CallField) -> FieldValue {
    switch field {
    case .callbackWindow:
      .window(
        CallbackWindow(
          date: CivilDate(year: 2026, month: 11, day: 25)!, moment: .part(.afternoon)))
    case .declineReason: .decline(.notGiven, "")
    case .language: .language("es")
    case .agreed911: .yes
    case .insuranceConcern: .insurance(.coverage, "")
    default: .text("words")
    }
  }
}
