import Foundation
import Testing

/// A whole command, recorded, and what a power cut may leave of it: no name leads to half a file, the store
/// is whole, what had been told is there, and the command can be given once more. A store on a server is
/// the server's to keep.
struct CommandFilm {
  var disk: DiskFilm
  private let trial: CommandTrial
  private let clinic: FaultClinic
  /// By name: what stood there before, at the end, and each time that a file came into the place whole.
  private let whole: [String: Set<[UInt8]>]
  private let hadNothing: Bool

  init(_ trial: CommandTrial) throws {
    self.trial = trial
    clinic = try trial.another()
    let home = clinic.place.home
    let log = home.appendingPathComponent("tmp/disk")
    let items = Self.items(in: home).map { home.appendingPathComponent($0) }
    let before = try PowerlessDisk(holding: items)
    let ended = try trial.run(in: clinic, try DiskRecord.environment(of: home, to: log))
    #expect(ended.status == trial.command.status, "\(ended.errors)")
    let says = trial.command.says
    disk = DiskFilm(record: try DiskRecord(log), before: before) { $0.contains(says) }
    whole = Self.wholeFiles(disk)
    hadNothing = before.remains(.all).isEmpty
  }

  /// A command may replace a file more than once, such as the key of the trail, in which the new one
  /// first stands beside the old.
  private static func wholeFiles(_ film: DiskFilm) -> [String: Set<[UInt8]>] {
    var disk = film.before
    var whole = disk.remains(.all).mapValues { Set([$0]) }
    func note(_ path: String, _ bytes: [UInt8]) { whole[path, default: []].insert(bytes) }
    for act in film.record.acts {
      disk.take(act)
      switch act {
      case .renamed(_, let path), .linked(_, let path):
        if let bytes = disk.remains(.all)[path] { note(path, bytes) }
      default: continue
      }
    }
    for (path, bytes) in disk.remains(.all) { note(path, bytes) }
    return whole
  }

  /// What lies in it, but for what every clinic of these tests shares.
  private static func items(in home: URL) -> [String] {
    let paths = (try? FileManager.default.subpathsOfDirectory(atPath: home.path)) ?? []
    return paths.filter { !$0.hasPrefix("tmp") && !$0.hasPrefix("shipped") }.sorted()
  }

  func problems(
    of cut: PowerCut, leaving files: [String: [UInt8]], again: Bool
  ) throws -> [String] {
    let clinic = try recovered(files)
    var problems: [String] = []
    for (path, bytes) in files where !isBeingMade(path) {
      if whole[path]?.contains(bytes) != true { problems.append("\(path) is half written") }
    }
    let isClinic = FileManager.default.fileExists(
      atPath: clinic.place.folder.appendingPathComponent("clinic.yaml").path)
    if isClinic, !trial.command.isOlder {
      // A clinic that was made has its store; one that is brought back may not have it yet.
      let isRequired = trial.command.hasStore || cut.told > 0 || hadNothing
      problems += try clinic.brokenStore(isRequired: isRequired)
    }
    problems += try trial.broken(told: cut.told > 0, clinic)
    if again { problems += try trial.brokenAgain(clinic) }
    return problems
  }

  /// A store is recovered when it is opened; other files of these names are of no use to anybody.
  private func isBeingMade(_ path: String) -> Bool {
    path.contains("recall.sqlite") || path.contains(".part") || path.contains(".being-made")
      || path.contains("audit.checkpoints") || path.contains("/tmp/")
      || path.hasSuffix(".rejects.csv") || path.contains("/outage/")
  }

  private func recovered(_ files: [String: [UInt8]]) throws -> FaultClinic {
    let (fresh, from) = (try trial.another(), clinic.place.home.path)
    let home = fresh.place.home
    for item in Self.items(in: home) {
      let path = home.appendingPathComponent(item).path
      var status = stat()
      if lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG { unlink(path) }
    }
    for (path, bytes) in files {
      let target = home.appendingPathComponent(String(path.dropFirst(from.count + 1)))
      try FileManager.default.createDirectory(
        at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(bytes).write(to: target)
      chmod(target.path, 0o600)
    }
    return fresh
  }
}

extension FaultClinic {
  /// Of a store in a file, after a power cut.
  fileprivate func brokenStore(isRequired: Bool) throws -> [String] {
    guard FileManager.default.fileExists(atPath: place.storeFile.path) else {
      return isRequired ? ["there is no store"] : []
    }
    let whole = try rows("PRAGMA integrity_check")
    return try check() + (whole == [["ok"]] ? [] : ["integrity_check: \(whole)"])
  }
}
