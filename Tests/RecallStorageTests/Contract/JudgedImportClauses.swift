import Foundation
import RecallDomain
import Testing

/// A list from a source is judged as it comes in.
extension StoreContract {
  static let judgedImports: [StoreClause] = [
    StoreClause("who may not be called stands so at once, and nobody is probed twice") {
      bench throws in
      var silent = Clinic.patient("p2")
      silent.phones = []
      let list = try bench.bringJudged(
        Clinic.row("r1", of: Clinic.patient("p1")), Clinic.row("r2", of: silent, priority: 1),
        Clinic.row("r3", of: Clinic.patient("p3")))
      #expect(list.verdicts == [.added, .added, .added] && list.alike.isEmpty)
      #expect(try bench.ready() == 2)
      var probes = 0
      let answer = try bench.next { candidate in
        probes += 1
        return Clinic.anyone(candidate)
      }
      #expect(recall(answer) == "r1" && probes == 1)
    },
    StoreClause("what changes is judged afresh in the same act") { bench throws in
      var rosa = Clinic.patient("p1")
      _ = try bench.bringJudged(Clinic.row("r1", of: rosa))
      #expect(try bench.ready() == 1)
      rosa.deceased = true
      #expect(try bench.bringJudged(Clinic.row("r1", of: rosa)).verdicts == [.updated])
      #expect(try bench.ready() == 0)
      rosa.deceased = false
      #expect(try bench.bringJudged(Clinic.row("r1", of: rosa)).verdicts == [.updated])
      #expect(try bench.ready() == 1)
    },
    StoreClause("a record that looks like an earlier one is named, once, and judged as such") {
      bench throws in
      var twice = Clinic.patient("p2", numbers: ["+16175550101"])
      twice.lastName = "NUNEZ p1"
      let rows = [
        Clinic.row("a", of: Clinic.patient("p1", numbers: ["+16175550101"])),
        Clinic.row("b", of: twice),
      ]
      #expect(try bench.bringJudged(rows[0], rows[1]).alike == [PatientID("p2")])
      #expect(try bench.bringJudged(rows[0], rows[1]).alike.isEmpty)
      #expect(try bench.ready() == 1)
    },
    StoreClause("an appointment that waited for its patient is judged with them") { bench throws in
      #expect(try bench.take(Clinic.visit("a1", "p1")) == .waiting)
      _ = try bench.bringJudged(Clinic.row("r1", of: Clinic.patient("p1")))
      #expect(try bench.ready() == 0)
      #expect(
        try bench.store.importAppointments(
          [Clinic.visit("a1", "p1", .cancelled)], at: Clinic.now, hours: nil,
          judge: StoreBench.whole)
          == [.updated])
      #expect(try bench.ready() == 1)
    },
    StoreClause("somebody is calling from the card to the end of the call, and for a while after") {
      bench throws in
      try bench.bring(Clinic.row("r1", of: Clinic.patient("p1")))
      #expect(try !bench.store.somebodyIsCalling())
      let (ticket, number) = try bench.call()
      #expect(try bench.store.somebodyIsCalling())
      try bench.store.close(
        Clinic.closing(ticket, number: number), under: ticket, at: Clinic.now)
      #expect(try bench.store.somebodyIsCalling())
      // An import writes on, and nobody else does.
      for number in 10..<22 { try bench.bring(Clinic.row("r\(number)", of: Clinic.patient("p1"))) }
      #expect(try !bench.store.somebodyIsCalling())
    },
  ]
}

extension StoreBench {
  func bringJudged(_ rows: ImportRow...) throws -> ImportedList {
    try store.importList(
      ImportBatch(source: "test", rows: rows), at: Clinic.now, hours: nil,
      judge: Self.whole)
  }

  /// Whoever has a number, no booking and no other record may be called.
  static func whole(_ candidate: Candidate) -> Callability {
    candidate.duplicateOf == nil ? unlessBooked(candidate) : .excluded(.duplicate, until: nil)
  }

  func ready() throws -> Int {
    try store.counts(for: "ana", at: Clinic.now, endOfDay: Clinic.minutes(300)).ready
  }
}
