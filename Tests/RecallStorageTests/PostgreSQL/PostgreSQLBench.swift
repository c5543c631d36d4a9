import RecallDomain
import RecallStorage
import RecallTestSupport

/// A fresh store in a database of its own, for as long as `body` runs. The schema is made once and
/// copied.
func withPostgreSQL(_ body: (StoreBench, String) throws -> Void) throws {
  let cluster = try Cluster.shared()
  let template = try cluster.template("empty_demo_store") { url in
    let store = try PostgreSQLStore.create(PostgreSQLAddress(url), kind: .demo)
    store.leave()
  }
  let database = try cluster.makeDatabase(from: template)
  defer { cluster.drop(database) }
  let address = try PostgreSQLAddress(cluster.url(database))
  let store = try PostgreSQLStore.open(address)
  try body(StoreBench(store) { try PostgreSQLStore.open(address) }, database)
}
