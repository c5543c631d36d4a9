package import Foundation
import GRDB
package import RecallDomain

/// What state the store is in: for `doctor`, `store check`, and the clock.
extension SQLiteStore {
  package func describe() throws(StoreFailure) -> [(name: String, value: String)] {
    try read("describe") { db in
      var lines: [(name: String, value: String)] = [
        ("engine", "SQLite \(try db.text("SELECT sqlite_version()") ?? "")"),
        ("path", path), ("kind", kind.rawValue), ("schema", "\(Schema.known)"),
      ]
      for pragma in SQLiteSettings.pragmas {
        lines.append((pragma.name, try SQLiteSettings.value(of: pragma.name, in: db)))
      }
      lines.append(("busy_timeout", try SQLiteSettings.value(of: "busy_timeout", in: db)))
      return lines
    }
  }

  package func latestInstant() throws(StoreFailure) -> Date? {
    try read("latestInstant") { try $0.latest() }
  }

  package func check() throws(StoreFailure) -> [String] {
    var violations: [String] = []
    for invariant in StoreInvariant.all {
      let found = try read("check") { db in try db.rows(invariant.query).count }
      if found > 0 { violations.append("\(invariant.sentence): \(found)") }
    }
    return violations
  }
}
