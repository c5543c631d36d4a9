import Foundation
import RecallDomain
import Testing

/// Several consoles at once on one store: what every store must keep true however their acts meet.
struct Race: Sendable, CustomTestStringConvertible {
  let sentence: String
  let run: @Sendable (StoreBench, Runners) throws -> Void

  var testDescription: String { sentence }

  static let promise = "races of several sessions won by one"

  static let all = [
    patients, enough, oneCaller, oneNumber, oneSlot, cap, takeover, lapsedCard, wholeCalls, senders,
    correction, oneItem, oneReplies,
  ]

  private static let oneReplies = Race(
    sentence: "of imports of one replies file at once, each answer has its effect once"
  ) { bench, runners in
    try bench.bring(Clinic.messageRow(1), Clinic.messageRow(2))
    let rows = [
      Clinic.reply("m1", "STOP"),
      Clinic.reply("m2", "Can I come Friday?", from: "+16175550202"),
    ]
    let verdicts = Counts()
    try runners.race(4) { _, store in
      do throws(StoreFailure) {
        for verdict in try store.importing(rows) { verdicts.add("\(verdict)") }
      } catch { verdicts.add("\(error)") }
    }
    #expect(verdicts.counts == ["optedOut": 1, "queued": 1, "unchanged": 6])
    #expect(try bench.store.queueItems(.frontDesk).count == 1)
    #expect(ContactRules.textNumber(try bench.patient("r1")) == nil)
  }

  private static let patients = Race(
    sentence: "callers who race get different patients, each exactly one"
  ) { bench, runners in
    try bench.bring(12)
    let taken = Counts()
    try runners.race(6) { runner, store in
      for round in 0..<2 {
        let answer = try? store.claimNext(
          by: "w\(runner)-\(round)", segment: nil, at: Clinic.now, lease: 900,
          judge: Clinic.anyone)
        if let answer, let id = recall(answer) { taken.add(id) }
      }
    }
    #expect(taken.counts.count == 12)
    #expect(taken.counts.values.allSatisfy { $0 == 1 })
  }

  private static let enough = Race(
    sentence: "while there is somebody for each caller, nobody is told that nobody is left"
  ) { bench, runners in
    let (callers, rounds) = (6, 25)
    try bench.bring(callers)
    let told = Counts()
    try runners.race(callers) { runner, store in
      for _ in 0..<rounds {
        do throws(StoreFailure) {
          let answer = try store.claimNext(
            by: "w\(runner)", segment: nil, at: Clinic.now, lease: 900, judge: Clinic.anyone)
          guard case .claimed(let ticket, _, _) = answer else {
            told.add("nobody")
            continue
          }
          try store.giveBack(ticket, reason: "", at: Clinic.now)
          told.add("a patient")
        } catch { told.add("\(error)") }
      }
    }
    #expect(told.counts == ["a patient": callers * rounds])
  }

  private static let oneCaller = Race(
    sentence: "of consoles that race under one name one gets a patient, the others the same"
  ) { bench, runners in
    try bench.bring(5)
    let taken = Counts()
    try runners.race(4) { _, store in
      let answer = try? store.claimNext(
        by: "ana", segment: nil, at: Clinic.now, lease: 900, judge: Clinic.anyone)
      switch answer {
      case .claimed(let ticket, _, _): taken.add("a patient", ticket.recall.rawValue)
      case .held(let held): taken.add("the same", held.ticket.recall.rawValue)
      default: taken.add("neither")
      }
    }
    #expect(taken.counts == ["a patient": 1, "the same": 3])
    #expect(Set(taken.seen).count == 1)
  }

  private static let oneItem = Race(
    sentence: "of nurses who race for one item one has it, and each act stands once"
  ) { bench, runners in
    try bench.bring(1)
    let (ticket, _) = try bench.call()
    _ = try bench.store.append(
      Clinic.entry(2), effects: [.openItem(Clinic.item("i1", under: ticket))], under: ticket,
      at: Clinic.now)
    let told = Counts()
    try runners.race(4) { runner, store in
      let nurse = StaffMember(id: "n\(runner)", name: "N", roles: [.clinical], languages: [])
      let rules = QueueRules(nurse, policy: Clinic.policy, kind: .live)
      do throws(StoreFailure) {
        let done = try store.act(
          QueueDoing(key: "take-\(runner)", item: QueueItemID("i1"), act: .take), under: rules,
          at: Clinic.now)
        switch done {
        case .done: told.add("taken", nurse.id)
        case .refused(.takenBy(let holder, _), _): told.add("theirs", holder)
        case .refused: told.add("refused")
        }
      } catch { told.add("\(error)") }
    }
    #expect(told.counts == ["taken": 1, "theirs": 3])
    #expect(Set(told.seen).count == 1)
    #expect(try bench.store.queueActs(of: QueueItemID("i1")).count == 1)
  }

  private static let oneNumber = Race(
    sentence: "one shared number is dialled by one caller alone"
  ) { bench, runners in
    try bench.household(4)
    let taken = Counts()
    try runners.race(4) { runner, store in
      let answer = try? store.claimNext(
        by: "w\(runner)", segment: nil, at: Clinic.now, lease: 900, judge: Clinic.anyone)
      taken.add(answer.flatMap(recall) == nil ? "nobody" : "claimed")
    }
    #expect(taken.counts == ["claimed": 1, "nobody": 3])
  }

  private static let oneSlot = Race(
    sentence: "one slot is held by one call alone"
  ) { bench, runners in
    try bench.bring(4)
    try bench.store.addSlots([Slot(id: SlotID("s"), start: Clinic.minutes(99), minutes: 20)])
    let tickets = try (0..<4).map { try bench.call("c\($0)", by: "w\($0)").0 }
    let taken = Counts()
    try runners.race(4) { runner, store in
      do throws(StoreFailure) {
        _ = try store.append(
          Clinic.entry(2), effects: [.holdSlot(SlotID("s"), until: Clinic.minutes(30))],
          under: tickets[runner], at: Clinic.now)
        taken.add("held")
      } catch { taken.add("\(error)") }
    }
    #expect(taken.counts == ["held": 1, "\(StoreFailure.taken(.slot))": 3])
  }

  private static let cap = Race(
    sentence: "a cap on a number holds for a household, however the calls meet"
  ) { bench, runners in
    try bench.household(12)
    try runners.race(4) { runner, store in
      for round in 0..<8 {
        let caller = "w\(runner)"
        let answer = try? store.claimNext(
          by: caller, segment: nil, at: Clinic.now, lease: 900, judge: onceADay)
        guard case .claimed(let ticket, _, let number)? = answer else { continue }
        try? store.wholeCall("c\(runner)-\(round)", ticket, number)
      }
    }
    let contacts = try bench.store.candidate(RecallID("r1"))?.contactsByNumber.values.first
    #expect(contacts?.count == 1)
  }

  private static let takeover = Race(
    sentence: "a call that died is taken over once, and its old console writes no more"
  ) { bench, runners in
    try bench.bring(1)
    let (ticket, _) = try bench.call()
    let later = Clinic.minutes(60)
    let taken = Counts()
    try runners.race(4) { runner, store in
      if runner == 0 {
        do throws(StoreFailure) {
          _ = try store.append(Clinic.entry(2), effects: [], under: ticket, at: later)
          taken.add("the old console")
        } catch { taken.add("\(error)") }
      } else if let up = try? store.takeUp(
        ticket.call!, by: "w\(runner)", at: later, lease: 900, takeOver: true)
      {
        taken.add("taken over", "\(up.ticket.token)")
      }
    }
    #expect(taken.counts["taken over", default: 0] <= 1)
    #expect((taken.counts["taken over"] ?? 0) + (taken.counts["the old console"] ?? 0) >= 1)
  }

  private static let lapsedCard = Race(
    sentence: "a card whose lease ran out is its caller's again or a colleague's, never both"
  ) { bench, runners in
    try bench.bring(1)
    for hour in 1...6 {
      let shown = Counts()
      try runners.race(3) { runner, store in
        let answer = try? store.claimNext(
          by: "w\(runner)", segment: nil, at: Clinic.minutes(Double(60 * hour)), lease: 900,
          judge: Clinic.anyone)
        switch answer {
        case .claimed, .held: shown.add("a card")
        case .nobody: shown.add("nobody")
        default: shown.add("neither")
        }
      }
      #expect(shown.counts == ["a card": 1, "nobody": 2])
    }
  }

  private static let wholeCalls = Race(
    sentence: "many callers work a list to its end, every attempt with one outcome"
  ) { bench, runners in
    try bench.bring(60)
    let done = Counts()
    try runners.race(6) { runner, store in
      for round in 0..<40 {
        let answer = try? store.claimNext(
          by: "w\(runner)", segment: nil, at: Clinic.now, lease: 900, judge: onceADay)
        guard case .claimed(let ticket, _, let number)? = answer else { continue }
        guard (try? store.wholeCall("c\(runner)-\(round)", ticket, number)) != nil else { continue }
        done.add(ticket.patient.rawValue)
      }
    }
    #expect(done.counts.count == 60)
    #expect(done.counts.values.allSatisfy { $0 == 1 })
  }

  private static let senders = Race(
    sentence: "senders who race hand each message over once, and leave none"
  ) { bench, runners in
    let rows = (1...40).map { Clinic.texting($0) }
    _ = try bench.store.importBatch(ImportBatch(source: "test", rows: rows), at: Clinic.now)
    #expect(try bench.writeMessages(limit: 99).written == 40)
    let handed = Counts()
    try runners.race(5) { runner, store in
      // A sender that finds all in other hands comes again, as cron does.
      for _ in 0..<60 {
        let taken = try? store.takeMessage(StoreBench.terms("s\(runner)"), at: Clinic.now) { _, _ in
          .send(on: Clinic.today)
        }
        guard let taken else { continue }
        handed.add(taken.message.key)
        try? store.settleMessage(taken, .sent, code: 0, items: [], at: Clinic.now)
      }
    }
    #expect(handed.counts.count == 40)
    #expect(handed.counts.values.allSatisfy { $0 == 1 })
    #expect(try bench.store.outbox([.sent]).count == 40)
  }
}

/// Opens connections of their own and lets them go all at once, each on a thread of its own.
struct Runners: Sendable {
  let open: @Sendable () throws -> any RecallStore

  func race(_ count: Int, _ run: @escaping @Sendable (Int, any RecallStore) -> Void) throws {
    let gate = DispatchSemaphore(value: 0)
    let done = DispatchGroup()
    for runner in 0..<count {
      let thread = Thread {
        gate.wait()
        if let store = try? open() { run(runner, store) }
        done.leave()
      }
      done.enter()
      thread.start()
    }
    for _ in 0..<count { gate.signal() }
    done.wait()
  }
}

/// Whoever has a good number on which nobody was reached yet.
private func onceADay(_ candidate: Candidate) -> Callability {
  guard case .callable(let number) = Clinic.anyone(candidate) else {
    return .excluded(.noNumber, until: nil)
  }
  let reached = candidate.contactsByNumber[number] ?? []
  return reached.isEmpty
    ? .callable(number: number) : .excluded(.capReached, until: Clinic.minutes(1440))
}

extension RecallStore {
  /// From dialling to `saved`: a message was left, which is a contact.
  fileprivate func wholeCall(_ id: String, _ ticket: ClaimTicket, _ number: String) throws {
    var ticket = try beginCall(
      Clinic.beginning(id, number: number), under: ticket, at: Clinic.now)
    ticket = try append(Clinic.entry(2), effects: [], under: ticket, at: Clinic.now)
    try close(
      Clinic.closing(ticket, number: number, ending: Ending(.leftMessage)!), under: ticket,
      at: Clinic.now)
  }
}

extension Clinic {
  /// One of many who consented to texts, with a message as the next step.
  fileprivate static func texting(_ number: Int) -> ImportRow {
    var patient = Clinic.patient("p\(number)", numbers: ["+16175551\(100 + number)"])
    patient.permissions.sms = true
    var row = Clinic.row("r\(number)", of: patient)
    row.entry?.nextAction = .message
    return row
  }
}

extension StoreBench {
  /// Patients who share one telephone.
  fileprivate func household(_ people: Int) throws {
    for index in 1...people {
      try bring(
        Clinic.row("r\(index)", of: Clinic.patient("p\(index)", numbers: ["+16175550101"])))
    }
  }
}

/// Counts words from several threads.
final class Counts: @unchecked Sendable {
  private let lock = NSLock()
  private var words: [String: Int] = [:]
  private var subjects: [String] = []

  func add(_ word: String, _ subject: String? = nil) {
    lock.withLock {
      words[word, default: 0] += 1
      if let subject { subjects.append(subject) }
    }
  }

  var counts: [String: Int] { lock.withLock { words } }
  var seen: [String] { lock.withLock { subjects } }
}
