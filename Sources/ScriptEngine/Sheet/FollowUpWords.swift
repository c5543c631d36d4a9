import RecallDomain

extension FollowUp {
  /// What happens after the call, for people who read scripts.
  ///
  /// - Parameter rest: how long this clinic waits after the outcome.
  func words(_ rest: Delays.Rest?) -> String {
    let wait = rest?.words
    return switch self {
    case .scheduled: "nothing more to call about"
    case .nextStep:
      "the next step of the cadence" + (wait.map { ", \($0) later at the soonest" } ?? "")
    case .redial: "dialled again \(wait.map { "after \($0)" } ?? "at once"), once that day"
    case .promise: "called back at the promised time"
    case .pause: "no call for \(wait ?? "now"); the recall stays open"
    case .queue(let queue): "waits for the \(queue.rawValue) queue; the recall stays open"
    case .clinicalReview: "waits for the clinical team"
    case .nextNumber: "the next number on file, else the records queue"
    case .close: "the recall closes, a sensitive one after review"
    case .holdForRecords: "every recall and message held until records confirms"
    }
  }
}

extension Delays.Rest {
  /// `30 minutes`; `nil` for no rest at all.
  var words: String? {
    let (number, unit) =
      switch self {
      case .minutes(let minutes): (minutes, "minute")
      case .days(let days): (days, "day")
      case .businessDays(let days): (days, "business day")
      }
    return number == 0 ? nil : "\(number) \(unit)\(number == 1 ? "" : "s")"
  }
}

extension Ending {
  /// What happens next where the ending is reached at these gate levels.
  func next(at levels: Set<GateLevel>, _ delays: Delays) -> String {
    let words = { (gate: GateLevel) in self.words(at: gate, delays) }
    let open = levels.contains(.open) ? words(.open) : nil
    let below = levels.filter { $0 < .open }.max().map(words)
    guard let open, let below, open != below else { return open ?? below ?? words(.closed) }
    return "verified: \(open); otherwise: \(below)"
  }

  private func words(at gate: GateLevel, _ delays: Delays) -> String {
    let silenced =
      numberStatus(gate: gate) == .silenced ? ", this number is never called again" : ""
    return followUp(gate: gate).words(delays[detail]) + silenced
  }
}
