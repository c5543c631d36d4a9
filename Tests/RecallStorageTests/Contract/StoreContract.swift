import RecallDomain
import Testing

/// One sentence that every store must make true, whatever its driver.
struct StoreClause: Sendable, CustomTestStringConvertible {
  let sentence: String
  let holds: @Sendable (StoreBench) throws -> Void

  init(_ sentence: String, _ holds: @escaping @Sendable (StoreBench) throws -> Void) {
    self.sentence = sentence
    self.holds = holds
  }

  var testDescription: String { sentence }
}

/// What a store promises: run by each driver's own tests on a fresh store per clause. After each
/// clause the store itself must find nothing wrong.
enum StoreContract {
  static let clauses =
    claims + numbers + journal + closing + unfinished + slots + imports + judgedImports + visits
    + dialling + list + outlook + house + rules + approvals + ends + contacts
    + messages + stoppedMessages + sending + replies + reviews + facts + practice + corrections
    + correctionLimits + notes
    + exports + stumbles + queues + outages + restored + deaths + days + epochs

  static func verify(_ clause: StoreClause, on bench: StoreBench) throws {
    try clause.holds(bench)
    #expect(try bench.store.check() == [])
  }
}
