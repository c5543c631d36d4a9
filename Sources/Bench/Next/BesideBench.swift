import Foundation

/// `next` of one caller while a long work goes on in the same store: an import, or the whole list
/// being read; beside it the same while nothing else does. By turns.
struct BesideBench {
  private static let turns = 4
  /// More rows than an import brings in during a shift; it is ended with the shift.
  private static let rows = 200_000

  let list: ListStore
  /// Its folder is told of the list.
  let clinic: BenchClinic
  /// Seconds of one shift.
  let shift: Double

  func run() throws -> [Comparison] {
    try clinic.tell(store: list.place)
    let file = clinic.folder.appendingPathComponent("beside.csv").path
    return [
      try during("an import") { turn in
        let first = 50_000_001 + turn * Self.rows
        try MadeUpFile(path: file, rows: first...(first + Self.rows - 1)).write()
        return ["import", file]
      },
      try during("a worklist") { _ in ["worklist", "--json"] },
    ]
  }

  private func during(
    _ name: String, _ command: (Int) throws -> [String]
  ) throws -> Comparison {
    let list = list
    let crew = try Crew(1) { try list.caller("beside-\($0)") }
    defer { crew.leave() }
    _ = try crew.work(for: shift / 2)
    var (busy, idle) = (Measurement(), Measurement())
    for turn in 0..<Self.turns {
      let rest = Measurement(try crew.work(for: shift).seconds)
      let work = Child(
        [clinic.program] + (try command(turn)) + clinic.console().dropFirst(), terminal: false)
      // The first moments of the program are not yet work on the store.
      _ = try crew.work(for: 0.2)
      let beside = Measurement(try crew.work(for: shift).seconds)
      work.stop()
      let samples = min(rest.seconds.count, beside.seconds.count)
      idle.add(rest.thinned(to: samples))
      busy.add(beside.thinned(to: samples))
    }
    return Comparison(
      work: "next during \(name), \(list.place.engine)", size: list.entries,
      against: "the same, nothing beside it",
      how: """
        one caller's next, as above, while another process brings in a CSV file or reads the whole \
        list for a worklist; beside it the same while nothing else goes on; entries in the store; \
        in shifts by turns,
        """,
      statistic: .p99, budget: .ratio(2), ours: busy, reference: idle)
  }
}
