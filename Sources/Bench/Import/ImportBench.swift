import Foundation

/// Importing a file of patients, then a tenth as many into the store that is full by then, then the
/// same tenth again; beside each the shell of the database bringing the file into a staging table
/// and from there into the same tables, or its share of that.
struct ImportBench {
  /// MiB that an import may take at most, however large the file is.
  private static let memory = 64

  let place: any ImportPlace
  let rows: Int
  let rounds: Int

  func run() throws -> [Comparison] {
    let folder = place.clinic.folder
    let whole = MadeUpFile(
      path: folder.appendingPathComponent("patients.csv").path, rows: 1...rows)
    let more = MadeUpFile(
      path: folder.appendingPathComponent("more.csv").path, rows: (rows + 1)...(rows + rows / 10))
    try whole.write()
    try more.write()
    var (first, tenth, again) = (Side(), Side(), Side())
    var reference = Measurement()
    for _ in 0..<rounds {
      try place.emptyStore()
      try first.add(run(whole, rows))
      try tenth.add(run(more, rows + rows / 10, at: BenchClinic.later))
      try again.add(run(more, rows + rows / 10, at: BenchClinic.later))
      reference.add(try place.stage(whole.path))
    }
    let share = Measurement(reference.seconds.map { $0 / 10 })
    return [
      comparison("import, \(place.engine)", rows, first, reference, ""),
      comparison("import into it, \(place.engine)", rows / 10, tenth, share, ", its share"),
      comparison("import again, \(place.engine)", rows / 10, again, share, ", its share"),
    ]
  }

  private struct Side {
    var seconds = Measurement()
    var peak = 0

    mutating func add(_ run: (seconds: Double, peak: Int)) {
      seconds.add(run.seconds)
      peak = max(peak, run.peak)
    }
  }

  /// From exec to end; the entries are counted afterwards.
  private func run(
    _ file: MadeUpFile, _ entries: Int, at now: String = BenchClinic.now
  ) throws -> (seconds: Double, peak: Int) {
    let clinic = place.clinic
    let (output, seconds) = try Measurement.time {
      try PeakMemory.run(
        [clinic.program, "import", file.path] + clinic.console(at: now).dropFirst(),
        in: clinic.folder)
    }
    guard try place.entries() == entries else { throw BenchFailure.command(output.text) }
    return (seconds, output.peak)
  }

  private func comparison(
    _ work: String, _ rows: Int, _ ours: Side, _ reference: Measurement, _ share: String
  ) -> Comparison {
    let mebibytes = (ours.peak + 1_023) / 1_024
    return Comparison(
      work: work, size: rows, against: "\(place.shell), INSERT … SELECT\(share)",
      how: """
        a CSV file, checked, normalised, judged and indexed, from exec to end; "into it": a tenth \
        as many rows into the store that holds the others; "again": those rows once more; the shell \
        takes the whole file into a staging table, then into the same tables of an empty store, \
        unchecked, in one transaction, of which a tenth is a tenth's share; rows in the file; by \
        turns,
        """,
      budget: .ratio(2), ours: ours.seconds, reference: reference,
      beside: [
        Comparison.Beside(
          name: "peak memory", peakMemory: ours.peak,
          trouble: mebibytes <= Self.memory
            ? "within \(Self.memory) MiB" : "OVER \(Self.memory) MiB")
      ])
  }
}
