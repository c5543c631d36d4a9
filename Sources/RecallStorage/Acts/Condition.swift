package import Foundation
package import RecallDomain

/// What state the store is in: for `store check`, and the clock.
extension SharedActs {
  package func latestInstant() throws(StoreFailure) -> Date? {
    try read("latestInstant") { try $0.latest() }
  }

  package func check() throws(StoreFailure) -> [String] { try findings().map(\.sentence) }

  package func findings() throws(StoreFailure) -> [StoreFinding] {
    var found: [StoreFinding] = []
    let invariants = try read("check") { StoreInvariant.all(in: $0.dialect) }
    for invariant in invariants {
      let rows: [SQLRow]
      do { rows = try read("check") { db in try db.rows(invariant.query) } } catch .damaged(let why)
      {
        // Whatever else cannot be looked at says no more than this.
        if !found.contains(where: { $0.sentence.hasPrefix("the file is damaged") }) {
          found.append(
            StoreFinding(
              sentence: "the file is damaged: \(why)", places: [],
              advice: InvariantAdvice.restore.sentence))
        }
        continue
      }
      guard !rows.isEmpty else { continue }
      found.append(
        StoreFinding(
          sentence: "\(invariant.sentence): \(rows.count)", places: rows.prefix(3).map(Self.place),
          advice: invariant.advice.sentence))
    }
    found += try read("check") { try SchemaCondition.findings(in: $0) }
    found += try unreadable()
    found += try KeptEditions.findings { (rows) throws(StoreFailure) in try read("check", rows) }
    return found
  }

  private func unreadable() throws(StoreFailure) -> [StoreFinding] {
    do {
      return try UnreadableRows.findings { rows in try read("check") { try rows($0) } }
    } catch let failure as StoreFailure {
      // A file whose pages are damaged has been named already.
      if case .damaged = failure { return [] }
      throw failure
    } catch { throw .failed(code: "internal", act: "check") }
  }

  /// Ids and numbers; no value that was typed by anybody stands first in a row that is looked for.
  private static func place(_ row: SQLRow) -> String {
    switch row.first {
    case .int(let number): "\(number)"
    case .text(let text): text.hasPrefix("+") ? "a number" : text
    case .null, .blob: ""
    }
  }
}
