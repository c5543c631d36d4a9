import Foundation

/// One moment at which the program passed a kill point, in a run that nobody killed.
struct PassedMoment {
  /// `close`
  let point: String
  /// `before`, `written`, `ready`, `sent`, `done`.
  let kind: String
  /// The how-manieth of its point: together they are a `RECALL_KILL_AT`.
  let count: Int
  /// Transactions that had begun by then.
  let transaction: Int

  var place: String { "\(point):\(count)" }

  /// What `RECALL_KILL_LOG` wrote.
  static func read(_ file: URL) -> [PassedMoment] {
    guard let text = try? String(contentsOf: file, encoding: .utf8) else { return [] }
    var (counts, transaction): ([String: Int], Int) = ([:], 0)
    return text.split(separator: "\n").map { line in
      let words = line.split(separator: " ").map(String.init)
      counts[words[0], default: 0] += 1
      if words[1] == "before" { transaction += 1 }
      return PassedMoment(
        point: words[0], kind: words[1], count: counts[words[0]] ?? 0, transaction: transaction)
    }
  }

  /// How many transactions stand if the program dies here; `nil` = COMMIT was sent, and nobody knows.
  var committed: Int? {
    switch kind {
    case "done": transaction
    case "sent": nil
    default: transaction - 1
    }
  }
}

/// A call that dies at a kill point while it works on the line of one prompt.
struct Death: CustomStringConvertible {
  let call: KilledCall
  /// The line it works on; -1: the console is only starting.
  let step: Int
  let moment: PassedMoment
  /// Entries of the journal when that line was typed.
  let journalBefore: Int

  var description: String {
    let prompt = step < 0 ? "the start" : call.lines[step].prompt
    return "\(call.name), at \(prompt): \(moment.place) (\(moment.kind))"
  }
}

extension Death {
  /// Every point × every prompt of a call, learned from a run that nobody kills.
  static func all(of call: KilledCall, on store: FaultStore) throws -> [Death] {
    let clinic = try FaultClinic(store)
    let log = clinic.place.home.appendingPathComponent("moments")
    let console = try clinic.start([], ["RECALL_KILL_LOG": log.path])
    var deaths: [Death] = []
    for step in -1..<call.lines.count {
      let journal = try clinic.count("call_event")
      if step >= 0 { console.send(call.lines[step].line) }
      let prompt = try console.prompt()
      let next = step + 1 < call.lines.count ? call.lines[step + 1].prompt : nil
      guard prompt == next else {
        throw Trouble("\(call): \(prompt ?? "the end") instead of \(next ?? "the end")")
      }
      deaths += PassedMoment.read(log).dropFirst(deaths.count).map {
        Death(call: call, step: step, moment: $0, journalBefore: journal)
      }
    }
    return deaths
  }
}
