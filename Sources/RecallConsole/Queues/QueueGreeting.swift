import RecallDomain

/// What waits for this person when the console opens: their queues with what is overdue in each, and
/// answers that have come back for patients they have asked for. A manager sees every queue.
struct QueueGreeting {
  let desk: Desk

  func tell() throws(StoreFailure) {
    guard desk.store.kind != .practice, desk.caller.may(.workQueues) else { return }
    try desk.store.applyAnswers(policy: desk.policy, at: desk.now)
    let duty = QueueDuty(desk.caller, policy: desk.policy, kind: desk.store.kind)
    if !duty.worked.isEmpty {
      let counts = try desk.store.queueCounts(at: desk.now)
      let queues = InboxWords(desk: desk).counts(counts, of: duty.worked)
      if !queues.isEmpty { desk.tell("start.queues", ["queues": queues]) }
    }
    let answers = try desk.store.answersToTell(by: desk.caller.id)
    if answers > 0 { desk.tell("start.answers", count: answers) }
  }
}
