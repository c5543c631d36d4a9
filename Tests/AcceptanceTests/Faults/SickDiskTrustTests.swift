import Foundation
import RecallTestSupport
import Testing

/// Full, read-only, not to be written, not to be read, broken: at any prompt of a call. One sentence with the place and what to do; nothing is lost, nothing crashes, and the call goes
/// on, or is taken up when the disk is well again.
@Suite("a disk that is not as it should be")
struct SickDiskTrustTests {
  struct Case: CustomStringConvertible, Sendable {
    let call: KilledCall
    let kind: DiskTrouble.Kind
    /// Else that of the clinic folder alone: there is another one to keep the call on.
    let isEverywhere: Bool
    var description: String {
      "\(call.name), \(isEverywhere ? "every disk" : "the clinic's disk") \(kind)"
    }
  }

  static let cases: [Case] = KilledCall.all.flatMap { call in
    DiskTrouble.Kind.allCases.flatMap { kind in
      [true, false].map { Case(call: call, kind: kind, isEverywhere: $0) }
    }
  }

  @Test(
    "loses no word of a call, which goes on or is taken up",
    arguments: TrustLedger.chosen(cases, few: 8, some: 40, of: "cases"))
  func call(_ one: Case) throws {
    let steps = Array(1..<one.call.lines.count - 1)
    let chosen = TrustLedger.chosen(steps, few: 1, some: 2, of: one.description)
    var broken = 0
    for step in chosen {
      let problems = try SickCall(one.call, step, one.kind, everywhere: one.isEverywhere).problems()
      broken += problems.isEmpty ? 0 : 1
      for problem in problems {
        Issue.record("\(one), at \(one.call.lines[step].prompt): \(problem)")
      }
    }
    TrustLedger.count("sick disks in calls survived", tried: chosen.count, broken: broken)
  }
}

/// A call whose disk is taken away while it works on the line of one prompt.
private struct SickCall {
  private let call: KilledCall
  private let step: Int
  private let kind: DiskTrouble.Kind
  private let clinic: FaultClinic
  private let trouble: DiskTrouble

  init(_ call: KilledCall, _ step: Int, _ kind: DiskTrouble.Kind, everywhere: Bool) throws {
    (self.call, self.step, self.kind) = (call, step, kind)
    clinic = try FaultClinic(.file)
    let place = clinic.place
    trouble = try DiskTrouble(in: place, below: [everywhere ? place.home : place.folder])
  }

  func problems() throws -> [String] {
    let console = try clinic.start([], trouble.environment)
    for line in call.lines.prefix(step) {
      guard try console.prompt() == line.prompt else { throw Trouble("not at \(line.prompt)") }
      console.send(line.line)
    }
    guard try console.prompt() == call.lines[step].prompt else { throw Trouble("not at the step") }
    let (kept, journal) = (try clinic.standing(), try clinic.count("call_event"))
    try trouble.begin(kind)
    console.send(call.lines[step].line)
    let wentOn = try goOn(console)
    let ended = try console.finish()
    try trouble.end()
    var problems: [String] = []
    if !kept.isSubset(of: try clinic.standing()) { problems.append("what stood was taken back") }
    if ended.status >= 128 || ended.status == 70 {
      problems.append("it ended with \(ended.status)")
    }
    if ended.errors.isEmpty { problems.append("nobody was told") }
    if ended.errors.contains("Delaney") { problems.append("a patient is named") }
    if !wentOn, let lost = lostWords(ended) { problems.append(lost) }
    let moment = PassedMoment(point: "disk", kind: "\(kind)", count: 0, transaction: 0)
    let death = Death(call: call, step: step, moment: moment, journalBefore: journal)
    return problems + (try Survival(death, in: clinic).goOnAfter(ended.output))
  }

  /// The caller types on for as long as the console asks. `true`: to its end.
  private func goOn(_ console: Conversation) throws -> Bool {
    var left = call.lines.dropFirst(step + 1)
    while let prompt = try console.prompt() {
      guard let next = left.firstIndex(where: { $0.prompt == prompt }) else {
        console.endInput()
        return false
      }
      console.send(left[next].line)
      left = left[(next + 1)...]
    }
    return left.isEmpty
  }

  /// What somebody had typed and is not kept is on the screen still.
  private func lostWords(_ ended: Ended) -> String? {
    let line = call.lines[step]
    // Sealed on another disk they come into the store, and the note, later.
    guard line.isWordsOfAPerson, !line.line.isEmpty, clinic.place.keptFiles.isEmpty else {
      return nil
    }
    let isKept = (try? clinic.rows("SELECT CAST(payload AS TEXT) FROM call_event")) ?? []
    let shown = ended.output + ended.errors
    guard !isKept.contains(where: { $0[0].contains(line.line) }), !shown.contains(line.line) else {
      return nil
    }
    return "\"\(line.line)\" is neither kept nor shown: \(shown.suffix(300))"
  }
}
