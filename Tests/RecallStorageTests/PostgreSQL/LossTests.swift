import Foundation
import RecallDomain
import RecallTestSupport
import Testing

@testable import RecallStorage

/// What a session that ends does to the acts of a call.
@Suite(
  "a connection that is lost in the middle of a call",
  .disabled(if: Cluster.isToBeSkipped, Comment(rawValue: Cluster.skipped)))
struct LossTests {
  @Test("ends between any two statements of a call: nobody notices, nothing is lost or done twice")
  func anywhere() throws {
    try withPostgreSQL { bench, database in
      let connection = try #require(bench.store as? PostgreSQLStore).connection
      var calls = 0
      var wasReached = true
      while wasReached {
        wasReached = false
        try prepare(calls, bench)
        var asked = 0
        connection.onTheWay = { session in
          if asked == calls {
            Self.end(session)
            wasReached = true
          }
          asked += 1
        }
        try call(calls, bench)
        connection.onTheWay = nil
        calls += 1
      }
      #expect(calls > 15, "a call asks more than that of the server")
      try expectWhole(calls, bench, database)
    }
  }

  @Test("what a console that stands still in mid-act holds is its caller's again at another desk")
  func standingStill() throws {
    try withPostgreSQL { bench, database in
      try bench.bring(1)
      let (ticket, number) = try bench.call()
      try bench.store.park(Clinic.entry(2, "parked"), under: ticket, at: Clinic.now)
      let still = try PlainSession(Cluster.shared().url(database))
      try still.run("SET idle_in_transaction_session_timeout = 100")
      try still.run(
        "BEGIN; SELECT pg_advisory_xact_lock(\(Locks.numbers), hashtext('\(number)'))")
      let taken = try bench.store.takeUp(
        CallID("c1"), by: "ana", at: Clinic.now, lease: 900, takeOver: false)
      #expect(taken.ticket.token == 2)
      #expect(PostgreSQLSettings.stillnessLimit * 2 < PostgreSQLSettings.lockPatience)
    }
  }

  @Test("every COMMIT is done and its answer lost: repeating is right, every time")
  func answersOfCommits() throws {
    try withPostgreSQL { bench, database in
      try prepare(0, bench)
      try losingAnswers(bench) { try call(0, bench) }
      try expectWhole(1, bench, database)
    }
  }

  @Test("what an import says of its rows is true, also where the answer to its COMMIT was lost")
  func imports() throws {
    try withPostgreSQL { bench, database in
      let twin = Clinic.patient("p2", numbers: ["+16175550101"])
      var again = twin
      again.lastName = "NUNEZ p1"
      let rows = [
        Clinic.row("a", of: Clinic.patient("p1", numbers: ["+16175550101"])),
        Clinic.row("b", of: again),
      ]
      let time = Slot(id: SlotID("s1"), start: Clinic.minutes(99), minutes: 20)
      try losingAnswers(bench) {
        let list = try bench.bringJudged(rows[0], rows[1])
        #expect(list.verdicts == [.added, .added])
        #expect(list.alike == [PatientID("p2")])
        #expect(try bench.bringJudged(rows[0], rows[1]).verdicts == [.unchanged, .unchanged])
        #expect(try bench.take(Clinic.visit("a1", "p1")) == .added)
        #expect(try bench.take(Clinic.visit("a2", "p9")) == .waiting)
        #expect(try bench.take(time, isOpen: true) == [.added])
      }
      let trail = try Cluster.shared().run(
        "SELECT count(*) FROM recall.audit WHERE act = 'imported'", in: database)
      #expect(trail == [["5"]])
      let batches = try Cluster.shared().run(
        "SELECT added, unchanged FROM recall.import ORDER BY id", in: database)
      #expect(batches == [["2", "0"], ["0", "2"]])
    }
  }

  /// Every COMMIT is done, and the answer to every first one of two is lost.
  private func losingAnswers(_ bench: StoreBench, _ acts: () throws -> Void) throws {
    let connection = try #require(bench.store as? PostgreSQLStore).connection
    var isFirst = true
    connection.onTheWayBack = {
      defer { isFirst.toggle() }
      if isFirst { throw ServerFailure.lost }
    }
    try acts()
    connection.onTheWayBack = nil
  }

  /// A patient to call, and a time to book.
  private func prepare(_ place: Int, _ bench: StoreBench) throws {
    let number = "+1617555\(1000 + place)"
    try bench.bring(Clinic.row("r\(place)", of: Clinic.patient("p\(place)", numbers: [number])))
    try bench.store.addSlots([Slot(id: slot(place), start: Clinic.minutes(99), minutes: 20)])
  }

  private func slot(_ place: Int) -> SlotID { SlotID("s\(place)") }

  /// From `next` to the note.
  private func call(_ place: Int, _ bench: StoreBench) throws {
    let (begun, number) = try bench.call("c\(place)")
    let item = Clinic.item("q\(place)", under: begun)
    let asked = try bench.store.append(
      Clinic.entry(2), effects: [.openItem(item)], under: begun, at: Clinic.now)
    let held = try bench.store.append(
      Clinic.entry(3), effects: [.holdSlot(slot(place), until: Clinic.minutes(60))],
      under: asked, at: Clinic.now)
    let appointment = GivenAppointment(
      start: Clinic.minutes(99), provider: nil, slot: slot(place))
    let closing = Clinic.closing(
      held, number: number, ending: Ending(.scheduled)!, state: .scheduled,
      next: NextAction(kind: .none), appointment: appointment)
    try bench.store.close(closing, under: held, at: Clinic.minutes(4))
  }

  private func expectWhole(_ calls: Int, _ bench: StoreBench, _ database: String) throws {
    for (table, rows) in [
      ("claim", 1), ("attempt", 1), ("call_event", 4), ("queue_item", 1), ("note", 1),
      ("appointment", 1), ("slot WHERE booked = 1", 1), ("stale_entry", 0),
    ] {
      let found = try Cluster.shared().run("SELECT count(*) FROM recall.\(table)", in: database)
      #expect(found == [["\(rows * calls)"]], "\(table)")
    }
    #expect(try bench.store.check() == [])
  }

  /// As an administrator would, from a session of their own.
  private static func end(_ session: PostgreSQLSession) {
    _ = try? Cluster.shared().run("SELECT pg_terminate_backend(\(session.process), 5000)")
  }
}
