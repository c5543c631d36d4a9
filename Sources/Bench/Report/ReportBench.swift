import Foundation
import RecallDomain
import RecallTestSupport

/// A report over all attempts of a store, beside the same figures by hand-written SQL.
struct ReportBench {
  let attempts: Int
  let rounds: Int
  let policy: ClinicPolicy
  let parts: Set<String>
  let show: (Comparison) -> Void
  let say: (String) -> Void

  private var entries: Int { Int(Double(attempts) / CallsFill.perEntry) }

  func run(in folder: URL) throws {
    if !parts.contains("postgresql") {
      let path = folder.appendingPathComponent("\(UUID().uuidString).sqlite").path
      show(try compare(.sqlite(path: path)))
    }
    guard !parts.contains("sqlite") else { return }
    guard !Cluster.isToBeSkipped else { return say(Cluster.skipped) }
    let cluster = try Cluster(durable: true)
    show(try compare(.postgresql(url: cluster.url(try cluster.makeDatabase()))))
  }

  private func compare(_ place: ListPlace) throws -> Comparison {
    let list = ListStore(place: place, shape: .plain, entries: entries, policy: policy)
    try list.make()
    let store = try place.open(policy)
    try CallsFill(now: ListStore.now).fill(store, entries: entries)
    if case .postgresql(let url) = place { try PlainSession(url).run("VACUUM (ANALYZE)") }
    guard
      let period = ReportPeriod(
        from: CivilDate(dayNumber: 20_454), to: CivilDate(dayNumber: 20_818), zone: policy.zone)
    else { throw BenchFailure.clinic }
    let question = MetricQuestion(period, by: [.segment], at: ListStore.now)
    let bare = try BareReport(from: "\(period.from)", to: "\(period.to)").run(on: place)
    let (ours, reference) = try InTurn.measure(rounds) { _ in
      try Measurement.time { try store.measure(question) }.1
    } reference: { _ in
      try Measurement.time { try bare() }.1
    }
    return Comparison(
      work: "report, \(place.engine)", size: attempts, against: "hand-written SQL",
      how: """
        every figure of a report by segment, on a file in reads of some 20 ms so that nobody who calls \
        waits; beside it one statement over everything; attempts in the store; in turn,
        """,
      budget: .ratio(1.3), ours: ours, reference: reference)
  }
}
