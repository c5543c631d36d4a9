import RecallTestSupport
import Testing

@Suite(
  "Figures, on PostgreSQL",
  .disabled(if: Cluster.isToBeSkipped, Comment(rawValue: Cluster.skipped)))
struct PostgreSQLMeasureTests {
  @Test("are right", arguments: MeasureContract.clauses)
  func right(_ clause: StoreClause) throws {
    try withPostgreSQL { bench, _ in try clause.holds(bench) }
  }
}
