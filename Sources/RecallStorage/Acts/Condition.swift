package import Foundation
package import RecallDomain

/// What state the store is in: for `store check`, and the clock.
extension SharedActs {
  package func latestInstant() throws(StoreFailure) -> Date? {
    try read("latestInstant") { try $0.latest() }
  }

  package func check() throws(StoreFailure) -> [String] {
    var violations: [String] = []
    let invariants = try read("check") { StoreInvariant.all(in: $0.dialect) }
    for invariant in invariants {
      let found = try read("check") { db in try db.rows(invariant.query).count }
      if found > 0 { violations.append("\(invariant.sentence): \(found)") }
    }
    return violations
  }
}
