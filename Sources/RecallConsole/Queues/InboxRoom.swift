import Foundation
package import RecallDomain

/// The inbox, in the console and as a command: the same lists, the same acts, the same words.
package struct InboxRoom {
  let desk: Desk
  /// Behind a list stand the items' own names: outside the console no list is remembered.
  let namesItems: Bool

  package init(desk: Desk, namesItems: Bool = false) {
    self.desk = desk
    self.namesItems = namesItems
  }

  /// What became of a line.
  package enum Outcome: Equatable {
    case shown
    case done(QueueItem)
    /// Nothing was typed where words were asked for.
    case left
    case refused(QueueRefusal)
    case notFound
    case notUnderstood
    case stopped(Int32)
  }

  var rules: QueueRules {
    QueueRules(desk.caller, policy: desk.policy, kind: desk.store.kind)
  }
  var duty: QueueDuty { rules.duty }

  @discardableResult
  package func obey(_ line: String) throws(StoreFailure) -> Outcome {
    _ = try desk.store.applyAnswers(policy: desk.policy, at: desk.now)
    switch InboxReading.read(line, desk.typed, queue: queue) {
    case .list(let queue, let overdue): return try list(queue, overdue: overdue)
    case .act(.show, let item, _):
      return try withItem(item) { entry throws(StoreFailure) in
        try InboxView(room: self).show(entry)
      }
    case .act(let verb, let item, let rest): return try act(verb, item, rest)
    case .needsItem(let verb):
      let name = desk.shown("inbox", verb.rawValue)
      desk.screen.problem(
        desk.say(namesItems ? "inbox.needs-item-outside" : "inbox.needs-item", ["verb": name]))
      if verb == .hand {
        desk.screen.problem(desk.say("inbox.hand-where", ["names": queueNames]))
      }
      return .notUnderstood
    case .unknown:
      let isOneWord = !line.trimmed.contains(" ")
      let key = isOneWord ? "inbox.no-such-queue" : "inbox.not-understood"
      desk.screen.problem(
        didYouMean(line, near(line)) ?? desk.say(key, ["names": queueNames]))
      return .notUnderstood
    }
  }

  /// Whether these words ask for a list, or for nothing but a look at one item.
  package static func isList(_ words: [String]) -> Bool {
    words.isEmpty || (words.count == 1 && InboxVerb(rawValue: words[0]) == nil)
  }

  // MARK: Lists

  /// What this person may see, in the order of the inbox.
  package func items(
    _ queue: QueueName? = nil, overdue: Bool = false
  ) throws(StoreFailure) -> [InboxItem] {
    let seen = Set(duty.seen)
    let query = InboxQuery(
      by: desk.caller.id, queues: queue.map { seen.intersection([$0]) } ?? seen,
      askedBy: desk.caller.id, overdue: overdue)
    return try desk.store.inbox(query, at: desk.now).filter { entry in
      queue.map { $0 == entry.item.queue } ?? true
    }
  }

  /// For their own eyes a team has what is left to do; a caller besides what became of what they asked.
  private func list(_ queue: QueueName?, overdue: Bool) throws(StoreFailure) -> Outcome {
    if let queue, !duty.sees(queue), try items(queue).isEmpty {
      return refused(
        .notYours(queue, may: QueueDuty.roles(working: queue, desk.policy)), nil)
    }
    let found = try items(queue, overdue: overdue).filter {
      $0.isForTheTeam || ($0.askedBy == desk.caller.id && !duty.works($0.item.queue))
    }
    desk.listedItems = found.map(\.item.id)
    try InboxOpenings(desk: desk).tell()
    let view = InboxView(room: self)
    if found.isEmpty {
      view.nothing(try desk.store.queueCounts(at: desk.now), queue, overdue: overdue)
    } else {
      view.list(found)
    }
    return .shown
  }

  /// Emergency openings that wait for this person to look.
  package func openings() throws(StoreFailure) -> [EmergencyOpening] {
    try InboxOpenings(desk: desk).waiting()
  }

  // MARK: One item

  /// By its number in the list just shown, its name, or a beginning that only one has. Somebody else's
  /// is as if it were not there.
  package func find(_ word: String) throws(StoreFailure) -> InboxItem? {
    var id = QueueItemID(word)
    if let number = Pick.number(word) {
      guard let listed = desk.listedItems.picked(number) else { return nil }
      id = listed
    }
    let exact = try desk.store.inbox(InboxQuery(by: desk.caller.id, id: id), at: desk.now).first
    if let exact { return duty.sees(exact.item, askedBy: exact.askedBy) ? exact : nil }
    guard Pick.number(word) == nil else { return nil }
    let alike = try items().filter { $0.item.id.rawValue.hasPrefix(word) }
    return alike.count == 1 ? alike[0] : nil
  }

  func withItem(
    _ word: String, _ body: (InboxItem) throws(StoreFailure) -> Void
  ) throws(StoreFailure) -> Outcome {
    guard let item = try find(word) else {
      let key = namesItems ? "inbox.no-such-item-outside" : "inbox.no-such-item"
      desk.screen.problem(desk.say(key, ["item": word]))
      return .notFound
    }
    try body(item)
    return .shown
  }

  private func act(
    _ verb: InboxVerb, _ word: String, _ rest: String
  ) throws(StoreFailure) -> Outcome {
    guard verb == .hand || rest.isEmpty else {
      // Words in a line of commands would stand in its history.
      desk.screen.problem(desk.say("inbox.words-at-prompt"))
      return .notUnderstood
    }
    var outcome = Outcome.notFound
    let found = try withItem(word) { entry throws(StoreFailure) in
      outcome = try InboxActing(room: self, entry: entry).act(verb, rest)
    }
    return found == .notFound ? .notFound : outcome
  }

  func refused(_ why: QueueRefusal, _ item: QueueItem?) -> Outcome {
    desk.screen.problem(InboxWords(desk: desk).sentence(for: why))
    if case .notYours(let queue, _) = why {
      desk.noteRefusal(of: queue == .clinical ? .answerClinical : .workQueues)
    }
    return .refused(why)
  }

  // MARK: Names of queues

  func queue(_ typed: String) -> QueueName? { queues.one(Folded.text(typed)) }

  /// The queue that a slip of the finger may have been, as the screen names it.
  func nearQueue(_ typed: String) -> String? { queues.near(typed).map(name) }

  var queueNames: String { QueueName.allCases.map(name).joined(separator: ", ") }

  private var queues: NameReader<QueueName> {
    NameReader(QueueName.allCases, "queue", desk.typed) {
      desk.labelInEveryLanguage("queue.\($0.rawValue)")
    }
  }

  private func name(_ queue: QueueName) -> String {
    desk.showsNames ? queue.rawValue : desk.label("queue.\(queue.rawValue)")
  }

  /// `nil`: nothing is near.
  func didYouMean(_ typed: String, _ near: String?) -> String? {
    near.map {
      let line = TerminalText.truncate(typed.trimmed, to: 60)
      return desk.say("inbox.did-you-mean", ["line": line, "word": $0])
    }
  }

  /// What the line may have been, with the words behind it as they are; `overdue` may have a queue.
  private func near(_ line: String) -> String? {
    let words = line.split(separator: " ").map(String.init)
    guard let first = words.first else { return nil }
    let verbs = NameReader(InboxVerb.allCases, "inbox", desk.typed)
    if verbs.one(first) == .overdue, words.count == 2 {
      return nearQueue(words[1]).map { "\(desk.shown("inbox", "overdue")) \($0)" }
    }
    if words.count == 1, let queue = nearQueue(first) { return queue }
    guard let verb = verbs.near(first) else { return nearQueue(line) }
    return ([desk.shown("inbox", verb.rawValue)] + words.dropFirst()).joined(separator: " ")
  }
}
