import RecallDomain

/// What the server said no to: SQLSTATE and the name of a constraint, and nothing else. The message
/// and the detail of the server carry values of rows; they are never asked for.
struct ServerFailure: Error, Equatable {
  /// `nil`: no answer came.
  let state: String?
  let constraint: String?

  init(state: String?, constraint: String? = nil) {
    self.state = state
    self.constraint = constraint
  }

  /// The connection broke, whoever ended it.
  static let lost = ServerFailure(state: nil)

  var isLoss: Bool {
    guard let state else { return true }
    // 57P05 (too long idle in a transaction), 57P01–57P03 (the server ends or is not yet ready).
    return state.hasPrefix("08") || state.hasPrefix("57P") || state == "25P03"
  }

  /// Done once more, the same may go well at once: the session is another, or the other
  /// transaction is through.
  var mayHavePassed: Bool {
    isLoss || isStalePreparation || state == "40001" || state == "40P01"
  }

  /// No such table, schema or column: there is no store, or it may not be seen.
  var seesNoStore: Bool { ["42P01", "3F000", "42703"].contains(state) }

  /// The server no longer knows what was prepared, or a migration changed what it gives: preparing
  /// anew helps.
  var isStalePreparation: Bool { state == "26000" || state == "0A000" }
}

extension StoreFailure {
  /// - Parameter act: the name of the act, as the protocol of the store has it.
  init(_ failure: ServerFailure, act: String) {
    guard !failure.isLoss, let state = failure.state else {
      self = .unreachable("the connection to the server was lost")
      return
    }
    self =
      switch state {
      case "23505": Self.unique(failure.constraint)
      case "40001", "40P01", "55P03", "57014", "53000", "53200", "53300": .busy
      case _ where failure.isStalePreparation: .busy
      case "53100", "54000": .full
      case "25006": .readOnly
      case "42501": .notPermitted
      case "42P01", "3F000", "42703": .damaged("the database holds no store of this version")
      case _ where state.hasPrefix("23"): .refused(constraint: failure.constraint ?? state)
      case _ where state.hasPrefix("58") || state.hasPrefix("XX"):
        .damaged("the server reports damage (\(state))")
      default: .failed(code: state, act: act)
      }
  }

  /// Unique indexes that stand for a rule of the field have their names from the schema.
  private static func unique(_ name: String?) -> StoreFailure {
    switch name {
    case "claim_patient", "attempt_unfinished": .taken(.patient)
    case "claim_number": .taken(.number)
    case "claim_caller": .taken(.caller)
    case "appointment_slot": .taken(.slot)
    default: .refused(constraint: name ?? "23505")
    }
  }
}
