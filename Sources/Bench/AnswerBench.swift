import Foundation

/// From a line typed to the next prompt, durable; beside it hand-written SQL that writes the same
/// rows into a copy of the same store on the same disk. Alone, and with seven other writers.
struct AnswerBench {
  let clinic: BenchClinic
  let rounds: Int

  func run() throws -> [Comparison] {
    guard let call = clinic.callInProgress(by: "bench") else { throw BenchFailure.call }
    defer { call.stop() }
    let others = try OtherWriters.prepare(7, in: clinic)
    let copy = try clinic.copyOfStore("answers.sqlite")
    let bare = try BareJournal(path: copy, caller: "bench")
    let alone = try idle(call, bare)
    return [alone, try contended(call, bare, others, copy: copy)]
  }

  private func idle(_ call: Child, _ bare: BareJournal) throws -> Comparison {
    let (ours, reference) = try InTurn.measure(rounds, warmUp: false) {
      answer(call, $0)
    } reference: { _ in
      try Measurement.time { try bare.append() }.1
    }
    return comparison("answer to next words", .median, ours, reference, "in turn,")
  }

  /// In twenty blocks of each, so that seven writers are never at both stores at once.
  private func contended(
    _ call: Child, _ bare: BareJournal, _ others: OtherWriters, copy: String
  ) throws -> Comparison {
    var (ours, reference) = (Measurement(), Measurement())
    for _ in 0..<20 {
      try others.work(on: clinic.store) {
        // An even number of answers leads back to where the block began.
        for round in 0..<max(2, rounds / 16 * 2) { ours.add(answer(call, round)) }
      }
      try others.work(on: copy) {
        for _ in 0..<max(2, rounds / 16 * 2) {
          reference.add(try Measurement.time { try bare.append() }.1)
        }
      }
    }
    return comparison(
      "answer, 7 other writers", .p99, ours, reference,
      "seven other processes each commit an answer every 20 ms meanwhile; in blocks by turns,")
  }

  private func answer(_ call: Child, _ round: Int) -> Double {
    let forth = round % 2 == 0
    return Measurement.time {
      call.send(forth ? "someone_else" : "/back")
      _ = call.wait(for: forth ? "third_party> " : "opening> ")
    }.1
  }

  private func comparison(
    _ work: String, _ statistic: Comparison.Statistic, _ ours: Measurement,
    _ reference: Measurement, _ manner: String
  ) -> Comparison {
    Comparison(
      work: work, size: clinic.entries, against: "bare SQL, same rows, durable",
      how: """
        from a line typed into the running console to the last byte of the next prompt, committed \
        and synced; bare SQL within one process, without pipe or words; entries in the store; \
        \(manner)
        """,
      statistic: statistic, budget: .ratio(1.3), ours: ours, reference: reference)
  }
}
