/// What follows from every outcome, as rows for people: `scripts/OUTCOMES.md` holds them, made from
/// the rules themselves and compared with them in the tests.
package struct OutcomeTable: Sendable {
  /// An outcome with one detail, at the gate levels at which the same follows.
  package struct Row: Hashable, Sendable {
    package let ending: Ending
    package let gates: [GateLevel]
    package let followUp: FollowUp
    package let numberStatus: PatientPhone.Status?
    package let rest: Delays.Rest?
  }

  package let rows: [Row]

  package init(delays: Delays = Delays()) {
    let endings = Outcome.allCases.flatMap { outcome in
      outcome.details.compactMap { Ending(outcome, $0) }
    }
    rows = endings.flatMap { ending in
      var rows: [Row] = []
      for gate in GateLevel.allCases where ending.gateLevels.contains(gate) {
        let followUp = ending.followUp(gate: gate)
        let status = ending.numberStatus(gate: gate)
        let same = rows.last.map { $0.followUp == followUp && $0.numberStatus == status } ?? false
        let gates = same ? rows.removeLast().gates + [gate] : [gate]
        // A refusal that closes has nothing to wait for.
        let rest = followUp == .close ? nil : delays[ending.detail]
        rows.append(
          Row(
            ending: ending, gates: gates, followUp: followUp, numberStatus: status, rest: rest))
      }
      return rows
    }
  }

  /// The tables in Markdown.
  package var markdown: String {
    """
    \(Self.facts)

    \(Self.factsOnRecord)

    ## The outcome

    \(Self.table(
      ["outcome", "detail", "gate", "what happens next", "rest before it", "contact", "the number"],
      rows.map(\.cells)))

    """
  }

  private static var facts: String {
    """
    ## Facts first

    \(table(
      ["", "fact", "what happens next"],
      zip(1..., DecidingFact.allCases).map { ["\($0)"] + $1.cells }))
    """
  }

  private static var factsOnRecord: String {
    """
    ## What the record says

    Between calls, as soon as an import or a call brings it, the weightiest first:

    \(table(
      ["", "fact", "the recall closes as", "the list says", "a correction"],
      zip(1..., ClosingFact.allCases).map { ["\($0)"] + $1.cells }))
    """
  }

  private static func table(_ head: [String], _ rows: [[String]]) -> String {
    let line = { (cells: [String]) in "| " + cells.joined(separator: " | ") + " |" }
    return ([line(head), line(head.map { _ in "---" })] + rows.map(line)).joined(separator: "\n")
  }
}

extension OutcomeTable.Row {
  fileprivate var cells: [String] {
    [
      "`\(ending.outcome.rawValue)`", "`\(ending.detail.rawValue)`", gate, followUp.sentence,
      rest.map(\.text) ?? "", ending.isContact ? "yes" : "no", number,
    ]
  }

  private var gate: String {
    if gates.count == GateLevel.allCases.count { return "any" }
    return gates == [.closed, .scheduling]
      ? "below open" : gates.map(\.rawValue).joined(separator: " or ")
  }

  private var number: String {
    switch numberStatus {
    case nil, .good: ""
    case .wrong: "wrong for this patient"
    case .disconnected: "dead for everybody"
    case .silenced: "silenced for everybody"
    }
  }
}

extension Delays.Rest {
  /// As `clinic.yaml` writes it; `none` for no rest at all.
  package var text: String {
    let (number, unit) =
      switch self {
      case .minutes(let minutes): (minutes, "minute")
      case .days(let days): (days, "day")
      case .businessDays(let days): (days, "business day")
      }
    return number == 0 ? "none" : "\(number) \(unit)\(number == 1 ? "" : "s")"
  }
}

extension FollowUp {
  fileprivate var sentence: String {
    switch self {
    case .scheduled: "The recall is scheduled: done."
    case .nextStep: "The next step of the cadence."
    case .redial: "Another number on file at once, else the same again; once a day."
    case .promise: "Called at the promised time, before everybody else."
    case .pause: "Left alone; then the next step of the cadence."
    case .queue(.supervisor): "The supervisor answers first, a promised time or not."
    case .queue(let queue): "The \(queue.rawValue) queue answers first, unless a time is promised."
    case .clinicalReview: "The clinical team answers first; nothing goes on or closes before."
    case .nextNumber: "The next number on file at once, else records find one."
    case .close: "The recall closes; a sensitive one after clinical review."
    case .holdForRecords: "Every recall and message of the patient is held until records confirm."
    }
  }
}

extension DecidingFact {
  fileprivate var cells: [String] {
    switch self {
    case .deathTold:
      [
        "somebody said that the patient has died",
        "every recall and message of the patient is held until records confirm",
      ]
    case .emergency:
      ["the call was an emergency", "the clinical team has it, urgent, in review"]
    case .appointment:
      [
        "the recall holds an appointment, made in this call or before",
        "scheduled, whatever else was said; what was said stands beside it in the note, and an "
          + "open clinical question is still answered",
      ]
    case .clinicalQuestion:
      [
        "a clinical question is open, of this call or an earlier one",
        "the clinical team answers first; a promised time is kept for afterwards",
      ]
    case .optOut:
      [
        "the patient, verified, wants no more calls",
        "closed; a sensitive recall after clinical review",
      ]
    }
  }
}

extension ClosingFact {
  fileprivate var cells: [String] {
    let (fact, correction) =
      switch self {
      case .death:
        ("the record says that the patient has died", "an import without the mark opens it again")
      case .left:
        (
          "the record says that the patient has left the clinic",
          "an import without the mark opens it again"
        )
      case .optOut:
        (
          "the patient wants no contact at all; one channel's opt-out is not this",
          "an import without the mark opens it again; what was said in a call no import undoes"
        )
      }
    let review = self == .death ? "" : "; a sensitive one after clinical review"
    return [fact, "`\(end.rawValue)`\(review)", "`\(reason.rawValue)`", correction]
  }
}
