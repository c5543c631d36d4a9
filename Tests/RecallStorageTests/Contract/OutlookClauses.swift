import Foundation
import RecallDomain
import Testing

extension StoreContract {
  static let outlook: [StoreClause] = [
    StoreClause("who is ready depends on whose lanes are open: hours, languages") {
      bench throws in
      try bench.bring(
        Clinic.row("a", of: Clinic.patient("p1")),
        Clinic.row("b", of: speaker("p2", "en"), segment: "missed-visit"),
        Clinic.row("c", of: speaker("p3", "vi")))
      let counts = { (opens: @escaping LaneOpening) in
        try bench.store.counts(
          for: "ana", at: Clinic.now, endOfDay: Clinic.minutes(500), opens: opens)
      }
      #expect(
        try counts { _ in .from(Clinic.now) } == DayCounts(ready: 3, laterToday: 0, needOutcome: 0))
      let some = try counts { lane in
        lane.language == "es"
          ? .keptBack(.language) : .from(Clinic.minutes(lane.language == "en" ? 0 : 60))
      }
      #expect(some == DayCounts(ready: 1, laterToday: 1, needOutcome: 0))
      #expect(
        try counts { _ in .from(.distantFuture) }
          == DayCounts(ready: 0, laterToday: 0, needOutcome: 0))
    },
    StoreClause("the list in counts: by segment, by reason, with the first instant of each") {
      bench throws in
      try bench.bring(6)
      try bench.bring(Clinic.row("m", of: speaker("p9", "en"), segment: "missed-visit"))
      let judge = { (candidate: Candidate) -> Callability in
        switch candidate.entry.id.rawValue {
        case "r1": .excluded(.withinCadence, until: Clinic.minutes(90))
        case "r2": .excluded(.withinCadence, until: Clinic.minutes(60))
        case "r3": .excluded(.noNumber, until: nil)
        case "r4": .excluded(.notYetDue, until: Clinic.minutes(4000))
        default: Clinic.anyone(candidate)
        }
      }
      _ = try bench.store.settle(after: nil, at: Clinic.now, judge: judge)
      let tally = { (minutes: Double, segment: String?) in
        try bench.store.tally(segment: segment, at: Clinic.minutes(minutes)) { _ in
          .from(Clinic.minutes(minutes))
        }
      }
      let now = try tally(0, nil)
      #expect(now.callableBySegment == ["overdue-follow-up": 2, "missed-visit": 1])
      #expect(now.leftOut[.withinCadence]?.count == 2)
      #expect(now.leftOut[.withinCadence]?.earliest == Clinic.minutes(60))
      #expect(now.leftOut[.noNumber]?.count == 1)
      #expect(now.leftOut[.noNumber]?.earliest == nil)
      #expect(now.next == Clinic.minutes(60))
      let later = try tally(70, nil)
      #expect(later.callable == 4 && later.leftOut[.withinCadence]?.count == 1)
      #expect(try tally(0, "missed-visit").allLeftOut == 0)
    },
    StoreClause("whole lanes that are shut or closed are counted with their reason") {
      bench throws in
      try bench.bring(
        Clinic.row("a", of: Clinic.patient("p1")),
        Clinic.row("b", of: speaker("p2", "en"), segment: "missed-visit"),
        Clinic.row("c", of: speaker("p3", "vi")))
      _ = try bench.store.settle(after: nil, at: Clinic.now) { candidate in
        candidate.entry.segment == "missed-visit"
          ? .excluded(.noScript, until: nil) : Clinic.anyone(candidate)
      }
      let tally = try bench.store.tally(segment: nil, at: Clinic.now) { lane in
        lane.shut
          ? .keptBack(.noScript)
          : lane.language == "vi" ? .keptBack(.language) : .from(Clinic.minutes(30))
      }
      #expect(tally.callable == 0)
      #expect(tally.reasons.map(\.reason) == [.language, .noScript, .outsideHours])
      #expect(tally.leftOut[.outsideHours]?.earliest == Clinic.minutes(30))
    },
    StoreClause("the first of the line are those that next would give, one after the other") {
      bench throws in
      try bench.bring(6)
      let judge = { (candidate: Candidate) -> Callability in
        candidate.entry.id.rawValue == "r2"
          ? .excluded(.capReached, until: Clinic.minutes(60)) : Clinic.anyone(candidate)
      }
      let line = try bench.store.firstInLine(4, segment: nil, at: Clinic.now, judge: judge)
      let callers = ["w1", "w2", "w3", "w4"]
      let given = try callers.compactMap { recall(try bench.next($0, judge: judge)) }
      #expect(line.map(\.entry.id.rawValue) == given)
      #expect(
        try bench.store.firstInLine(9, segment: "missed-visit", at: Clinic.now, judge: judge)
          .isEmpty)
    },
    StoreClause(
      "whom only the clock or a lane keeps back is read, in order; the others are counted"
    ) {
      bench throws in
      try bench.bring(5)
      let judge = { (candidate: Candidate) -> Callability in
        switch candidate.entry.id.rawValue {
        case "r1": .excluded(.withinCadence, until: Clinic.minutes(60))
        case "r2": .excluded(.noNumber, until: nil)
        default: Clinic.anyone(candidate)
        }
      }
      _ = try bench.store.settle(after: nil, at: Clinic.now, judge: judge)
      let ready = { (minutes: Double) in
        var read: [String] = []
        try bench.store.eachReady(segment: nil, at: Clinic.minutes(minutes)) {
          read.append($0.entry.id.rawValue)
        }
        return read
      }
      #expect(try ready(0) == ["r3", "r4", "r5"])
      #expect(try ready(60) == ["r1", "r3", "r4", "r5"])
      let others = try bench.store.tally(segment: nil, at: Clinic.now) { _ in .from(Clinic.now) }
      #expect(others.ofThoseLeftOut.allLeftOut == 2 && others.ofThoseLeftOut.callable == 0)
    },
    StoreClause("what is owed to patients is found: promised calls, answers that came back") {
      bench throws in
      try bench.bring(3)
      let (ticket, number) = try bench.call()
      let window = CallbackWindow(date: Clinic.today, moment: .part(.evening))
      try bench.store.close(
        Clinic.closing(
          ticket, number: number, ending: Ending(.callbackRequested, .atTime)!,
          next: NextAction(kind: .call, owner: "ana", at: Clinic.minutes(180)), callback: window),
        under: ticket, at: Clinic.now)
      var owed: [String] = []
      try bench.store.eachOwing { owed.append($0.entry.id.rawValue) }
      #expect(owed == [ticket.recall.rawValue])
    },
    StoreClause("a limit set aside is taken under what is left of the rules, and in the trail") {
      bench throws in
      try bench.bring(2)
      let claim = { (id: String, judge: (Candidate) -> Callability) in
        try bench.store.claimOverriding(
          RecallID(id), because: "travels tomorrow", by: "maria", at: Clinic.now,
          lease: Clinic.lease, judge: judge)
      }
      guard
        case .refused(.doNotContact, until: nil) = try claim(
          "r1", { _ in .excluded(.doNotContact, until: nil) })
      else { throw Unexpected() }
      #expect(recall(try claim("r1", Clinic.anyone)) == "r1")
      guard case .held = try claim("r2", Clinic.anyone) else { throw Unexpected() }
    },
    StoreClause("whom a caller gave back comes to them again after a while, and is said") {
      bench throws in
      try bench.bring(1)
      let (ticket, _) = try bench.claimed()
      try bench.store.giveBack(ticket, reason: "know-them", at: Clinic.now)
      guard case .nobody(let nobody) = try bench.next("ana") else { throw Unexpected() }
      #expect(nobody.givenBack == 1 && nobody.blocked.isEmpty)
      #expect(nobody.next == Clinic.minutes(30))
      #expect(recall(try bench.next("ana", at: Clinic.minutes(30))) == "r1")
    },
    StoreClause("twins are two people; a record that is inactive is nobody's first") {
      bench throws in
      let numbers = ["+16175550101"]
      var (one, twin, again) = (
        Clinic.patient("p1", numbers: numbers), Clinic.patient("p2", numbers: numbers),
        Clinic.patient("p3", numbers: numbers)
      )
      (twin.lastName, twin.firstName) = (one.lastName, "Inés")
      (again.lastName, again.firstName) = (one.lastName, "ROSA MARIA")
      try bench.bring(
        Clinic.row("a", of: one), Clinic.row("b", of: twin), Clinic.row("c", of: again))
      #expect(try bench.store.candidate(RecallID("b"))?.duplicateOf == nil)
      #expect(try bench.store.candidate(RecallID("c"))?.duplicateOf == PatientID("p1"))
      one.inactive = true
      try bench.bring(Clinic.row("a", of: one))
      #expect(try bench.store.candidate(RecallID("c"))?.duplicateOf == nil)
    },
  ]

  private static func speaker(_ id: String, _ language: String) -> Patient {
    var patient = Clinic.patient(id)
    patient.language = language
    return patient
  }
}
