import RecallDomain
import RecallStorage
import RecallTestSupport

/// A fresh store in a database of its own, for as long as `body` runs. The schema is made once and
/// copied. Everything is done with the rights of a person of the clinic, not of its owner.
func withPostgreSQL(
  classes: HoursClasses = .none, _ body: (StoreBench, String) throws -> Void
) throws {
  let cluster = try Cluster.shared()
  let template = try cluster.template("empty_demo_store") { url in
    let store = try PostgreSQLStore.create(PostgreSQLAddress(url), kind: .demo)
    store.leave()
    try PostgreSQLStore.admit("contract_ana", asLead: true, at: PostgreSQLAddress(url))
    // A clause changes by hand who made an attempt, which no act ever does.
    try PlainSession(url).run(
      """
      GRANT UPDATE (caller) ON recall.attempt TO contract_ana;
      INSERT INTO recall.guard (what, name, words)
        VALUES ('right', 'attempt.caller contract_ana UPDATE', 'false')
      """)
  }
  let database = try cluster.makeDatabase(from: template)
  defer { cluster.drop(database) }
  let address = try PostgreSQLAddress(cluster.url(database, as: "contract_ana"))
  let store = try PostgreSQLStore.open(address, classes: classes)
  try body(
    StoreBench(store) { try PostgreSQLStore.open(address, classes: classes) }, database)
}
