import Foundation
import RecallTestSupport
import Testing

/// `kill -9` by chance: any call, at any key of any prompt of a real terminal, or any instant of the work
/// that Enter began. What stood on the screen is there, and the call ends in one note.
@Suite("a console killed by chance, in a terminal")
struct RandomKillsTrustTests {
  /// Each is one death.
  static let seeds: [UInt64] = {
    let all = Array(1...600 as ClosedRange<UInt64>)
    guard case .sample(let seed) = TrustLedger.extent else {
      return TrustLedger.chosen(all, few: 6, some: 0, of: "random kills")
    }
    // Other deaths with another seed, not only others of the same.
    return all.prefix(60).map { $0 &+ seed &* 1_000 }
  }()

  @Test("loses nothing that was shown as done", arguments: seeds)
  func killed(_ seed: UInt64) throws {
    var dice = TrustDice(seed: seed)
    let call = KilledCall.all.randomElement(using: &dice)!
    let store = FaultStore.here.randomElement(using: &dice)!
    let step = Int.random(in: 1..<call.lines.count - 1, using: &dice)
    let clinic = try FaultClinic(store)
    let terminal = try TerminalSession(clinic.arguments, in: clinic.place)
    for line in call.lines.prefix(step) {
      try terminal.wait(for: "\(line.prompt)> ")
      terminal.enter(line.line)
    }
    try terminal.wait(for: "\(call.lines[step].prompt)> ")
    let (kept, journal) = (try clinic.standing(), try clinic.count("call_event"))
    let keys = call.lines[step].line
    if Bool.random(using: &dice) {
      terminal.type(String(keys.prefix(Int.random(in: 0...keys.count, using: &dice))))
    } else {
      terminal.enter(keys)
      usleep(UInt32.random(in: 0..<80_000, using: &dice))
    }
    terminal.signal(SIGKILL)
    let screen = terminal.finish().output
    try clinic.settle()
    var problems: [String] = []
    if !kept.isSubset(of: try clinic.standing()) { problems.append("what had been shown is lost") }
    let moment = PassedMoment(point: "by chance", kind: "\(seed)", count: 0, transaction: 0)
    let death = Death(call: call, step: step, moment: moment, journalBefore: journal)
    problems += try Survival(death, in: clinic).goOnAfter(screen)
    for problem in problems { Issue.record("\(store), seed \(seed): \(problem)") }
    TrustLedger.count("random kills survived", tried: 1, broken: problems.isEmpty ? 0 : 1)
  }
}
