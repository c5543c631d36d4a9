import Foundation

/// What the death of one console leaves, and how a second one goes on: compared with a model of what
/// the first had acknowledged on its screen.
final class Survival {
  let death: Death
  let clinic: FaultClinic
  private(set) var problems: [String] = []
  /// Rows of every table after the death.
  private(set) var counts: [String: Int] = [:]

  init(_ death: Death, on store: FaultStore) throws {
    self.death = death
    clinic = try FaultClinic(store)
  }

  /// In a clinic in which it has happened already.
  init(_ death: Death, in clinic: FaultClinic) throws {
    self.death = death
    self.clinic = clinic
  }

  /// The second console finishes what is open, and the note is one.
  func goOnAfter(_ screen: String) throws -> [String] {
    try goOn(savedOnScreen: screen.contains("\nsaved\n"), isToBeTold: false)
    let broken = try clinic.check()
    expect(broken.isEmpty, "store check: \(broken)")
    try judgeNote()
    return problems
  }

  private func expect(_ holds: Bool, _ what: @autoclosure () -> String) {
    if !holds { problems.append("\(death): \(what())") }
  }

  /// The first console lives until its point, the second finishes what is open.
  func run() throws {
    let screen = try die()
    try clinic.settle()
    counts = try clinic.counts()
    let kept = try clinic.standing()
    try compare(screen)
    try goOn(savedOnScreen: screen.contains("\nsaved\n"))
    let later = try clinic.standing()
    expect(kept.isSubset(of: later), "what stood after the death was taken back")
    let broken = try clinic.check()
    expect(broken.isEmpty, "store check: \(broken)")
    try judgeNote()
  }

  private func die() throws -> String {
    let console = try clinic.start([], ["RECALL_KILL_AT": death.moment.place])
    var asked = 0
    while let prompt = try console.prompt(), asked < death.call.lines.count {
      let line = death.call.lines[asked]
      expect(prompt == line.prompt, "\(prompt) was asked, not \(line.prompt)")
      asked += 1
      console.send(line.line)
    }
    let ended = try console.finish()
    expect(ended.status == 128 + SIGKILL, "it did not die but ended with \(ended.status)")
    expect(asked == death.step + 1, "it died at another line: \(asked) were typed")
    return ended.output
  }

  /// What the screen had said is in the store: each answer that words followed, each word of a person
  /// in them, and `saved`.
  private func compare(_ screen: String) throws {
    let journal = try clinic.count("call_event")
    expect(journal >= death.journalBefore, "\(journal) of \(death.journalBefore) answers stand")
    if screen.contains("\nsaved\n") {
      let notes = try clinic.count("note")
      expect(notes == 1, "`saved` was shown, and there is no note")
    }
    let payloads = try payloads()
    for words in death.call.marks where screen.contains("Marked for the clinic lead") {
      expect(payloads.contains(words), "\"\(words)\" was marked on the screen and is lost")
    }
    for line in death.call.lines.prefix(max(0, death.step)) where line.isWordsOfAPerson {
      expect(payloads.contains(line.line), "\"\(line.line)\" was acknowledged and is lost")
    }
  }

  private func payloads() throws -> String {
    let text = clinic.store == .file ? "CAST(payload AS TEXT)" : "convert_from(payload, 'UTF8')"
    return try clinic.rows("SELECT \(text) FROM call_event").map { $0[0] }.joined(separator: "\n")
  }

  // MARK: The second console

  /// - Parameter isToBeTold: a call that died when it was saved, and nobody saw it.
  private func goOn(savedOnScreen: Bool, isToBeTold: Bool = true) throws {
    let isOver = try clinic.count("note") == 1
    let isOpen = try clinic.count(Self.open) == 1
    let console = try clinic.start([])
    var left = linesLeft(try clinic.count("call_event") > death.journalBefore)
    var verbs = isOver ? [] : isOpen ? ["resume", "next"] : ["next"]
    do {
      try console.answer { prompt in
        switch prompt {
        case "recall":
          defer { verbs = Array(verbs.dropFirst()) }
          // That it was never dialled may have been kept elsewhere, and come in since: then nothing is
          // open, and the patient is on the list again.
          if verbs == ["next"], isOpen, !isOnListAgain { return "quit" }
          return verbs.first ?? "quit"
        case "dialled": return "y"
        default: return line(for: prompt, &left)
        }
      }
    } catch { expect(false, "the second console: \(error)") }
    let ended = try console.finish()
    expect(ended.status == 0, "the second console ended with \(ended.status): \(ended.errors)")
    if isOver, !savedOnScreen, isToBeTold {
      expect(ended.output.contains("was saved"), "nobody was told that the call was saved")
    }
  }

  private static let open = "attempt WHERE ended_at IS NULL AND withdrawn_at IS NULL"

  private var isOnListAgain: Bool {
    (try? clinic.count("note") + clinic.count(Self.open)) == 0
  }

  /// What the caller still has to say.
  private func linesLeft(_ wasKept: Bool) -> [KilledCall.Line] {
    Array(death.call.lines.dropFirst(max(0, death.step + (wasKept ? 1 : 0))))
  }

  private func line(for prompt: String, _ left: inout [KilledCall.Line]) -> String? {
    if let next = left.firstIndex(where: { $0.prompt == prompt }) {
      let line = left[next].line
      left.removeFirst(next + 1)
      // `/back` at the first prompt is no answer for a call that is taken up.
      return line == "/back" ? "no_answer" : line
    }
    return death.call.lines.last { $0.prompt == prompt }.map(\.line)
  }

  // MARK: The note

  private func judgeNote() throws {
    let call = death.call
    let bodies = try clinic.rows("SELECT body FROM note").map { $0[0] }
    expect(bodies.count == 1, "\(bodies.count) notes")
    guard let body = bodies.first else { return }
    let ending = try clinic.rows("SELECT outcome, detail FROM attempt WHERE outcome IS NOT NULL")
    expect(ending == [[call.outcome, call.detail]], "it ended as \(ending)")
    let queues = try clinic.rows(
      "SELECT queue FROM queue_item WHERE call IS NOT NULL AND state <> 'withdrawn'"
    ).map { $0[0] }
    expect(queues.sorted() == call.queues.sorted(), "its queues are \(queues)")
    let saved = call.lines.filter { $0.prompt == "save" && !$0.line.isEmpty }.map(\.line)
    // `elsewhere` is how JSON tells of an appointment without a slot.
    for words in call.words + saved where words != "elsewhere" {
      expect(body.contains(words), "the note lacks \"\(words)\"")
    }
    let marks = try clinic.rows("SELECT words FROM stumble").map { $0[0] }
    expect(marks == call.marks, "lines are marked with \(marks)")
    let held = try clinic.count("slot WHERE held_by IS NOT NULL")
    expect(held == 0, "a slot is held for a call that ended")
    let booked = try clinic.count("appointment WHERE call IS NOT NULL AND status = 'booked'")
    expect(booked == (call.outcome == "scheduled" ? 1 : 0), "\(booked) appointments")
  }
}

extension KilledCall.Line {
  /// Free text that somebody said: it must be found again, word for word.
  var isWordsOfAPerson: Bool {
    [
      "clinical_question", "emergency", "emergency_where", "upset", "emergency_handover",
    ].contains(prompt) || prompt == "save" && !line.isEmpty
  }
}
