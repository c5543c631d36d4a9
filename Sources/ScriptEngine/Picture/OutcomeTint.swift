import RecallDomain

/// The colour of an outcome. Six groups, from the palette of Okabe and Ito, told apart by colour-blind
/// readers and, by their lightness, in print; the words always stand beside it.
struct OutcomeTint: Hashable, Sendable {
  /// `#RRGGBB`.
  let fill: String
  let edge: String
  let text: String

  static func of(_ outcome: Outcome) -> OutcomeTint {
    switch outcome {
    case .scheduled: OutcomeTint(fill: "#00694A", edge: "#00694A", text: "#FFFFFF")
    case .callbackRequested: OutcomeTint(fill: "#CFE6F5", edge: "#0072B2", text: "#000000")
    case .leftMessage: OutcomeTint(fill: "#FFF2B8", edge: "#8A6D00", text: "#000000")
    case .noAnswer, .wrongNumber: OutcomeTint(fill: "#E3E3E3", edge: "#666666", text: "#000000")
    case .declined: OutcomeTint(fill: "#FAD9B5", edge: "#A85400", text: "#000000")
    case .clinicalQuestion, .authorizationReview, .languageSupport:
      OutcomeTint(fill: "#EFCFE3", edge: "#8E3A72", text: "#000000")
    case .escalated: OutcomeTint(fill: "#A83A00", edge: "#A83A00", text: "#FFFFFF")
    }
  }
}
