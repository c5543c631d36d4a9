import Foundation
import RecallDomain
import RecallStorage
import Testing

@Suite("many consoles on one file")
struct SQLiteRaceTests {
  /// Every connection on a thread of its own, all let go at once.
  private func race(
    _ path: String, _ runners: Int, _ run: @escaping @Sendable (Int, SQLiteStore) -> Void
  )
    throws
  {
    let gate = DispatchSemaphore(value: 0)
    let done = DispatchGroup()
    for runner in 0..<runners {
      let thread = Thread {
        gate.wait()
        if let store = try? SQLiteStore.open(path: path) { run(runner, store) }
        done.leave()
      }
      done.enter()
      thread.start()
    }
    for _ in 0..<runners { gate.signal() }
    done.wait()
  }

  @Test("callers who race get different patients, each exactly one")
  func patients() throws {
    try withSQLite { bench, path throws in
      try bench.bring(12)
      let taken = Tally()
      try race(path, 6) { runner, store in
        for round in 0..<2 {
          let caller = "w\(runner)-\(round)"
          let answer = try? store.claimNext(
            by: caller, segment: nil, at: Clinic.now, lease: 900, judge: Clinic.anyone)
          if let answer, let id = recall(answer) { taken.add(id) }
        }
      }
      #expect(taken.counts.count == 12)
      #expect(taken.counts.values.allSatisfy { $0 == 1 })
      #expect(try bench.store.check() == [])
    }
  }

  @Test("of consoles that race under one name one gets a patient, the others the same")
  func oneCaller() throws {
    try withSQLite { bench, path throws in
      try bench.bring(5)
      let taken = Tally()
      try race(path, 4) { _, store in
        let answer = try? store.claimNext(
          by: "ana", segment: nil, at: Clinic.now, lease: 900, judge: Clinic.anyone)
        switch answer {
        case .claimed(let ticket, _, _): taken.add("claimed \(ticket.recall)")
        case .held(let held): taken.add("held \(held.ticket.recall)")
        default: taken.add("neither")
        }
      }
      #expect(taken.counts == ["claimed r1": 1, "held r1": 3])
    }
  }

  @Test("one shared number is dialled by one caller alone")
  func oneNumber() throws {
    try withSQLite { bench, path throws in
      let number = "+16175550101"
      for index in 1...4 {
        try bench.bring(Clinic.row("r\(index)", of: Clinic.patient("p\(index)", numbers: [number])))
      }
      let taken = Tally()
      try race(path, 4) { runner, store in
        let answer = try? store.claimNext(
          by: "w\(runner)", segment: nil, at: Clinic.now, lease: 900, judge: Clinic.anyone)
        taken.add(answer.flatMap(recall) == nil ? "nobody" : "claimed")
      }
      #expect(taken.counts == ["claimed": 1, "nobody": 3])
    }
  }

  @Test("one slot is held by one call alone")
  func oneSlot() throws {
    try withSQLite { bench, path throws in
      try bench.bring(4)
      try bench.store.addSlots([Slot(id: SlotID("s"), start: Clinic.minutes(99), minutes: 20)])
      let tickets = try (0..<4).map { try bench.call("c\($0)", by: "w\($0)").0 }
      let taken = Tally()
      try race(path, 4) { runner, store in
        do throws(StoreFailure) {
          _ = try store.append(
            Clinic.entry(2), effects: [.holdSlot(SlotID("s"), until: Clinic.minutes(30))],
            under: tickets[runner], at: Clinic.now)
          taken.add("held")
        } catch { taken.add("\(error)") }
      }
      #expect(taken.counts == ["held": 1, "\(StoreFailure.taken(.slot))": 3])
      #expect(try bench.store.check() == [])
    }
  }
}

/// Counts words from several threads.
private final class Tally: @unchecked Sendable {
  private let lock = NSLock()
  private var words: [String: Int] = [:]

  func add(_ word: String) { lock.withLock { words[word, default: 0] += 1 } }
  var counts: [String: Int] { lock.withLock { words } }
}
