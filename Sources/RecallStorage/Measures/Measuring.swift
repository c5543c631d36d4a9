import Foundation
package import RecallDomain

extension SharedActs {
  /// Counted where the rows are, in reads of a few milliseconds each on a file, so that nobody who calls
  /// waits for a report; a server is asked for large pieces. What is added up here is counts.
  package func measure(_ question: MetricQuestion) throws(StoreFailure) -> MetricReport {
    var report = MetricReport(
      period: question.period, asOf: question.now, caller: question.caller)
    let words = MeasureWords(question)
    try eachPiece { db, after, size in
      try RecallMeasure(db: db, words: words).piece(after: after, size: size)
    } take: {
      try RecallMeasure.add($0, to: &report, question)
    }
    try eachPiece { db, after, size in
      try VisitMeasure(db: db, words: words).piece(after: after, size: size)
    } take: {
      try VisitMeasure.add($0, to: &report)
    }
    if question.caller == nil {
      try eachPiece { db, after, size in
        try QueueMeasure(db: db, question: question).piece(after: after, size: size)
      } take: {
        try QueueMeasure.add($0, to: &report)
      }
    }
    (report.endings.declined, report.endings.escalated) = try said(question)
    report.unfinished = try read("measure") { try EndingMeasure.unfinished(question, $0) }
    return report
  }

  private func said(
    _ question: MetricQuestion
  ) throws(StoreFailure) -> (declined: Int, escalated: Int) {
    if isServed {
      return try read("measure") { try EndingMeasure(db: $0, question: question).whole() }
    }
    var said = EndingMeasure.Said()
    var place: EndingMeasure.Place? = .init(endedAt: question.period.start.micros)
    while let from = place {
      place = try read("measure") { db in
        try EndingMeasure(db: db, question: question).piece(after: from, into: &said)
      }
    }
    return (said.declined.count, said.escalated.count)
  }

  /// Piece after piece of a table by its key, as large as a short read allows.
  private func eachPiece(
    _ read: (any Connection, _ after: String, _ size: Int) throws -> MeasuredPiece,
    take: (MeasuredPiece) throws -> Void
  ) throws(StoreFailure) {
    var (after, pace) = ("", MeasurePace(isServed: isServed))
    while true {
      let (from, size) = (after, pace.size)
      let began = ContinuousClock.now
      let piece = try self.read("measure") { db in
        let piece = try read(db, from, size)
        try take(piece)
        return piece
      }
      pace.follow(ContinuousClock.now - began)
      guard piece.read == size, let last = piece.last else { return }
      after = last
    }
  }
}

/// What one read has counted.
struct MeasuredPiece {
  /// Rows of the table that were looked at, and the key of the last.
  let read: Int
  let last: String?
  let rows: [SQLRow]

  /// The row that says how far it went; databases promise no order.
  static func end(of rows: [SQLRow]) throws -> Fields {
    for row in rows {
      let fields = Fields(row, of: "measure")
      if try fields.text("what") == "page" { return fields }
    }
    throw DamagedRow(place: "measure")
  }
}

/// How many rows a read looks at: on a file so many as take about 20 ms, well within the 50 ms that
/// nobody waits for (invariant 10); a server has other hands for those who call.
private struct MeasurePace {
  private static let aim = Duration.milliseconds(20)
  private static let bounds = 128...16_384
  private static let served = 250_000

  private let isServed: Bool
  private(set) var size: Int

  init(isServed: Bool) {
    self.isServed = isServed
    size = isServed ? Self.served : 1024
  }

  mutating func follow(_ time: Duration) {
    guard !isServed else { return }
    let wanted = Double(size) * (Self.aim / max(time, .microseconds(50)))
    // Never more than doubled at once: the rows of the next piece may be others.
    size = min(max(Int(wanted), Self.bounds.lowerBound), Self.bounds.upperBound, size * 2)
  }
}
