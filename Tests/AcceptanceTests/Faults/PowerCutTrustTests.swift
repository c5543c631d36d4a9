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
  /// Those of which CI tries more.
  private static let telling = KilledCall.all.filter {
    [
      "a question, then a booking", "an emergency before identity", "a voicemail, with a remark",
      "an opt-out by nobody verified",
    ].contains($0.name)
  }

  @Test(
    "every acknowledged step is there afterwards, whatever the disk kept", arguments: KilledCall.all
  )
  func cut(_ call: KilledCall) throws {
    let film = try Film(of: call)
    let all = film.disk.cuts(all: TrustLedger.isWhole)
    #expect(all.count > 100)
    let isTelling = Self.telling.contains { $0.name == call.name }
    let cuts = TrustLedger.chosen(
      all, few: isTelling ? all.count : 12, some: all.count, of: call.name)
    var (broken, left) = (0, cuts[...])
    let bench = try RecoveryBench(film)
    film.disk.walk { disk, act, _ in
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

  @Test(
    "nothing is on the screen before it is on the disk",
    arguments: TrustLedger.extent == .few ? telling : KilledCall.all)
  func order(_ call: KilledCall) throws {
    let film = try Film(of: call)
    var (disk, tried, broken) = (film.disk.before, 0, 0)
    for act in film.disk.record.acts {
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
    let film = try Film(of: Self.telling[0])
    let careless = film.without { if case .synced = $0 { true } else { false } }
    let bench = try RecoveryBench(careless)
    var found = 0
    careless.disk.walk { disk, act, prompts in
      guard case .showed = careless.disk.record.acts[act] else { return }
      let cut = PowerCut(act: act, luck: .none, told: prompts)
      found += bench.problems(of: cut, leaving: disk.remains(cut.luck)).isEmpty ? 0 : 1
    }
    #expect(found > 3, "each prompt after the first commit")
  }
}

/// A whole call, recorded, with what stood in the store at each prompt.
private struct Film {
  var disk: DiskFilm
  /// At the n-th prompt.
  private(set) var standing: [Set<String>] = []
  let store: String
  var storeFiles: [String] { [store, store + "-journal"] }
  private let clinic: FaultClinic

  init(of call: KilledCall) throws {
    clinic = try FaultClinic(.file)
    let place = clinic.place
    store = place.storeFile.path
    let before = try PowerlessDisk(
      holding: [place.storeFile, URL(fileURLWithPath: store + "-journal")])
    let log = place.home.appendingPathComponent("disk")
    let console = try clinic.start([], DiskRecord.environment(of: place.folder, to: log))
    for line in call.lines {
      #expect(try console.prompt() == line.prompt)
      standing.append(try clinic.standing())
      console.send(line.line)
    }
    #expect(try console.finish().status == 0)
    // Dozens of lines are shown between two prompts.
    disk = DiskFilm(record: try DiskRecord(log), before: before) { $0.hasSuffix("> ") }
  }

  /// The same call of a program that did not do all that this one did.
  func without(_ isLeftOut: (DiskAct) -> Bool) -> Film {
    var film = self
    film.disk.record = DiskRecord(disk.record.acts.filter { !isLeftOut($0) })
    return film
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

  func problems(of cut: PowerCut, leaving files: [String: [UInt8]]) -> [String] {
    do {
      try put(files)
      var problems = try clinic.check()
      let whole = try clinic.rows("PRAGMA integrity_check")
      if whole != [["ok"]] { problems.append("integrity_check: \(whole)") }
      let stands = try clinic.standing()
      let acknowledged = cut.told == 0 ? [] : film.standing[cut.told - 1]
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
