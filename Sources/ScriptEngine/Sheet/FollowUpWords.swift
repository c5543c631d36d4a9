import RecallDomain

extension FollowUp {
  /// What happens after the call, for people who read scripts.
  var words: String {
    switch self {
    case .scheduled: "nothing more to call about"
    case .nextStep: "the next step of the cadence"
    case .redial(minutes: 0): "dialled again at once, once that day"
    case .redial(let minutes): "dialled again after \(minutes) minutes, once that day"
    case .promise: "called back at the promised time"
    case .pause(let days): "no call for \(days) days; the recall stays open"
    case .queue(let queue): "waits for the \(queue.rawValue) queue; the recall stays open"
    case .clinicalReview: "waits for the clinical team"
    case .nextNumber: "the next number on file, else the records queue"
    case .close: "the recall closes, a sensitive one after review"
    case .holdForRecords: "every recall and message held until records confirms"
    }
  }
}

extension Ending {
  /// What happens next where the ending is reached at these gate levels.
  func next(at levels: Set<GateLevel>) -> String {
    let open = levels.contains(.open) ? words(at: .open) : nil
    let below = levels.filter { $0 < .open }.max().map(words)
    guard let open, let below, open != below else { return open ?? below ?? words(at: .closed) }
    return "verified: \(open); otherwise: \(below)"
  }

  private func words(at gate: GateLevel) -> String {
    let silenced =
      numberStatus(gate: gate) == .silenced ? ", this number is never called again" : ""
    return followUp(gate: gate).words + silenced
  }
}
