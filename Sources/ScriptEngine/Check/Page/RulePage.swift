/// What a script's author is told about a rule: what it demands and why, the smallest example that
/// breaks it, and how to mend it. Stands in the rule's own file, is printed by
/// `recall script explain`, and its example is a test: broken, it is found; repaired, it passes.
package struct RulePage: Hashable, Sendable {
  package let rule: RuleID
  package let severity: Finding.Severity
  /// One line, lower case, said as what holds.
  package let title: String
  /// Paragraphs, an empty line between them.
  package let demands: String
  package let why: String
  /// Where the field, the law or the format says so.
  package let source: String
  package let example: RuleExample
  package let repair: String

  init(
    _ rule: RuleID, severity: Finding.Severity = .error, title: String, demands: String,
    why: String, source: String, example: RuleExample, repair: String
  ) {
    self.rule = rule
    self.severity = severity
    self.title = title
    self.demands = demands
    self.why = why
    self.source = source
    self.example = example
    self.repair = repair
  }
}

/// A few lines of a file, wrong and right: the one put in place of the other.
package struct RuleExample: Hashable, Sendable {
  /// Relative to the clinic folder.
  package let file: String
  package let broken: String
  package let repaired: String
  /// Other rules that the same lines break; one mistake may have several consequences.
  package let also: [RuleID]

  init(in file: String, broken: String, repaired: String, also: [RuleID] = []) {
    self.file = file
    self.broken = broken
    self.repaired = repaired
    self.also = also
  }
}

/// A rule has a page, or it does not compile.
protocol ExplainedRule {
  static var page: RulePage { get }
}

extension RuleID {
  /// Total: an id without a rule that explains it does not compile either.
  package var page: RulePage { explained.page }

  /// Where it is explained, and what checks it.
  var explained: any ExplainedRule.Type {
    switch self {
    case .format: Format.self
    case .reference: UnknownLine.self
    case .factBeforeIdentity: FactBeforeIdentity.self
    case .wordBeforeIdentity: WordBeforeIdentity.self
    case .neverFact: NeverFact.self
    case .actGate: ActGate.self
    case .outcomeGate: OutcomeGate.self
    case .outcomeMissingField: OutcomeMissingField.self
    case .deadEnd: DeadEnd.self
    case .forcedLoop: ForcedLoop.self
    case .unreachable: Unreachable.self
    case .factNotGiven: FactNotGiven.self
    case .interruptMissing: InterruptMissing.self
    case .interruptResume: InterruptResume.self
    case .interruptDuty: InterruptDuty.self
    case .emergencyOtherOutcome: EmergencyOtherOutcome.self
    case .clinicalNotRouted: ClinicalNotRouted.self
    case .nextStep: NextStep.self
    case .localeMissing: LocaleMissing.self
    case .localeStale: LocaleStale.self
    case .localeOrphan: LocaleOrphan.self
    case .localePlaceholders: LocalePlaceholders.self
    case .localePlural: LocalePlural.self
    case .localeLabel: LocaleLabel.self
    case .toneAvoid: Avoided.self
    case .toneRegister: InformalAddress.self
    case .speechTooLong: SpeechTooLong.self
    case .messageIncomplete: MessageIncomplete.self
    case .messageTooLong: MessageTooLong.self
    case .cannotFollow: CannotFollow.self
    case .endsOtherwise: EndsOtherwise.self
    case .missingWords: MissingWords.self
    case .approval: ApprovalNeeded.self
    }
  }

  /// The rule of this id, or of an id that ends so (`missing-field`) where only one does.
  package static func named(_ name: String) -> RuleID? {
    if let rule = RuleID(rawValue: name) { return rule }
    let ending = allCases.filter { $0.lastPart == name }
    return ending.count == 1 ? ending[0] : nil
  }

  /// The id that somebody probably meant.
  package static func nearest(to name: String) -> RuleID? {
    if let near = DidYouMean.nearest(to: name, among: allCases.map(\.rawValue)) {
      return RuleID(rawValue: near)
    }
    let last = String(name.split(separator: "/").last ?? "")
    let near = DidYouMean.nearest(to: last, among: allCases.map(\.lastPart))
    return allCases.first { $0.lastPart == near }
  }

  private var lastPart: String { String(rawValue.split(separator: "/").last!) }
}
