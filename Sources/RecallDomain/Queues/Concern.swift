/// What an item of a queue is about. Closed list, the weightiest first: of two things that one item is
/// about, it goes by the first.
///
/// It stands in the item from the moment at which that opens, so that a team reads what it is asked while
/// the patient is still talking, before there are words and long before there is an outcome. It goes with
/// the item to whatever team that is handed to.
package enum Concern: String, CaseIterable, Codable, Hashable, Sendable {
  case emergency
  case clinicalQuestion = "clinical-question"
  /// A question about results of a test.
  case results
  case authorization, coverage, cost
  /// The insurance, and not said yet, or none of the three.
  case insurance
  /// An interpreter, or a caller who speaks the language.
  case language
  /// How to get to the visit.
  case ride
  /// Somebody said that the patient has died.
  case death
  /// A number that is wrong, out of service or new.
  case number
  case complaint
  /// The patient wants no more calls; a sensitive recall is looked at before it closes.
  case noMoreCalls = "no-more-calls"
  /// The clinic was to call and book.
  case booking
  /// A segment that the clinical team releases before the first call.
  case reviewBeforeCalling = "review-before-calling"
  /// A sensitive recall that nobody closes unreviewed.
  case reviewBeforeClosing = "review-before-closing"
  /// What the patient has written.
  case reply
  /// A message that was promised in a call and could not be delivered.
  case undelivered
  /// A call kept on a computer that could not become the call's own.
  case keptApart = "kept-apart"

  /// What a team is asked when nothing more is known.
  package static func usual(of queue: QueueName) -> Concern {
    switch queue {
    case .clinical: .clinicalQuestion
    case .insurance: .insurance
    case .language: .language
    case .transport: .ride
    case .records: .number
    case .supervisor: .complaint
    case .frontDesk: .booking
    }
  }

  /// What a team is asked because a call has ended so.
  package init(of queue: QueueName, after ending: Ending) {
    switch (queue, ending.detail) {
    case (.clinical, .emergency): self = .emergency
    case (.clinical, .doNotContact): self = .noMoreCalls
    case (.clinical, .routine), (.clinical, .urgent), (.clinical, .clinical):
      self = .clinicalQuestion
    // Asked for nothing: the team looks before the recall closes.
    case (.clinical, _): self = .reviewBeforeClosing
    case (.insurance, .authorization): self = .authorization
    case (.insurance, .coverage): self = .coverage
    case (.insurance, .cost): self = .cost
    case (.records, .deceased): self = .death
    default: self = .usual(of: queue)
    }
  }

  /// Whose answer is worth less, or nothing, after the visit that the patient has ahead: how to get
  /// there, what it costs, what to do before it, and where to reach them about it.
  package var isForTheVisit: Bool {
    switch self {
    case .clinicalQuestion, .results, .authorization, .coverage, .cost, .insurance, .language,
      .ride, .number, .reply, .undelivered:
      true
    case .emergency, .death, .complaint, .noMoreCalls, .booking, .reviewBeforeCalling,
      .reviewBeforeClosing, .keptApart:
      false
    }
  }

  /// The weightier of two.
  package func joined(with other: Concern) -> Concern {
    Self.allCases.first { $0 == self || $0 == other } ?? self
  }
}

extension InsuranceConcernKind {
  package var concern: Concern {
    switch self {
    case .authorization: .authorization
    case .coverage: .coverage
    case .cost: .cost
    case .other: .insurance
    }
  }
}

extension Candidate {
  /// What a fact on record, or the passing of time, makes a team's: no call has asked it.
  package func concern(of queue: QueueName) -> Concern {
    switch queue {
    case .clinical:
      if permissionsSayNo { return .noMoreCalls }
      return attempts.isEmpty ? .reviewBeforeCalling : .reviewBeforeClosing
    case .records: return wasToldOfDeath && heldForDeath ? .death : .number
    case .insurance, .language, .transport, .supervisor, .frontDesk: return .usual(of: queue)
    }
  }

  private var permissionsSayNo: Bool { patient.permissions.doNotContact }
}
