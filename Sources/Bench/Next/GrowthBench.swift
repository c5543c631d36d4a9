import Foundation

/// `next` of one caller on a list, beside the same on another list of the same database: how much
/// a list that has grown, or is of a hostile shape, slows the search.
struct GrowthBench {
  let rounds: Int

  func grown(_ large: ListStore, beside small: ListStore) throws -> Comparison {
    let times = large.entries / max(1, small.entries)
    return try compare(
      "next, \(large.place.engine), grown ×\(times)", large, small,
      against: "the same, \(Table.grouped(small.entries)) entries",
      how: """
        one caller's next, as above, on a list that has grown; beside it the same on the small list; \
        entries in the store; in turn,
        """)
  }

  func hostile(_ list: ListStore, beside plain: ListStore) throws -> Comparison {
    try compare(
      "next, \(list.place.engine), \(list.shape.rawValue)", list, plain,
      against: "the same, ordinary list", how: how(list.shape))
  }

  private func how(_ shape: ListShape) -> String {
    let what =
      switch shape {
      case .plain: "an ordinary list"
      case .outsideHours: "the best-ranked three tenths live where the day has not begun"
      case .allCapped:
        "every patient was reached today and every entry has been judged since (as after an "
          + "import); the answer is nobody, with counts and the next time"
      case .rareLanguage:
        "the caller may call in one language, of which twenty patients stand last in line"
      case .afterCloses:
        "the best-ranked half has been called and closed, and nothing was vacuumed since the list "
          + "came in, but by the server itself"
      }
    return "one caller's next on a list where \(what); entries in the store; in turn,"
  }

  private func compare(
    _ work: String, _ list: ListStore, _ other: ListStore, against: String, how: String
  ) throws -> Comparison {
    let (ours, theirs) = (try list.caller("grown"), try other.caller("grown"))
    let (measured, reference) = try InTurn.measure(rounds) { _ in
      try once(ours)
    } reference: { _ in
      try once(theirs)
    }
    return Comparison(
      work: work, size: list.entries, against: against, how: how, budget: .ratio(1.3),
      ours: measured, reference: reference)
  }

  private func once(_ caller: any NextCaller) throws -> Double {
    let seconds = try Measurement.time { try caller.take() }.1
    try caller.giveBack()
    return seconds
  }
}
