import Foundation
import RecallDomain
import ScriptEngine

/// Brings a clinic folder to what this program comes with. Each file is written whole or not at all, and the
/// record last: killed anywhere, the same command given once more goes on. What the clinic has edited
/// or made itself is *never* written over.
struct FolderUpgrade {
  let folder: ClinicFolder
  let comparison: FolderComparison
  /// Scripts that had an approval which does not hold for what they are to say.
  let toApprove: [String]
  /// Scripts that would not be safe with our files beside the clinic's own: so nothing of scripts changes.
  let unsafe: [String]

  init(_ folder: ClinicFolder) throws {
    self.folder = folder
    var comparison = try FolderComparison(folder, ShippedEdition())
    if let record = comparison.record, record.isNewer {
      throw Failure(
        .configuration,
        "the clinic folder is of recall \(TerminalText.clean(record.version)), which is newer than this one",
        hint: "install the newer program")
    }
    let before = try folder.library(OpenClinic.policy(of: folder))
    var after = try Self.library(comparison)
    unsafe = Self.safe(before).subtracting(Self.safe(after)).sorted()
    if !unsafe.isEmpty {
      comparison.holdAllScripts()
      after = try Self.library(comparison)
    }
    self.comparison = comparison
    toApprove = after.verdicts.filter { $0.value != .approved && $0.value != .never }.keys.sorted()
  }

  // MARK: As it will be

  private static func safe(_ library: ScriptLibrary) -> Set<String> {
    Set(library.reports.filter(\.value.isSafe).keys)
  }

  private static func library(_ comparison: FolderComparison) throws -> ScriptLibrary {
    let (folder, edition) = (comparison.folder, comparison.edition)
    var files = Dictionary(
      try folder.libraryFiles().map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    for path in comparison.paths(.taken) + comparison.paths(.added) where path.hasSuffix(".yaml") {
      files[path] = edition.files[path]
    }
    for path in comparison.paths(.withdrawn) { files[path] = nil }
    let policy =
      comparison.fates["clinic.yaml"] == .taken
      ? edition.files["clinic.yaml"].flatMap { ClinicFileReader.read($0).policy } : nil
    return ScriptLibrary.read(
      files: files.values.sorted { $0.path < $1.path },
      policy: try policy ?? OpenClinic.policy(of: folder), shipped: ShippedFiles.consoleTexts)
  }

  /// Something of the folder becomes another than it is, or is known to be of another program.
  var changesSomething: Bool {
    comparison.lags || ShippedRecord(of: comparison.edition) != comparison.record
  }

  /// From which program's to which.
  var versions: String {
    "\(comparison.record?.version ?? "unknown") \(ShippedRecord(of: comparison.edition).version)"
  }

  // MARK: Doing it

  func apply() throws {
    let lock = try begin()
    defer { close(lock) }
    clearAway()
    // The policy is what the rest is judged by: it comes when all the rest is there.
    let replaced = (comparison.paths(.added) + comparison.paths(.taken)).sorted {
      ($0 == "clinic.yaml" ? 1 : 0, $0) < ($1 == "clinic.yaml" ? 1 : 0, $1)
    }
    for path in comparison.paths(.kept) + comparison.paths(.together) {
      try put(path, at: beside(path))
    }
    for path in replaced { try put(path, at: path) }
    for path in comparison.paths(.withdrawn) { remove(path) }
    let record = ShippedRecord(of: comparison.edition)
    if record != comparison.record { try record.write(to: folder) }
  }

  private func put(_ path: String, at place: String) throws {
    guard let ours = comparison.edition.files[path], try comparison.own(place)?.bytes != ours.bytes
    else { return }
    try folder.write(SourceFile(path: place, bytes: ours.bytes))
  }

  private func remove(_ path: String) {
    let place = folder.url.appendingPathComponent(path).path
    unlink(place)
    DiskSync.folder(above: place)
  }

  /// Where our edition of a file lies that the clinic has edited. Of one that lies there already only ours
  /// of the last time is written over.
  func beside(_ path: String) -> String {
    for number in 1... {
      let place = "\(path).from-recall" + (number == 1 ? "" : "-\(number)")
      guard let there = try? comparison.own(place) else { return place }
      let sum = FileSum(of: there.bytes)
      let ours = [comparison.edition.sums[path], comparison.record?.sums[path]]
      if ours.contains(sum) { return place }
    }
    fatalError("unreachable: numbers do not end")
  }

  // MARK: One at a time

  private func begin() throws -> Int32 {
    let lock = open(folder.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    // Where a disk knows no locks nobody waits for another: each file is whole all the same.
    guard lock < 0 || flock(lock, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK else {
      close(lock)
      throw Failure(
        .tryAgain, "somebody is upgrading the clinic folder \"\(folder.path)\" at this moment",
        hint: "wait until that is done")
    }
    return lock
  }

  /// What a program that died has left in folders that nothing is written to any more.
  private func clearAway() {
    let places = Set(comparison.edition.files.keys.map { DiskSync.folderName(above: "/" + $0) })
    for place in places { PartFile.sweep(beside: folder.path + place + "/any") }
  }
}
