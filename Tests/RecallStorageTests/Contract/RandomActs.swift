import Foundation
import RecallDomain
import Testing

/// Random acts of several callers against a model small enough to be plainly right. The seed makes
/// every run the same.
struct RandomActs {
  /// What one patient's entry can be in.
  private enum Place: Equatable {
    case free
    case dial(String)
    case call(String, CallID)
    case parked(CallID)
    case done
  }

  private static let callers = ["ana", "ben", "cy"]
  private let bench: StoreBench
  private var random: SeededNumbers
  private var places: [String: Place]
  private var tickets: [String: ClaimTicket] = [:]
  private var numbers: [String: String] = [:]
  private var old: [ClaimTicket] = []
  private var begun = 0
  private var now = Clinic.now
  private var notes = 0
  private var journal: [CallID: Int] = [:]

  init(_ bench: StoreBench, seed: UInt64, patients: Int) throws {
    self.bench = bench
    random = SeededNumbers(seed: seed)
    places = Dictionary(uniqueKeysWithValues: (1...patients).map { ("r\($0)", .free) })
    try bench.bring(patients)
  }

  mutating func run(_ steps: Int) throws {
    for _ in 0..<steps {
      now = now.addingTimeInterval(Double(Int.random(in: 1...5, using: &random)))
      try act(Self.callers.randomElement(using: &random)!)
      try compare()
    }
  }

  private mutating func act(_ caller: String) throws {
    switch Int.random(in: 0..<12, using: &random) {
    case 0...2: try next(caller)
    case 3...4: try begin(caller)
    case 5...7: try answer(caller)
    case 8: try park(caller)
    case 9: try close(caller)
    case 10: try takeUp(caller)
    default: try late()
    }
  }

  private mutating func next(_ caller: String) throws {
    let store = Bool.random(using: &random) ? bench.store : try bench.another()
    let answer = try bench.next(caller, at: now, in: store)
    switch (held(by: caller)?.1, answer) {
    case (.dial, .held(let held)): #expect(held.ticket == tickets[caller])
    case (.call(_, let call), .finishFirst(let died)): #expect(died.call == call)
    case (nil, .claimed(let ticket, _, let number)):
      let first = places.filter { $0.value == .free }.keys.min { rank($0) < rank($1) }
      #expect(ticket.recall.rawValue == first)
      places[ticket.recall.rawValue] = .dial(caller)
      (tickets[caller], numbers[caller]) = (ticket, number)
    case (nil, .nobody): #expect(!places.values.contains(.free))
    default: Issue.record("an answer that the model does not know")
    }
  }

  private func rank(_ recall: String) -> (Int, String) {
    (1 + Int(recall.dropFirst())! / 3, recall)
  }

  private mutating func begin(_ caller: String) throws {
    guard let (recall, place) = held(by: caller), case .dial = place else { return }
    if Int.random(in: 0..<4, using: &random) == 0 {
      try bench.store.giveBack(tickets[caller]!, reason: "", at: now)
      places[recall] = .free
      return forget(caller)
    }
    begun += 1
    let call = "c\(begun)"
    tickets[caller] = try bench.store.beginCall(
      Clinic.beginning(call, number: numbers[caller]!), under: tickets[caller]!, at: now)
    places[recall] = .call(caller, CallID(call))
    journal[CallID(call)] = 1
  }

  private mutating func answer(_ caller: String) throws {
    guard let (recall, place) = held(by: caller), case .call(_, let call) = place else { return }
    let ticket = tickets[caller]!
    if ticket.lastSeq == 1, Int.random(in: 0..<5, using: &random) == 0 {
      tickets[caller] = try bench.store.withdrawCall(
        Clinic.entry(2, "withdrawn"), under: ticket, at: now)
      places[recall] = .dial(caller)
      journal[call] = nil
      return
    }
    let entry = Clinic.entry(ticket.lastSeq + 1)
    let after = try bench.store.append(entry, effects: [], under: ticket, at: now)
    if Bool.random(using: &random) {
      #expect(try bench.store.append(entry, effects: [], under: ticket, at: now) == after)
    }
    tickets[caller] = after
    journal[call] = after.lastSeq
  }

  private mutating func park(_ caller: String) throws {
    guard let (recall, place) = held(by: caller), case .call(_, let call) = place else { return }
    let ticket = tickets[caller]!
    try bench.store.park(Clinic.entry(ticket.lastSeq + 1, "parked"), under: ticket, at: now)
    journal[call]! += 1
    places[recall] = .parked(call)
    forget(caller)
  }

  private mutating func close(_ caller: String) throws {
    guard let (recall, place) = held(by: caller), case .call(_, let call) = place else { return }
    let ticket = tickets[caller]!
    try bench.store.close(
      Clinic.closing(ticket, number: numbers[caller]!, state: .closed), under: ticket, at: now)
    places[recall] = .done
    journal[call] = nil
    notes += 1
    forget(caller)
  }

  private mutating func takeUp(_ caller: String) throws {
    let parked = places.compactMap { recall, place -> (String, CallID)? in
      if case .parked(let call) = place { (recall, call) } else { nil }
    }.sorted { $0.0 < $1.0 }
    guard let (recall, call) = parked.randomElement(using: &random) else { return }
    guard held(by: caller) == nil else {
      #expect(throws: StoreFailure.self) {
        try bench.store.takeUp(call, by: caller, at: now, lease: 900, takeOver: true)
      }
      return
    }
    let taken = try bench.store.takeUp(call, by: caller, at: now, lease: 900, takeOver: true)
    #expect(taken.journal.map(\.seq) == Array(1...journal[call]!))
    places[recall] = .call(caller, call)
    (tickets[caller], numbers[caller]) = (taken.ticket, taken.beginning.number)
  }

  /// A console that lives on with a ticket of the past writes nothing.
  private mutating func late() throws {
    guard let ticket = old.randomElement(using: &random), ticket.call != nil else { return }
    #expect(throws: StoreFailure.stale) {
      try bench.store.append(
        Clinic.entry(ticket.lastSeq + 1, payload: "late"), effects: [], under: ticket, at: now)
    }
  }

  private func held(by caller: String) -> (String, Place)? {
    places.first { _, place in
      switch place {
      case .dial(let holder), .call(let holder, _): holder == caller
      default: false
      }
    }.map { ($0.key, $0.value) }
  }

  private mutating func forget(_ caller: String) {
    if let ticket = tickets.removeValue(forKey: caller) { old.append(ticket) }
    numbers[caller] = nil
  }

  private func compare() throws {
    #expect(try bench.store.check() == [])
    #expect(try bench.store.notes(NoteQuery()).count == notes)
    let free = places.values.count { $0 == .free }
    let held = Self.callers.count { self.held(by: $0) != nil }
    let parked = places.values.count { if case .parked = $0 { true } else { false } }
    let counts = try bench.store.counts(for: "nobody", at: now, endOfDay: now)
    #expect(counts.ready == free + held + parked)
    #expect(try bench.store.callsNeedingOutcome(for: "nobody", at: now).count == parked)
  }
}
