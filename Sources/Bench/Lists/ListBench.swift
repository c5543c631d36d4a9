import Foundation
import RecallDomain
import RecallTestSupport

/// All figures about `next`: many callers on one list, lists that grow, lists of hostile shapes; on
/// a file and on a server that really syncs.
struct ListBench {
  /// Entries, smallest first.
  let sizes: [Int]
  let rounds: Int
  /// Seconds that each crew works at a time.
  let shift: Double
  let policy: ClinicPolicy
  let program: String
  let parts: Set<String>
  let show: (Comparison) -> Void
  let say: (String) -> Void

  private var largest: Int { sizes.max() ?? 0 }

  func run(in folder: URL) throws {
    if !parts.contains("postgresql") { try onSQLite(folder) }
    guard !parts.contains("sqlite") else { return }
    guard !Cluster.isToBeSkipped else { return say(Cluster.skipped) }
    let cluster = try Cluster(durable: true)
    try onPostgreSQL(cluster, folder)
  }

  private func onSQLite(_ folder: URL) throws {
    let make = { (shape: ListShape, entries: Int) in
      let path = folder.appendingPathComponent("\(UUID().uuidString).sqlite").path
      return try made(ListPlace.sqlite(path: path), shape, entries)
    }
    let plain = try sizes.map { try make(.plain, $0) }
    if parts.contains("next"), let list = plain.last, case .sqlite(let path) = list.place {
      let copy = path + ".bare"
      try FileManager.default.copyItem(atPath: path, toPath: copy)
      try next(NextBench(list: list, copy: .sqlite(path: copy), shift: shift))
    }
    try shapes(plain) { try make($0, largest) }
    try beside(plain)
  }

  private func onPostgreSQL(_ cluster: Cluster, _ folder: URL) throws {
    let make = { (shape: ListShape, entries: Int) in
      let url = cluster.url(try cluster.makeDatabase())
      return try made(ListPlace.postgresql(url: url), shape, entries)
    }
    let plain = try sizes.map { try make(.plain, $0) }
    if parts.contains("next"), let list = plain.last {
      let others =
        parts.contains("queues")
        ? try OtherQueues(in: folder, cluster, jobs: min(largest, 100_000)) : nil
      try next(NextBench(list: list, copy: list.place, shift: shift, others: others))
    }
    try shapes(plain) { try make($0, largest) }
    try beside(plain)
  }

  private func next(_ bench: NextBench) throws {
    for callers in NextBench.callers { show(try bench.run(callers)) }
  }

  private func shapes(_ plain: [ListStore], _ make: (ListShape) throws -> ListStore) throws {
    guard let small = plain.first, let large = plain.last else { return }
    let bench = GrowthBench(rounds: rounds)
    if parts.contains("growth") {
      for list in plain.dropFirst() { show(try bench.grown(list, beside: small)) }
    }
    guard parts.contains("hostile") else { return }
    for shape in ListShape.hostile { show(try bench.hostile(try make(shape), beside: large)) }
  }

  private func beside(_ plain: [ListStore]) throws {
    guard parts.contains("beside"), let list = plain.last else { return }
    let clinic = BenchClinic(program: program, entries: 0)
    defer { clinic.remove() }
    guard clinic.make() else { throw BenchFailure.clinic }
    for comparison in try BesideBench(list: list, clinic: clinic, shift: shift * 2).run() {
      show(comparison)
    }
  }

  private func made(_ place: ListPlace, _ shape: ListShape, _ entries: Int) throws -> ListStore {
    let list = ListStore(place: place, shape: shape, entries: entries, policy: policy)
    let seconds = try Measurement.time { try list.make() }.1
    say(
      "(made a list on \(place.engine): \(shape.rawValue), \(Table.grouped(entries)) entries, "
        + "\(Table.time(seconds)))")
    return list
  }
}
