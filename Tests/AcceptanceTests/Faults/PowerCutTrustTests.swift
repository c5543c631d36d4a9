import Foundation
import GRDB
import RecallStorage
import RecallTestSupport
import Testing

/// What goes beyond `kill -9`: everything that the program tells the system is recorded, and every
/// prefix of it replayed as a power cut could leave it. From each remainder the store must open, be
/// whole, and hold all that the screen had said before the cut.
@Suite("the power fails in a call")
struct PowerCutTrustTests {
  private static let calls = KilledCall.all.filter {
    [
      "a question, then a booking", "an emergency before identity", "a voicemail, with a remark",
      "an opt-out by nobody verified",
    ].contains($0.name)
  }

  @Test("every acknowledged step is there afterwards, whatever the disk kept", arguments: calls)
  func cut(_ call: KilledCall) throws {
    let film = try Film(of: call)
    let cuts = film.cuts(all: TrustLedger.isWhole)
    #expect(cuts.count > 100)
    var (broken, left) = (0, cuts[...])
    let bench = try RecoveryBench(film)
    film.walk { disk, act, _ in
      while let cut = left.first, cut.act == act {
        left.removeFirst()
        let problems = bench.problems(of: cut, leaving: disk.remains(cut.luck))
        broken += problems.isEmpty ? 0 : 1
        for problem in problems { Issue.record("\(call), \(cut): \(problem)") }
      }
    }
    #expect(left.isEmpty)
    TrustLedger.count("power cuts survived", tried: cuts.count, broken: broken)
  }

  @Test("nothing is on the screen before it is on the disk", arguments: calls)
  func order(_ call: KilledCall) throws {
    let film = try Film(of: call)
    var (disk, tried, broken) = (film.before, 0, 0)
    for act in film.record.acts {
      if case .showed(let words) = act, words.hasSuffix("> ") || words.contains("saved") {
        tried += 1
        let early = film.storeFiles.filter(disk.isUncertain)
        broken += early.isEmpty ? 0 : 1
        #expect(early == [], "shown before it was synced: \(words)")
      }
      disk.take(act)
    }
    #expect(tried > call.lines.count)
    TrustLedger.count("power cuts survived", tried: tried, broken: broken)
  }

  @Test("a program that synced nothing would not pass this")
  func teeth() throws {
    let film = try Film(of: Self.calls[0])
    let careless = film.without { if case .synced = $0 { true } else { false } }
    let bench = try RecoveryBench(careless)
    var found = 0
    careless.walk { disk, act, prompts in
      guard case .showed = careless.record.acts[act] else { return }
      let cut = Cut(act: act, luck: .none, prompts: prompts)
      found += bench.problems(of: cut, leaving: disk.remains(cut.luck)).isEmpty ? 0 : 1
    }
    #expect(found > 3, "each prompt after the first commit")
  }
}

/// A whole call, recorded, with what stood in the store at each prompt.
private struct Film {
  private(set) var record: DiskRecord
  /// The disk when the recording began.
  let before: PowerlessDisk
  /// At the n-th prompt.
  private(set) var standing: [Set<String>] = []
  let store: String
  var storeFiles: [String] { [store, store + "-journal"] }
  private let clinic: FaultClinic

  init(of call: KilledCall) throws {
    clinic = try FaultClinic(.file)
    let place = clinic.place
    store = place.storeFile.path
    before = try PowerlessDisk(
      holding: [place.storeFile, URL(fileURLWithPath: store + "-journal")])
    let log = place.home.appendingPathComponent("disk")
    let console = try clinic.start([], DiskRecord.environment(of: place.folder, to: log))
    for line in call.lines {
      #expect(try console.prompt() == line.prompt)
      standing.append(try clinic.standing())
      console.send(line.line)
    }
    #expect(try console.finish().status == 0)
    record = try DiskRecord(log)
  }

  /// The same call of a program that did not do all that this one did.
  func without(_ isLeftOut: (DiskAct) -> Bool) -> Film {
    var film = self
    film.record = DiskRecord(record.acts.filter { !isLeftOut($0) })
    return film
  }

  /// Each thing that the disk may hold, once, with the last prompt that the screen had shown by then:
  /// the same may be left later, when more was acknowledged.
  func cuts(all: Bool) -> [Cut] {
    var found: [Int: Cut] = [:]
    walk { disk, index, shown in
      let next = index + 1 < record.acts.count ? record.acts[index + 1] : nil
      for luck in lucks(disk, index, isBeforeSync: next?.isSync ?? false, all: all) {
        found[disk.key(luck)] = Cut(act: index, luck: luck, prompts: shown)
      }
    }
    return found.values.sorted { $0.act < $1.act }
  }

  /// The disk after each act that matters, and how many prompts had been shown.
  func walk(_ body: (_ disk: PowerlessDisk, _ act: Int, _ prompts: Int) throws -> Void) rethrows {
    var (disk, shown) = (before, 0)
    for (index, act) in record.acts.enumerated() {
      if case .showed(let words) = act {
        // Dozens of lines are shown between two prompts.
        guard words.hasSuffix("> ") else { continue }
        shown += 1
      }
      disk.take(act)
      try body(disk, index, shown)
    }
  }

  /// - Parameter all: else some, the most telling ones.
  private func lucks(
    _ disk: PowerlessDisk, _ index: Int, isBeforeSync: Bool, all: Bool
  ) -> [PowerlessDisk.Luck] {
    let count = disk.uncertainties
    guard count > 0 else { return [.none] }
    let whole: [PowerlessDisk.Luck] = [.none, .all]
    guard all || isBeforeSync else { return index % 9 == 0 ? whole : [] }
    let torn = [1, 3].map { PowerlessDisk.Luck.allButTheEnd(sectors: $0) }
    let thrown = (0..<(all ? 2 : 1)).map { PowerlessDisk.Luck.some(UInt64(index * 7 + $0)) }
    guard isBeforeSync else { return whole + torn + thrown }
    let singles = stride(from: 0, to: count, by: all ? 1 : max(1, count / 2))
    return whole + torn + thrown + singles.flatMap { [.only($0), .allBut($0)] }
  }
}

/// One power cut.
private struct Cut: CustomStringConvertible {
  /// The cut came after this act.
  let act: Int
  let luck: PowerlessDisk.Luck
  /// How many prompts had been on the screen.
  let prompts: Int

  var description: String { "cut after \(act), \(luck)" }
}

extension DiskAct {
  fileprivate var isSync: Bool {
    switch self {
    case .synced, .folderSynced: true
    default: false
    }
  }
}

/// Where remainders are recovered and judged.
private struct RecoveryBench {
  private let film: Film
  private let clinic: FaultClinic

  init(_ film: Film) throws {
    self.film = film
    clinic = try FaultClinic(.file)
  }

  func problems(of cut: Cut, leaving files: [String: [UInt8]]) -> [String] {
    do {
      try put(files)
      var problems = try clinic.check()
      let whole = try clinic.rows("PRAGMA integrity_check")
      if whole != [["ok"]] { problems.append("integrity_check: \(whole)") }
      let stands = try clinic.standing()
      let acknowledged = cut.prompts == 0 ? [] : film.standing[cut.prompts - 1]
      if !acknowledged.isSubset(of: stands) {
        problems.append("\(acknowledged.subtracting(stands).count) acknowledged rows are lost")
      }
      return problems
    } catch { return ["\(error)"] }
  }

  private func put(_ files: [String: [UInt8]]) throws {
    for (path, target) in [
      (film.store, clinic.place.storeFile.path),
      (film.store + "-journal", clinic.place.storeFile.path + "-journal"),
    ] {
      unlink(target)
      guard let bytes = files[path] else { continue }
      let file = open(target, O_WRONLY | O_CREAT | O_EXCL, 0o600)
      defer { close(file) }
      let written = bytes.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
      guard written == bytes.count else { throw Trouble("the remainder could not be written") }
    }
  }
}
