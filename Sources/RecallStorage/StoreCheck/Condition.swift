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
              "file-damaged", "the file is damaged: \(why)", detail: why, advice: .restore))
        }
        continue
      }
      guard !rows.isEmpty else { continue }
      found.append(
        StoreFinding(
          invariant.id, invariant.sentence, places: rows.map(Self.place),
          advice: invariant.advice))
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
    case .text(let text): text.hasPrefix("+") ? StoreFinding.aNumber : text
    case .null, .blob: ""
    }
  }
}

extension StoreFinding {
  private static let shown = 3

  /// So many of a kind; the first few are named.
  ///
  /// - Parameter detail: which kind; the end of the sentence has it.
  init(
    _ id: String, _ sentence: String, detail: String? = nil, places: [String],
    advice: InvariantAdvice
  ) {
    self.init(
      id: id, sentence: "\(sentence): \(places.count)", count: places.count, detail: detail,
      places: Array(places.prefix(Self.shown)), adviceID: advice.rawValue, advice: advice.sentence)
  }

  /// One that cannot be counted.
  init(_ id: String, _ sentence: String, detail: String, advice: InvariantAdvice) {
    self.init(
      id: id, sentence: sentence, count: nil, detail: detail, places: [],
      adviceID: advice.rawValue, advice: advice.sentence)
  }
}
