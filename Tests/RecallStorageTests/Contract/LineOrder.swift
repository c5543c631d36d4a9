import Foundation
import RecallDomain
import Testing

@testable import RecallStorage

/// What every store must keep true of the order in which patients come, with the classes of a real
/// policy: the list, the first of the line and `next` are one order, at every part of the day.
enum LineOrder {
  static let policy: ClinicPolicy = {
    var policy = ClinicPolicy(name: "Lakeside")
    policy.state = "MA"
    for segment in ["overdue-follow-up", "missed-visit"] {
      policy.segments[segment] = SegmentPolicy(script: segment)
    }
    // Anybody at any part of the day: what is left is the order.
    policy.cadence = (0..<6).map { _ in CadenceStep(.call(.best)) }
    policy.limits = ContactLimits(contactsPerDay: 9, contactsPerWeek: 99)
    return policy
  }()

  private static let rules = CallRules(policy: policy)
  private static let scripts: Set<String> = ["overdue-follow-up", "missed-visit"]

  static let clauses: [StoreClause] = [
    StoreClause("of those level, whose chance is now comes first, who may wait comes last") {
      bench throws in
      try level(bench, ["a": [.afternoon], "b": [], "c": [.morning], "d": [.evening], "e": []])
      #expect(try line(bench, at: Clinic.now) == ["c", "d", "b", "e", "a"])
      // The next morning, and nothing was written.
      #expect(try line(bench, at: Clinic.minutes(20 * 60)) == ["a", "d", "b", "e", "c"])
    },
    StoreClause("who was tried at every part of the day stands as who was never tried") {
      bench throws in
      try level(
        bench, ["a": [.morning, .afternoon, .evening], "b": [], "c": [.morning, .evening]])
      #expect(try line(bench, at: Clinic.now) == ["c", "a", "b"])
    },
    StoreClause("priority and due date come before the part of the day") { bench throws in
      try level(bench, ["a": [.morning], "b": [.afternoon]])
      try bench.bring(
        Clinic.row("first", of: patient("p8"), priority: 1),
        Clinic.row("oldest", of: patient("p9"), due: "2026-10-01", priority: 3))
      #expect(try line(bench, at: Clinic.now) == ["first", "oldest", "a", "b"])
    },
    StoreClause("the part of the day is the patient's own") { bench throws in
      var west = patient("p9")
      west.postalCode = "94110"
      west.phones = [PatientPhone(number: "+14155550109", kind: .mobile, rank: 1)]
      try bench.bring(Clinic.row("w", of: west))
      try level(bench, ["a": [.morning], "b": []])
      try tried(bench, "w", [.morning], in: Zone.certain("America/Los_Angeles"))
      // 14:05 in Boston, 11:05 in San Francisco.
      #expect(try line(bench, at: Clinic.now) == ["a", "b", "w"])
    },
    StoreClause("more lanes than are read at once are in order too") { bench throws in
      var tried: [String: [PartOfDay]] = [:]
      for number in 10..<40 {
        tried["r\(number)"] = [[], [.morning], [.afternoon], [.morning, .evening]][number % 4]
      }
      for (number, id) in tried.keys.sorted().enumerated() {
        var person = patient("p\(id)")
        person.language = ["en", "es", "pt", "vi", "ht"][number % 5]
        try bench.bring(Clinic.row(id, of: person))
      }
      for (id, parts) in tried.sorted(by: { $0.key < $1.key }) {
        try LineOrder.tried(bench, id, parts)
      }
      let expected = tried.keys.sorted().map { id in
        PlaceInLine(
          promise: nil, priority: 3, due: CivilDate(iso: "2026-11-12")!,
          fit: PartFit(
            tried: Set(tried[id]!), at: .afternoon, offered: Set(PartOfDay.allCases)), id: id)
      }.sorted().map(\.id)
      #expect(try line(bench, at: Clinic.now) == expected)
    },
    StoreClause("hours of one segment keep nobody of another back") { bench throws in
      try bench.bring(
        Clinic.row("a", of: patient("p1")),
        Clinic.row("b", of: patient("p2"), segment: "missed-visit"))
      let answer = try bench.next { candidate in
        candidate.entry.segment == "missed-visit"
          ? Clinic.anyone(candidate) : .excluded(.outsideHours, until: Clinic.minutes(60))
      }
      #expect(recall(answer) == "b")
    },
  ]

  // MARK: Steps

  private static func patient(_ id: String) -> Patient {
    var patient = Clinic.patient(id)
    patient.postalCode = "02118"
    return patient
  }

  /// Recalls of one priority and due date, called before at these parts of the day.
  private static func level(_ bench: StoreBench, _ tried: [String: [PartOfDay]]) throws {
    for (id, _) in tried.sorted(by: { $0.key < $1.key }) {
      try bench.bring(Clinic.row(id, of: patient("p\(id)")))
    }
    for (id, parts) in tried.sorted(by: { $0.key < $1.key }) { try self.tried(bench, id, parts) }
  }

  private static func tried(
    _ bench: StoreBench, _ id: String, _ parts: [PartOfDay],
    in zone: Zone = Zone.certain("America/New_York")
  ) throws {
    for part in parts {
      let hour = part == .morning ? 10 : part == .afternoon ? 13 : 17
      let then = LocalTime(
        date: Clinic.today.adding(days: -4), time: TimeOfDay(hour: hour, minute: 0)!
      ).instant(in: zone)
      let answer = try bench.store.claim(
        RecallID(id), by: "ben", at: then, lease: Clinic.lease, judge: Clinic.anyone)
      guard case .claimed(let ticket, _, let number) = answer else { throw Unexpected() }
      let begun = try bench.store.beginCall(
        Clinic.beginning("\(id)-\(part)", number: number, at: then), under: ticket, at: then)
      try bench.store.close(
        Clinic.closing(begun, number: number, next: NextAction(kind: .call, at: then)),
        under: begun, at: then)
    }
  }

  /// The line as `next` serves it, one caller after the other; the list and the first of the line must
  /// be the same.
  private static func line(_ bench: StoreBench, at now: Date) throws -> [String] {
    let judge = { rules.judge($0, at: now, caller: nil, scripts: scripts) }
    let first = try bench.store.firstInLine(99, segment: nil, at: now, judge: judge)
    let list = Worklist(rules: rules, scripts: scripts, caller: nil)
    var (ready, all): ([WorklistItem], [WorklistItem]) = ([], [])
    try bench.store.eachReady(segment: nil, at: now) { ready.append(list.item($0, at: now)) }
    try bench.store.eachCandidate(segment: nil, at: now) { all.append(list.item($0, at: now)) }
    var (served, tickets): ([String], [ClaimTicket]) = ([], [])
    let next = { try bench.next("w\(served.count)", at: now, judge: judge) }
    while case .claimed(let ticket, _, _) = try next() {
      served.append(ticket.recall.rawValue)
      tickets.append(ticket)
    }
    for ticket in tickets { try bench.store.giveBack(ticket, reason: "", at: now) }
    #expect(first.map(\.entry.id.rawValue) == served)
    #expect(ready.map(\.recall.rawValue) == served)
    #expect(all.map(\.recall.rawValue) == served)
    #expect(Worklist.sorted(all.reversed()).map(\.recall.rawValue) == served)
    return served
  }
}
