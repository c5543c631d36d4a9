import Foundation
import RecallDomain

/// The queues that this call concerns. Entering a `route` node counts; an item opens as soon as
/// there is something to say, one per queue and call.
struct Routing: Hashable, Sendable {
  struct Item: Hashable, Sendable {
    var concern: Concern
    var question: String?
    var urgent: Bool
    var due: Date
  }

  /// In order of counting.
  var counted: [QueueName] = []
  /// Fields besides the usual ones that a queue was asked about.
  var askedFor: [QueueName: Set<CallField>] = [:]
  var urgent: Set<QueueName> = []
  /// What each counted queue was counted for.
  var concerns: [QueueName: Concern] = [:]
  var answerBy: [QueueName: Date] = [:]
  /// For `{answer_by}`.
  var last: QueueName?
  var items: [QueueName: Item] = [:]

  var opened: [QueueName] { counted.filter { items[$0] != nil } }
}

extension CallRun {
  /// Counts the routes of a node that is entered. A node that asks waits for its answer; any other
  /// has something to say at once. What `urgent` and an emergency bring to the clinical queue is
  /// urgent.
  mutating func count(routesOf node: Node) {
    for queue in node.routes {
      let isUrgent =
        queue == .clinical && (standing.raised == .urgent || standing.emergency)
      name(queue, concern(of: queue, at: node))
      count(queue, urgent: isUrgent)
      if case .ask(let field, _, _) = node.act {
        standing.routing.askedFor[queue, default: []].insert(field)
      } else {
        write(queue)
      }
    }
  }

  mutating func count(_ queue: QueueName, urgent: Bool) {
    if !standing.routing.counted.contains(queue) { standing.routing.counted.append(queue) }
    standing.routing.last = queue
    let becomesUrgent = urgent && standing.routing.urgent.insert(queue).inserted
    if standing.routing.answerBy[queue] == nil || becomesUrgent {
      standing.routing.answerBy[queue] = due(queue)
    }
  }

  /// What a queue is asked for besides what it was asked for before.
  mutating func name(_ queue: QueueName, _ concern: Concern) {
    let before = standing.routing.concerns[queue]
    standing.routing.concerns[queue] = before?.joined(with: concern) ?? concern
  }

  private func concern(of queue: QueueName, at node: Node) -> Concern {
    if case .end(let ending) = node.act { return Concern(of: queue, after: ending) }
    guard queue == .clinical else { return .usual(of: queue) }
    if standing.emergency { return .emergency }
    return node.barrier == .results || standing.raised == .results ? .results : .clinicalQuestion
  }

  /// Which of the insurance's concerns it is was said at its own prompt.
  private func concern(of queue: QueueName) -> Concern {
    if queue == .insurance, case .insurance(let kind, _)?? = standing.fields[.insuranceConcern] {
      return kind.concern
    }
    return standing.routing.concerns[queue] ?? .usual(of: queue)
  }

  /// What a ride or a cost has to be settled for: the first that lies ahead, of this call or on record.
  private var visit: Date? {
    let known = (start?.record.visits ?? []) + [standing.appointment?.start].compactMap { $0 }
    return known.filter { $0 > lasting.now }.min()
  }

  /// A booking may come before the answer that was promised: what is asked about it is due sooner.
  mutating func hastenBeforeTheVisit() {
    for queue in standing.routing.opened where concern(of: queue).isForTheVisit {
      write(queue)
    }
  }

  private func due(_ queue: QueueName) -> Date {
    let urgent = standing.routing.urgent.contains(queue)
    return start?.record.queueHours.due(
      queue, urgent: urgent, opened: lasting.now, concern: concern(of: queue), visit: visit)
      ?? lasting.now
  }

  /// A field was answered with a value: the queues of its own node, and every counted queue that
  /// it concerns, have something to say, or something more.
  mutating func write(queuesFor field: CallField, askedAt node: Node?) {
    let own = node?.routes ?? []
    for queue in standing.routing.counted
    where own.contains(queue) || fields(of: queue).contains(field) {
      write(queue)
    }
  }

  /// Opens the item of a counted queue, or revises it when it says something new.
  mutating func write(_ queue: QueueName) {
    let earlier = standing.routing.items[queue]
    let urgent = standing.routing.urgent.contains(queue)
    // Never later than was said: later words, urgency or a booking can only bring it forward.
    let due = earlier.map { min($0.due, self.due(queue)) } ?? self.due(queue)
    let item = Routing.Item(
      concern: concern(of: queue), question: question(for: queue), urgent: urgent, due: due)
    guard item != earlier else { return }
    standing.routing.items[queue] = item
    standing.routing.answerBy[queue] = due
    emit(item, to: queue)
  }

  private mutating func emit(_ item: Routing.Item, to queue: QueueName) {
    effects.append(
      .route(
        queue, concern: item.concern, question: item.question, urgent: item.urgent, due: item.due))
  }

  /// An item that only the undone answer had opened is withdrawn, and one that it had revised says
  /// again what it said before.
  mutating func takeBackRoutes(of undone: Standing) {
    for queue in undone.routing.opened {
      guard let before = standing.routing.items[queue] else {
        effects.append(.withdraw(queue))
        continue
      }
      if before != undone.routing.items[queue] { emit(before, to: queue) }
    }
  }

  /// What an end makes of the items of the call: a detail that says urgent makes the question urgent,
  /// whatever it was routed as; another says more closely what a team was asked.
  mutating func settleRoutes(for ending: Ending) {
    raiseUrgency(for: ending)
    for queue in standing.routing.opened where queue != .clinical {
      name(queue, Concern(of: queue, after: ending))
      write(queue)
    }
  }

  private mutating func raiseUrgency(for ending: Ending) {
    guard ending.detail == .urgent, standing.routing.counted.contains(.clinical) else { return }
    let last = standing.routing.last
    count(.clinical, urgent: true)
    standing.routing.last = last
    if standing.routing.items[.clinical] != nil { write(.clinical) }
  }

  private func fields(of queue: QueueName) -> Set<CallField> {
    Set(Self.usualFields(of: queue)).union(standing.routing.askedFor[queue] ?? [])
  }

  /// What a queue needs to read, in order.
  private static func usualFields(of queue: QueueName) -> [CallField] {
    switch queue {
    case .clinical: [.question, .emergencyWords, .emergencyLocation, .handedTo]
    case .insurance: [.insuranceConcern]
    case .language: [.language, .interpreter]
    case .transport: [.transportNeed]
    case .records: [.newNumber]
    case .supervisor: [.complaint]
    case .frontDesk: [.callbackWindow]
    }
  }

  /// The words for the queue, verbatim, those of an emergency first; `nil` when there are none.
  private func question(for queue: QueueName) -> String? {
    let asked = fields(of: queue)
    let first: [CallField] = [.emergencyWords, .emergencyLocation]
    let ordered = first + CallField.allCases.filter { !first.contains($0) }
    let words = ordered.filter(asked.contains).compactMap { field in
      standing.given.contains(field) || field.isVerbatim
        ? (standing.fields[field] ?? nil).map(Self.words) : nil
    }
    return words.isEmpty ? nil : words.joined(separator: " / ")
  }

  private static func words(of value: FieldValue) -> String {
    switch value {
    case .text(let text), .language(let text): text
    case .window(let window): window.plainText
    case .yes: "yes"
    case .no: "no"
    case .insurance(let kind, let text): text.isEmpty ? kind.rawValue : text
    case .decline(let kind, let text): text.isEmpty ? kind.rawValue : text
    case .appointment: ""
    }
  }
}

extension CallbackWindow {
  /// `2026-11-25 afternoon`, `2026-11-25 15:00`: the same in every language.
  var plainText: String {
    switch moment {
    case .time(let time): "\(date) \(time)"
    case .part(let part): "\(date) \(part.rawValue)"
    }
  }
}
