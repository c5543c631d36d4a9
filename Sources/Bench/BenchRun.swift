import Foundation
import RecallDomain
import RecallTestSupport
import ScriptEngine

/// The whole run: what is printed while it goes on, and the file at its end.
final class BenchRun {
  private let program: String
  private let report: String
  private let sizes: [Int]
  private let rounds: Int
  private let rows: Int
  private let parts: Set<String>
  private var comparisons: [Comparison] = []

  init(program: String, report: String) {
    (self.program, self.report) = (program, report)
    let environment = ProcessInfo.processInfo.environment
    let wanted = environment["RECALL_BENCH_ENTRIES"] ?? "10000,100000"
    sizes = wanted.split(separator: ",").compactMap { Int($0) }
    rounds = environment["RECALL_BENCH_ROUNDS"].flatMap(Int.init) ?? 40
    rows = environment["RECALL_BENCH_ROWS"].flatMap(Int.init) ?? 100_000
    parts =
      environment["RECALL_BENCH_ONLY"].map { Set($0.split(separator: ",").map(String.init)) }
      ?? Self.all
  }

  /// What can be measured by itself.
  private static let all: Set<String> = [
    "start", "answer", "next", "queues", "growth", "hostile", "beside", "check", "import",
    "report", "trail",
  ]

  func run() throws {
    let folder = FileManager.default.temporaryDirectory
    let machine = Machine(program: program, folder: folder)
    for (name, value) in machine.facts { say("\(name): \(value)") }
    let fsync = Disk.fsyncCost(in: folder)
    say("one fsync: median \(Table.time(fsync.median)), p99 \(Table.time(fsync.p99)), 50 times")
    if fsync.median < 0.000_05 {
      say("NOTE: fsync costs next to nothing here; figures of durable work say little.")
    }
    say(
      """

      Ratio: ours by the reference, by the median unless the budget says p99. Spread: the ratio in
      the best and the worst fifth of the run.

      """)
    say(Table.head)
    if !parts.isDisjoint(with: ["start", "answer"]) { for size in sizes { try measure(size) } }
    try lists(in: folder)
    if parts.contains("check") {
      for comparison in try CheckBench(rounds: rounds / 2, folder: shippedFolder()).run() {
        show(comparison)
      }
    }
    if parts.contains("trail"), rows > 0 { try trail(in: folder) }
    if parts.contains("import"), rows > 0 {
      try imports()
    }
    say("\n" + Table.explanations(comparisons))
    try BenchReport(machine: machine, fsync: fsync, comparisons: comparisons).write(to: report)
    say("\nthe same figures are in \(report)")
  }

  private func measure(_ size: Int) throws {
    let clinic = BenchClinic(program: program, entries: size)
    defer { clinic.remove() }
    guard clinic.make() else { throw BenchFailure.clinic }
    if parts.contains("start") { show(StartBench(clinic: clinic, rounds: rounds).run()) }
    guard parts.contains("answer") else { return }
    for comparison in try AnswerBench(clinic: clinic, rounds: rounds * 5).run() {
      show(comparison)
    }
  }

  private func trail(in folder: URL) throws {
    let own = folder.appendingPathComponent("recall-trail-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: own, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: own) }
    show(try TrailBench(entries: rows, rounds: 3).run(in: own))
  }

  private func imports() throws {
    try withEmptyClinic { clinic in
      let place = try SQLiteImport(clinic)
      for comparison in try ImportBench(place: place, rows: rows, rounds: 3).run() {
        show(comparison)
      }
    }
    guard !Cluster.isToBeSkipped else { return say(Cluster.skipped) }
    try withEmptyClinic { clinic in
      let place = try PostgreSQLImport(clinic, try Cluster(durable: true))
      do {
        for comparison in try ImportBench(place: place, rows: rows, rounds: 3).run() {
          show(comparison)
        }
      } catch let failure as BenchFailure {
        say("import, PostgreSQL: not measured: \(failure)")
      }
    }
  }

  private func withEmptyClinic(_ body: (BenchClinic) throws -> Void) throws {
    let clinic = BenchClinic(program: program, entries: 0)
    defer { clinic.remove() }
    guard clinic.make() else { throw BenchFailure.clinic }
    try body(clinic)
  }

  /// A folder for made-up lists, gone at the end.
  private func lists(in folder: URL) throws {
    guard !parts.isDisjoint(with: ["next", "growth", "hostile", "beside", "report"]) else { return }
    let own = folder.appendingPathComponent("recall-lists-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: own, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: own) }
    let file = try BenchClinic.file("clinic.yaml", in: shippedFolder())
    guard let policy = ClinicFileReader.read(file).policy else { throw BenchFailure.clinicFile }
    if !parts.isDisjoint(with: ["next", "growth", "hostile", "beside"]) {
      try ListBench(
        sizes: sizes.sorted(), rounds: rounds * 2, shift: shift, policy: policy,
        program: program, parts: parts,
        show: show, say: say
      ).run(in: own)
    }
    guard parts.contains("report"), rows > 0 else { return }
    try ReportBench(
      attempts: rows, rounds: max(3, rounds / 8), policy: policy, parts: parts, show: show, say: say
    ).run(in: own)
  }

  /// Seconds that a crew of callers works at a time.
  private var shift: Double {
    ProcessInfo.processInfo.environment["RECALL_BENCH_SHIFT"].flatMap(Double.init) ?? 1
  }

  /// The folder that the program itself is told to take its files from, or the checkout that it was
  /// built in.
  private func shippedFolder() throws -> URL {
    if let told = ProcessInfo.processInfo.environment["RECALL_SHARE"] {
      return URL(fileURLWithPath: told)
    }
    var folder = URL(fileURLWithPath: program).resolvingSymlinksInPath()
    while folder.path != "/" {
      folder = folder.deletingLastPathComponent()
      let wanted = ["clinic.yaml", "scripts", "locales"].map { folder.appendingPathComponent($0) }
      if wanted.allSatisfy({ FileManager.default.fileExists(atPath: $0.path) }) { return folder }
    }
    throw BenchFailure.shippedScript
  }

  private func show(_ comparison: Comparison) {
    comparisons.append(comparison)
    say(Table.text(comparison))
  }

  private func say(_ text: String) {
    print(text)
    fflush(nil)
  }
}
