import Foundation
import RecallDomain
import RecallStorage
import RecallTestSupport
import Testing

@Suite(
  "the store's contract, on PostgreSQL",
  .disabled(if: Cluster.isToBeSkipped, Comment(rawValue: Cluster.skipped)))
struct PostgreSQLContractTests {
  @Test("holds", arguments: StoreContract.clauses)
  func holds(_ clause: StoreClause) throws {
    try withPostgreSQL { bench, _ in try StoreContract.verify(clause, on: bench) }
  }

  @Test("next asks nothing of a grown list that an index does not answer, as a caller")
  func indexes() throws {
    try withPostgreSQL { bench, database in
      try IndexUse(store: try #require(bench.store as? PostgreSQLStore)) {
        _ = try Cluster.shared().run("VACUUM ANALYZE", in: database)
      }.verify()
    }
  }

  @Test("keeps the order of the line", arguments: LineOrder.clauses)
  func line(_ clause: StoreClause) throws {
    try withPostgreSQL(classes: .under(LineOrder.policy)) { bench, _ in
      try StoreContract.verify(clause, on: bench)
    }
  }

  /// Once the call waits for the patient, whoever works the queue has the item free: with the other
  /// order each would wait for the other, and the server would end one of them.
  @Test("a call that asks more and opts out waits for the team's act, and holds nothing meanwhile")
  func oneOrder() throws {
    try withPostgreSQL { bench, database in
      let url = try Cluster.shared().url(database, as: "contract_ana")
      try bench.bring(1)
      let (begun, _) = try bench.call()
      let asked = try bench.store.append(
        Clinic.entry(2), effects: [.openItem(Clinic.item("i1", under: begun))], under: begun,
        at: Clinic.now)
      let eyes = try PlainSession(url)
      let team = try PlainSession(url)
      try team.run("BEGIN")
      try team.run(
        "SELECT 1 FROM recall.patient WHERE id = '\(asked.patient)' FOR NO KEY UPDATE")
      let told = Counts()
      let address = try PostgreSQLAddress(url)
      let done = DispatchGroup()
      done.enter()
      Thread {
        do throws(StoreFailure) {
          let store = try PostgreSQLStore.open(address)
          _ = try store.append(
            Clinic.entry(3),
            effects: [
              .reviseItem(QueueItemID("i1"), question: "And drink?", urgent: false, due: nil),
              .doNotContact(asked.patient),
            ], under: asked, at: Clinic.now)
          told.add("written")
        } catch { told.add("\(error)") }
        done.leave()
      }.start()
      try eyes.untilSomebodyWaits { !told.counts.isEmpty }
      try team.run("SELECT 1 FROM recall.queue_item WHERE id = 'i1' FOR UPDATE NOWAIT")
      try team.run("COMMIT")
      done.wait()
      #expect(told.counts == ["written": 1])
      let item = try #require(try bench.store.queueItems(.clinical).first)
      #expect(item.question == "And drink?")
      #expect(try bench.patient("r1").permissions.doNotContact)
    }
  }

  @Test("random acts agree with the model, whatever the order", arguments: [1, 2, 3] as [UInt64])
  func agree(seed: UInt64) throws {
    try withPostgreSQL { bench, _ throws in
      var acts = try RandomActs(bench, seed: seed, patients: 9)
      try acts.run(150)
    }
  }
}
