package import RecallDomain

/// What to rehearse when reviewers miss something in a caller's notes: calls in which just that
/// comes up.
extension PracticePlan {
  /// What is not passed yet first, then what was rehearsed least; `nil`: nothing shipped is about it.
  package func choices(for question: RubricQuestion, most: Int = 2) -> [Choice] {
    let about = choices.filter { $0.rehearsal.isAbout(question.answers) }
    return Array(
      about.enumerated().sorted {
        ($0.element.isPassed ? 1 : 0, $0.element.times, $0.offset)
          < ($1.element.isPassed ? 1 : 0, $1.element.times, $1.offset)
      }.map(\.element).prefix(most))
  }
}

extension RubricQuestion {
  /// Answers of a call in which it shows.
  fileprivate var answers: Set<String> {
    switch self {
    // Somebody else goes on with it.
    case .actable: ["/insurance", "/transport", "/language", "/results"]
    // Nothing is booked, and something follows.
    case .nextStep: ["/busy", "/hesitant", "/insurance"]
    // The patient's own words are written down.
    case .words: ["/clinical", "/upset", "/results"]
    case .tone: ["/upset", "/declines", "/stop_calling"]
    // Calls that end in something that is easily taken for another.
    case .outcome: ["voicemail", "someone_else", "wrong_number", "/already_booked", "/dropped"]
    }
  }
}
