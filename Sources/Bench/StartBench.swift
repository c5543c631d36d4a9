import Foundation

/// From exec to the last byte of the first prompt, in a terminal; beside it the `sqlite3` shell
/// answering one row from the same store, from exec to its end.
struct StartBench {
  let clinic: BenchClinic
  let rounds: Int

  func run() -> Comparison {
    let (ours, shell) = InTurn.measure(rounds, ours: start, reference: row)
    return Comparison(
      work: "exec to first prompt", size: clinic.entries, against: "sqlite3 shell, one row",
      how: """
        from exec of `recall` to the last byte of its first prompt, in a terminal, words read, \
        scripts as they were at the last start and in proof behind it; the sqlite3 shell from \
        exec to its end, one row of the same store; entries in the store; in turn,
        """,
      budget: .ratio(1.5), ours: ours, reference: shell)
  }
  private func start(_ round: Int) -> Double {
    let (child, seconds) = Measurement.time {
      let child = Child(clinic.console(), terminal: true)
      _ = child.wait(for: "recall> ")
      return child
    }
    child.stop()
    return seconds
  }

  private func row(_ round: Int) -> Double {
    Measurement.time {
      Child(
        ["/usr/bin/sqlite3", clinic.store, "SELECT id FROM recall ORDER BY id LIMIT 1"],
        terminal: true
      ).waitForEnd()
    }.1
  }
}
