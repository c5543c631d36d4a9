import Foundation

/// From exec to the last byte of the first prompt, in a terminal; beside it the `sqlite3` shell
/// answering one row from the same store, from exec to its end.
struct StartBench {
  let clinic: BenchClinic
  let rounds: Int

  func run() -> Comparison {
    var (ours, shell) = (Measurement(), Measurement())
    for round in 0...rounds {
      let (_, start) = Measurement.time {
        let child = Child(clinic.console, terminal: true)
        _ = child.wait(for: "recall> ")
        return child.stop()
      }
      let (_, row) = Measurement.time {
        Child(
          ["/usr/bin/sqlite3", clinic.store, "SELECT id FROM recall ORDER BY id LIMIT 1"],
          terminal: true
        ).waitForEnd()
      }
      // The first pair warms the caches.
      if round > 0 {
        ours.add(start)
        shell.add(row)
      }
    }
    return Comparison(
      work: "exec to first prompt, \(clinic.entries) entries", budget: 1.5, ours: ours,
      reference: shell, against: "sqlite3, one row")
  }
}
