import Foundation
import RecallTestSupport

/// `procrastinate` and `pgqueuer` on the same server, each used as its documentation says, one job
/// fetched and finished at a time, as many processes as we have callers (`other_queues.py`).
/// They live in a private environment that this run makes; what cannot be had is said.
final class OtherQueues {
  private static let libraries = ["procrastinate", "pgqueuer"]
  private static let packages = [
    "procrastinate": ["procrastinate"], "pgqueuer": ["pgqueuer", "asyncpg"],
  ]

  private let python: String
  private let cluster: Cluster
  private var databases: [(library: String, version: String, url: String)] = []
  private var absent: [Comparison.Beside] = []

  /// - Parameter jobs: waiting in each queue at first.
  init(in folder: URL, _ cluster: Cluster, jobs: Int) throws {
    self.cluster = cluster
    let environment = folder.appendingPathComponent("queues").path
    python = environment + "/bin/python3"
    let made = Child(
      ["/usr/bin/env", "python3", "-m", "venv", environment], terminal: false, patience: 300
    ).waitForEnd()
    for library in Self.libraries {
      guard FileManager.default.isExecutableFile(atPath: python) else {
        absent.append(Comparison.Beside(name: library, trouble: "no python3 venv: \(made)"))
        continue
      }
      try add(library, jobs)
    }
  }

  private func add(_ library: String, _ jobs: Int) throws {
    let wanted = Self.packages[library] ?? [library]
    _ = Child(
      [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"] + wanted,
      terminal: false, patience: 300
    ).waitForEnd()
    let version = Child(
      [python, "-c", "import importlib.metadata as m; print(m.version('\(library)'))"],
      terminal: false
    ).waitForEnd().trimmingCharacters(in: .whitespacesAndNewlines)
    let url = cluster.url(try cluster.makeDatabase())
    let filled = version.isEmpty ? "" : run(library, url, "fill", "\(jobs)").waitForEnd()
    guard filled.contains("filled") else {
      let trouble = version.isEmpty ? "could not be installed" : "could not be filled"
      absent.append(Comparison.Beside(name: library, trouble: trouble))
      return
    }
    try PlainSession(url).run("VACUUM (ANALYZE)")
    databases.append((library, version, url))
  }

  /// Jobs fetched and finished by so many workers together, one library after the other.
  func pace(_ workers: Int, seconds: Double) -> [Comparison.Beside] {
    absent
      + databases.map { library, version, url in
        let rate = rate(library, url, workers, seconds)
        return Comparison.Beside(
          name: "\(library) \(version)", perSecond: rate, trouble: rate == nil ? "stopped" : nil)
      }
  }

  private func rate(
    _ library: String, _ url: String, _ workers: Int, _ seconds: Double
  ) -> Double? {
    let team = (0..<workers).map { _ in run(library, url, "work", "\(seconds)") }
    defer { for worker in team { worker.stop() } }
    guard team.allSatisfy({ $0.wait(for: "ready\n") }) else { return nil }
    for worker in team { worker.send("go") }
    let reports = team.map { $0.line()?.split(separator: " ").compactMap { Double($0) } ?? [] }
    guard reports.allSatisfy({ $0.count == 2 }) else { return nil }
    return reports.reduce(0) { $0 + $1[0] / $1[1] }
  }

  private func run(_ library: String, _ url: String, _ act: String, _ amount: String) -> Child {
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("other_queues.py").path
    return Child([python, script, library, url, act, amount], terminal: false, patience: 300)
  }
}
