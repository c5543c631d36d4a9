import Foundation

/// Where a command dies.
enum CommandEnd: CustomStringConvertible {
  /// At a named point of a transaction.
  case at(PassedMoment)
  /// Before the n-th thing that it does with the disk.
  case beforeAct(Int)
  /// It does not die: after so many acts the disk is as it should not be.
  case sick(DiskTrouble.Kind, after: Int)

  var description: String {
    switch self {
    case .at(let moment): "\(moment.place) (\(moment.kind))"
    case .beforeAct(let number): "before act \(number) on the disk"
    case .sick(let kind, let acts): "the disk \(kind) after \(acts) acts"
    }
  }
}

/// One command on one store: what it leads to when nobody kills it, where it can die, and what comes of
/// that when it is given once more.
final class CommandTrial {
  let command: KilledCommand
  let store: FaultStore
  private let master: FaultClinic
  private let model: StoreState.Model
  /// Every moment of its transactions, and every thing that it does with files.
  let ends: (moments: [CommandEnd], acts: [CommandEnd])
  /// What stands after so many transactions, learned from the deaths themselves.
  private var committed: [Int: [String: Int]] = [:]

  init(_ command: KilledCommand, on store: FaultStore) throws {
    (self.command, self.store) = (command, store)
    master = try FaultClinic(store)
    try command.preparing(master)
    let model: StoreState.Model
    (ends, model) = try Self.undisturbed(command, master)
    self.model = model
  }

  func another() throws -> FaultClinic { try Self.another(command, master) }

  private static func another(
    _ command: KilledCommand, _ master: FaultClinic
  ) throws -> FaultClinic {
    let clinic = try master.copy()
    try command.beginning(clinic)
    return clinic
  }

  func run(
    in clinic: FaultClinic, again: Bool = false, _ environment: [String: String] = [:]
  ) throws -> Ended { try Self.run(command, in: clinic, again: again, environment) }

  private static func run(
    _ command: KilledCommand, in clinic: FaultClinic, again: Bool = false,
    _ environment: [String: String]
  ) throws -> Ended {
    let around = command.environment(in: clinic).merging(environment) { $1 }
    // Only the debug build has named points; the program under test is faster.
    let isToDieAtPoint = environment.keys.contains { $0.hasPrefix("RECALL_KILL") }
    let console = try Conversation(
      command.arguments(in: clinic, again: again), in: clinic.place, environment: around,
      program: isToDieAtPoint ? Program.builtForTests : Program.path)
    for line in try command.lines(clinic) { console.send(line) }
    console.endInput()
    return try console.finish()
  }

  // MARK: Undisturbed

  /// Runs it twice, each time from the beginning.
  private static func undisturbed(
    _ command: KilledCommand, _ master: FaultClinic
  ) throws -> (ends: (moments: [CommandEnd], acts: [CommandEnd]), model: StoreState.Model) {
    let (one, other) = (try another(command, master), try another(command, master))
    let log = one.place.home.appendingPathComponent("tmp/moments")
    let counter = other.place.home.appendingPathComponent("tmp/acts")
    let counting = try DiskTrouble.counting(in: counter, below: [other.place.home])
    try expectWhole(command, try run(command, in: one, ["RECALL_KILL_LOG": log.path]), one)
    try expectWhole(command, try run(command, in: other, counting), other)
    let acts = (try? Data(contentsOf: counter).count) ?? 0
    return (
      (PassedMoment.read(log).map { .at($0) }, (0..<acts).map { .beforeAct($0 + 1) }),
      StoreState.Model(try StoreState(of: one), try StoreState(of: other))
    )
  }

  private static func expectWhole(
    _ command: KilledCommand, _ ended: Ended, _ clinic: FaultClinic
  ) throws {
    let text = ended.output + ended.errors
    guard ended.status == command.status, text.contains(command.says) else {
      throw Trouble("\(command), undisturbed, ended with \(ended.status): \(text)")
    }
    let problems = try clinic.check() + command.judging(clinic)
    guard problems.isEmpty else { throw Trouble("\(command), undisturbed: \(problems)") }
  }

  // MARK: Killed

  /// What is not as it was promised; nothing, when it did not come as far as that.
  func problems(of end: CommandEnd) throws -> [String] {
    let clinic = try another()
    let died = try run(in: clinic, try environment(of: end, clinic))
    try clinic.settle()
    guard died.status == 128 + SIGKILL else {
      // Where threads or time make it do a little less.
      if case .beforeAct = end { return [] }
      return ["\(store), \(command), \(end): it ended with \(died.status): \(died.errors)"]
    }
    var problems: [String] = []
    if command.hasStore {
      problems += try clinic.check().map { "store check after the death: \($0)" }
      if case .at(let moment) = end, let half = try half(of: moment, clinic) {
        problems.append(half)
      }
    }
    let wasTold = (died.output + died.errors).contains(command.says)
    problems += try broken(told: wasTold, clinic) + brokenAgain(clinic)
    return problems.map { "\(store), \(command), \(end): \($0)" }
  }

  // MARK: On a disk that is not as it should be

  /// One sentence that says what is wrong and what to do, nothing lost, and when the disk is well again
  /// the command comes to what it would have come to.
  func problems(on kind: DiskTrouble.Kind, after acts: Int) throws -> [String] {
    let (clinic, end) = (try another(), CommandEnd.sick(kind, after: acts))
    let trouble = try DiskTrouble(in: clinic.place, below: [clinic.place.home])
    try trouble.begin(kind, after: acts)
    let ended = try run(in: clinic, trouble.environment)
    try trouble.end()
    var problems: [String] = []
    let text = ended.output + ended.errors
    if ended.status == command.status, text.contains(command.says) {
      // What could not be listed is said, and is no part of what was told. What the disk did not let go
      // of is removed by the next program.
      if !text.contains("rejects file") {
        problems += try broken(told: true, clinic).filter { !$0.hasSuffix(".part was left behind") }
      }
    } else {
      problems += SickSentence(ended, kind).problems
    }
    if command.hasStore { problems += try clinic.check().map { "store check: \($0)" } }
    problems += try brokenAgain(clinic)
    return problems.map { "\(store), \(command), \(end): \($0)" }
  }

  // MARK: Afterwards

  /// What was told is there.
  func broken(told: Bool, _ clinic: FaultClinic) throws -> [String] {
    guard told, command.comparesRows else { return [] }
    return try difference(clinic).map { "this was told already: \($0)" }
  }

  /// Given once more it comes to what it would have come to.
  func brokenAgain(_ clinic: FaultClinic) throws -> [String] {
    var problems: [String] = []
    let again = try run(in: clinic, again: true)
    let isDone = command.isDone.map { again.errors.contains($0) } ?? false
    if again.status != command.status, !isDone {
      problems.append(
        "given once more it ended with \(again.status): \(again.errors)\(again.output)")
    }
    if command.comparesRows { problems += try difference(clinic) }
    return try problems + clinic.check() + command.judging(clinic) + clinic.trailProblems()
  }

  private func difference(_ clinic: FaultClinic) throws -> [String] {
    try StoreState(of: clinic).differences(from: model, butFor: command.isDated)
  }

  private func environment(of end: CommandEnd, _ clinic: FaultClinic) throws -> [String: String] {
    switch end {
    case .at(let moment): ["RECALL_KILL_AT": moment.place]
    case .beforeAct(let act): try DiskTrouble.death(at: act, below: [clinic.place.home])
    case .sick: [:]
    }
  }

  /// Two that die with the same transactions done leave the same rows, or half of one stands.
  private func half(of moment: PassedMoment, _ clinic: FaultClinic) throws -> String? {
    guard command.isSteady, let done = moment.committed else { return nil }
    let counts = try clinic.counts()
    guard let known = committed[done] else {
      committed[done] = counts
      return nil
    }
    let differing = counts.filter { known[$0.key] != $0.value }.keys.sorted()
    return differing.isEmpty ? nil : "half of a transaction stands in \(differing)"
  }
}

/// A backup, looked at past the program.
struct StoreCopy {
  private let file: URL

  init(_ file: URL) { self.file = file }

  func problems() throws -> [String] {
    guard FileManager.default.fileExists(atPath: file.path) else { return ["there is no backup"] }
    return try StoreCheck.problems(of: file).map { "in the backup: \($0)" }
  }
}
