import RecallDomain
import RecallTestSupport
import Testing

@testable import RecallStorage

/// Roles belong to the whole server, stores to their databases: what was given in one is worth nothing in
/// another, whatever the two are called.
@Suite(
  "two clinics on one server share nobody",
  .disabled(if: Cluster.isToBeSkipped, Comment(rawValue: Cluster.skipped)))
struct TwoClinicsTrustTests {
  private func isLetIn(_ person: String, _ team: TeamStore) -> Bool {
    (try? PostgreSQLStore.open(team.address(person))) != nil
  }

  @Test("a database that takes the name of one that was dropped lets nobody of before in")
  func dropped() throws {
    let team = try TeamStore()
    defer { team.cluster.drop(team.database) }
    #expect(isLetIn(team.caller, team))
    try team.cluster.run("DROP DATABASE \(team.database) WITH (FORCE)")
    try team.cluster.run("CREATE DATABASE \(team.database) OWNER postgres")
    try PostgreSQLStore.migrate(PostgreSQLAddress(team.cluster.url(team.database)))
    for person in [team.caller, team.lead, team.owner] { #expect(!isLetIn(person, team)) }
    let address = try PostgreSQLAddress(team.cluster.url(team.database))
    #expect(try PostgreSQLStore.people(at: address).isEmpty)
    try PostgreSQLStore.admit(team.caller, as: [.caller], at: address)
    #expect(isLetIn(team.caller, team))
  }

  @Test("a database that takes the name of one that is still there has roles of its own")
  func renamed() throws {
    let team = try TeamStore()
    let old = "\(team.database)_of_before"
    defer { [team.database, old].forEach(team.cluster.drop) }
    try team.cluster.run("ALTER DATABASE \(team.database) RENAME TO \(old)")
    try team.cluster.run("CREATE DATABASE \(team.database)")
    let address = try PostgreSQLAddress(team.cluster.url(team.database))
    try PostgreSQLStore.migrate(address)
    #expect(!isLetIn(team.caller, team))
    let before = try PostgreSQLAddress(team.cluster.url(old, as: team.caller))
    #expect((try? PostgreSQLStore.open(before)) != nil)
    // Nor the other way round.
    let other = "zoe_\(team.database)"
    try PostgreSQLStore.admit(other, as: [.caller, .lead], at: address)
    #expect(isLetIn(other, team))
    let theirs = try PostgreSQLAddress(team.cluster.url(old, as: other))
    #expect((try? PostgreSQLStore.open(theirs)) == nil)
    // As it was, when it is brought forward again.
    try PostgreSQLStore.migrate(address)
    #expect(isLetIn(other, team) && !isLetIn(team.caller, team))
  }

  @Test("a person who is called like a group to be is not taken for it, and a group is no person")
  func called() throws {
    let cluster = try Cluster.shared()
    let database = try cluster.makeDatabase()
    defer { cluster.drop(database) }
    let person = "\(database)_lead"
    try cluster.run("CREATE ROLE \(person) LOGIN")
    let address = try PostgreSQLAddress(cluster.url(database))
    try PostgreSQLStore.migrate(address)
    let own = try PostgreSQLAddress(cluster.url(database, as: person))
    #expect((try? PostgreSQLStore.open(own)) == nil)
    try PostgreSQLStore.admit(person, as: [.caller], at: address)
    #expect(try PostgreSQLStore.open(own).rolesGiven() == [.caller])
    for group in ["\(database)_2_lead", "\(database)_2_owner", "pg_monitor"] {
      #expect(throws: StoreFailure.self) {
        try PostgreSQLStore.admit(group, as: [.caller], at: address)
      }
    }
  }
}
