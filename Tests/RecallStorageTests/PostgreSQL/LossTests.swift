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
    var place = 0
    var wasReached = true
    while wasReached {
      wasReached = try withLoss { connection, tell in
        var asked = 0
        connection.onTheWay = { session in
          if asked == place { tell(session) }
          asked += 1
        }
      }
      place += 1
    }
    #expect(place > 30, "a call asks more than that of the server")
  }

  @Test("every COMMIT is done and its answer lost: repeating is right, every time")
  func answersOfCommits() throws {
    _ = try withLoss { connection, _ in
      var isFirst = true
      connection.onTheWayBack = {
        defer { isFirst.toggle() }
        if isFirst { throw ServerFailure.lost }
      }
    }
  }

  /// A call from `next` to its note, on a store of its own, under a loss that `arrange` brings about;
  /// answers whether a session was ended.
  private func withLoss(
    _ arrange: (PostgreSQLConnection, _ end: @escaping (PostgreSQLSession) -> Void) -> Void
  ) throws -> Bool {
    var ended = false
    try withPostgreSQL { bench, database in
      try bench.bring(2)
      try bench.store.addSlots([Slot(id: SlotID("s"), start: Clinic.minutes(99), minutes: 20)])
      let connection = try #require(bench.store as? PostgreSQLStore).connection
      arrange(connection) { session in
        ended = true
        Self.end(session)
      }
      try call(bench)
      connection.onTheWay = nil
      connection.onTheWayBack = nil
      let counts = """
        SELECT (SELECT count(*) FROM recall.claim), (SELECT count(*) FROM recall.attempt),
          (SELECT count(*) FROM recall.call_event), (SELECT count(*) FROM recall.queue_item),
          (SELECT count(*) FROM recall.note), (SELECT count(*) FROM recall.appointment),
          (SELECT count(*) FROM recall.stale_entry), (SELECT count(*) FROM recall.slot
            WHERE booked = 1)
        """
      let found = try Cluster.shared().run(counts, in: database)
      #expect(found == [["1", "1", "4", "1", "1", "1", "0", "1"]])
      #expect(try bench.store.check() == [])
    }
    return ended
  }

  private func call(_ bench: StoreBench) throws {
    let (begun, number) = try bench.call()
    var ticket = begun
    ticket = try bench.store.append(
      Clinic.entry(2), effects: [.openItem(Clinic.item("q", under: ticket))], under: ticket,
      at: Clinic.now)
    ticket = try bench.store.append(
      Clinic.entry(3), effects: [.holdSlot(SlotID("s"), until: Clinic.minutes(60))],
      under: ticket, at: Clinic.now)
    let appointment = GivenAppointment(
      start: Clinic.minutes(99), provider: nil, slot: SlotID("s"))
    try bench.store.close(
      Clinic.closing(
        ticket, number: number, ending: Ending(.scheduled)!, state: .scheduled,
        next: NextAction(kind: .none), appointment: appointment),
      under: ticket, at: Clinic.minutes(4))
  }

  /// As an administrator would, from a session of their own.
  private static func end(_ session: PostgreSQLSession) {
    _ = try? Cluster.shared().run("SELECT pg_terminate_backend(\(session.process), 5000)")
  }
}
