import RecallDomain
import RecallStorage
import RecallTestSupport
import Testing

@Suite(
  "the keys of claims on a server",
  .disabled(if: Cluster.isToBeSkipped, Comment(rawValue: Cluster.skipped)))
struct ClaimKeyTests {
  @Test("who made a claim reads its key; colleagues and leads do not, and nobody changes it")
  func owners() throws {
    let team = try TeamStore()
    defer { team.cluster.drop(team.database) }
    let bench = try team.call()
    _ = bench
    let keys = "SELECT count(*) FROM recall.claim_key"
    #expect(try team.cluster.run(keys, in: team.database, as: team.caller) == [["1"]])
    #expect(try team.cluster.run(keys, in: team.database, as: team.lead) == [["0"]])
    let claim = try team.cluster.run(
      "SELECT claim FROM recall.claim_key", in: team.database, as: team.caller)
    let id = try #require(claim.first?.first ?? nil)
    let colleague = try PostgreSQLStore.open(team.address(team.lead))
    #expect(try colleague.claimKey(id, token: 1) == nil)
    let forged = """
      INSERT INTO claim_key (claim, token, epoch, owner, key) VALUES ('\(id)', 7, 'x',
        '\(team.caller)', decode(repeat('00', 32), 'hex'))
      """
    #expect(try team.refusal(of: forged, by: team.lead) == "42501")
    for sql in ["UPDATE claim_key SET epoch = 'x'", "DELETE FROM claim_key"] {
      #expect(try team.refusal(of: sql, by: team.caller) == "42501")
    }
  }
}
