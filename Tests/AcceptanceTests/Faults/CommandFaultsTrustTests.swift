import Foundation
import RecallTestSupport
import Testing

/// Every command that changes something, killed at every named point of its transactions on both stores,
/// and before every single thing that it does with files; ended by a power cut after each write; met by
/// a disk that is full, read-only, forbidden, broken. Given once more it comes to what it would have come
/// to: the same rows and files, nothing twice, nothing half, nothing left behind.
@Suite("a command that dies")
struct CommandFaultsTrustTests {
  struct Case: CustomStringConvertible, Sendable {
    let command: KilledCommand
    let store: FaultStore
    let kind: Int
    var description: String { "\(command), on \(store)" }
  }

  /// CI tries every command in a file, and every third on a server, by one kind of fault each.
  static let cases = KilledCommand.all.enumerated().flatMap { place, command in
    FaultStore.here.filter { TrustLedger.extent != .few || $0 == .file || place % 3 == 0 }
      .map { Case(command: command, store: $0, kind: place % 3) }
      .filter { TrustLedger.isAsked($0.description) }
  }

  @Test("is given once more, and all is as if it had not died", arguments: cases)
  func killed(_ one: Case) throws {
    let trial = try CommandTrial(one.command, on: one.store)
    try count(
      "command deaths × points survived", trial.ends.moments, one, few: 1, some: 8, trial.problems)
    // On a server the disk is the server's own.
    let isFile = one.store == .file
    try count(
      "command deaths × acts on files survived", trial.ends.acts, one,
      few: isFile && one.kind == 0 ? 2 : 0, some: isFile ? 10 : 2, trial.problems)
    guard isFile else { return }
    let kinds = DiskTrouble.Kind.allCases
    try count(
      "sick disks in commands survived",
      kinds.flatMap { kind in trial.ends.acts.indices.map { (kind, $0) } }, one,
      few: one.kind == 1 ? 2 : 0, some: 12
    ) { try trial.problems(on: $0.0, after: $0.1) }
    if TrustLedger.extent != .few || one.kind == 2 { try cut(trial) }
  }

  private func count<End>(
    _ promise: String, _ ends: [End], _ one: Case, few: Int, some: Int,
    _ problems: (End) throws -> [String]
  ) throws {
    let chosen = TrustLedger.chosen(ends, few: few, some: some, of: one.description + promise)
    var broken = 0
    for end in chosen {
      let found = try problems(end)
      broken += found.isEmpty ? 0 : 1
      for problem in found { Issue.record("\(problem)") }
    }
    if !chosen.isEmpty { TrustLedger.count(promise, tried: chosen.count, broken: broken) }
  }

  // MARK: The power fails

  private func cut(_ trial: CommandTrial) throws {
    let (film, name) = (try CommandFilm(trial), trial.command.name)
    var cuts = TrustLedger.chosen(
      film.disk.cuts(all: TrustLedger.isWhole), few: 4, some: 40, of: name)[...]
    let again = Set(TrustLedger.chosen(cuts.map(\.description), few: 1, some: 6, of: name))
    let tried = cuts.count
    var broken = 0
    try film.disk.walk { disk, act, _ in
      while let cut = cuts.first, cut.act == act {
        cuts.removeFirst()
        let problems = try film.problems(
          of: cut, leaving: disk.remains(cut.luck),
          again: TrustLedger.isWhole || again.contains(cut.description))
        broken += problems.isEmpty ? 0 : 1
        for problem in problems { Issue.record("\(trial.command), \(cut): \(problem)") }
      }
    }
    #expect(cuts.isEmpty && tried > 0)
    TrustLedger.count("power cuts in commands survived", tried: tried, broken: broken)
  }

  @Test("a clinic made by a program that syncs nothing would not pass this")
  func teeth() throws {
    let demo = try #require(KilledCommand.all.first { $0.name == "a clinic made" })
    var film = try CommandFilm(CommandTrial(demo, on: .file))
    film.disk.record = DiskRecord(
      film.disk.record.acts.filter { if case .synced = $0 { false } else { true } })
    var end = film.disk.before
    film.disk.walk { disk, _, _ in end = disk }
    var found = 0
    // What a power cut leaves is a matter of luck: one that loses nothing says nothing.
    for seed in 0..<16 as Range<UInt64> where found == 0 {
      let cut = PowerCut(act: film.disk.record.acts.count - 1, luck: .some(seed), told: 1)
      // A store that does not even open is found broken too.
      let problems = try? film.problems(of: cut, leaving: end.remains(cut.luck), again: false)
      found += problems?.isEmpty ?? false ? 0 : 1
    }
    #expect(found > 0)
  }
}
