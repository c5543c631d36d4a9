import Foundation
import RecallDomain
import ScriptEngine

/// The folder that holds everything a clinic owns, and the files of it that the engine reads.
struct ClinicFolder {
  let url: URL

  /// A file larger than this is refused by the reader; no more of it is read than shows that.
  private static let limit = 1 << 20

  init(_ path: String) {
    url = URL(fileURLWithPath: (path as NSString).expandingTildeInPath, isDirectory: true)
  }

  var path: String { url.path }
  var clinicFile: URL { url.appendingPathComponent("clinic.yaml") }
  var exists: Bool { FileManager.default.fileExists(atPath: clinicFile.path) }

  /// `--clinic`, else `$RECALL_CLINIC`, else the folder at or above the working directory with a
  /// `clinic.yaml`, else the user's own.
  static func find(
    named option: String?, environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws -> ClinicFolder {
    if let option { return try existing(ClinicFolder(option)) }
    if let named = environment["RECALL_CLINIC"], !named.isEmpty {
      return try existing(ClinicFolder(named))
    }
    if let found = atOrAbove(FileManager.default.currentDirectoryPath) { return found }
    return try existing(ClinicFolder(userFolder(environment)))
  }

  /// A working directory that was deleted has no path, and nothing above it.
  private static func atOrAbove(_ path: String) -> ClinicFolder? {
    guard path.hasPrefix("/") else { return nil }
    var parts = path.split(separator: "/")
    while true {
      let candidate = ClinicFolder("/" + parts.joined(separator: "/"))
      if candidate.exists { return candidate }
      guard parts.popLast() != nil else { return nil }
    }
  }

  private static func userFolder(_ environment: [String: String]) -> String {
    let data = environment["XDG_DATA_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
    return (data ?? NSHomeDirectory() + "/.local/share") + "/recall"
  }

  private static func existing(_ folder: ClinicFolder) throws -> ClinicFolder {
    guard folder.exists else {
      throw Failure(
        .configuration, "there is no clinic in \"\(folder.path)\": it holds no clinic.yaml",
        hint: "`recall demo` makes a demo clinic, `recall init DIR` a real one")
    }
    return folder
  }

  func read(_ relative: String) throws -> SourceFile {
    let file = url.appendingPathComponent(relative)
    let shown = TerminalText.clean(relative)
    do {
      let data = try RegularFile.read(file.path, most: Self.limit + 1)
      return SourceFile(path: relative, bytes: [UInt8](data))
    } catch .noFile {
      throw Failure(
        .unreadable, "\"\(shown)\" is no file: a pipe, a device or a folder",
        hint: "move it out of the clinic folder")
    } catch {
      throw Failure(
        .unreadable, "the file \"\(shown)\" could not be read",
        hint: "check that it is there and may be read")
    }
  }

  /// Every file the script library is made of: scripts, locales, approvals, and rehearsals with
  /// their words. Those who call real patients do without the last: `rehearsals: false`.
  func libraryFiles(rehearsals: Bool = true) throws -> [SourceFile] {
    try libraryPaths(rehearsals: rehearsals).map(read)
  }

  /// What the folder says; a sentence of the console that it lacks is that which came with this program.
  func library(_ policy: ClinicPolicy, rehearsals: Bool = true) throws -> ScriptLibrary {
    ScriptLibrary.read(
      files: try libraryFiles(rehearsals: rehearsals), policy: policy,
      shipped: ShippedFiles.consoleTexts)
  }

  /// Relative to the folder.
  func libraryPaths(rehearsals: Bool = true) throws -> [String] {
    let practice = rehearsals ? ["scripts/rehearsals"] : []
    let paths =
      try (["scripts", "approvals"] + practice).flatMap(yamlFiles)
      + folders(in: "locales").flatMap { try yamlFiles("locales/" + $0) }
    return rehearsals
      ? paths : paths.filter { !$0.hasSuffix(LocaleFile.rehearsalsEnding + ".yaml") }
  }

  /// A ".yml" among them, so that whoever reads the file can say that it is not read.
  private func yamlFiles(_ folder: String) throws -> [String] {
    try names(in: folder).filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }.map {
      "\(folder)/\($0)"
    }
  }

  /// Names of the folders inside one of ours.
  func folders(in folder: String) throws -> [String] {
    try names(in: folder).filter { try isFolder("\(folder)/\($0)") }
  }

  /// Hidden files (an editor's own) are left alone.
  private func names(in folder: String) throws -> [String] {
    guard try isFolder(folder) else { return [] }
    let path = url.appendingPathComponent(folder).path
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
      throw unreadable(folder)
    }
    return names.filter { !$0.hasPrefix(".") }.sorted()
  }

  /// What is not there is none; of what does not tell nobody may think so.
  private func isFolder(_ name: String) throws -> Bool {
    var status = stat()
    guard stat(url.appendingPathComponent(name).path, &status) != 0 else {
      return status.st_mode & S_IFMT == S_IFDIR
    }
    guard [ENOENT, ENOTDIR, ELOOP].contains(errno) else { throw unreadable(name) }
    return false
  }

  private func unreadable(_ folder: String) -> Failure {
    Failure(
      .notPermitted, "the folder \"\(folder)\" of the clinic folder could not be read",
      hint: "check its owner and mode, and that the disk is well")
  }

  /// At once or not at all, and on the disk when it returns; a file that is there keeps its
  /// permissions, a new one may be read by whom the folder may.
  func write(_ file: SourceFile) throws {
    let target = url.appendingPathComponent(file.path)
    var status = stat()
    let mode = stat(path, &status) == 0 ? status.st_mode & 0o777 : 0o700
    do throws(DurableFile.Refused) {
      try makeFolder(target.deletingLastPathComponent(), mode: mode)
      try DurableFile.write(file.bytes, to: target.path, mode: mode & 0o666)
    } catch {
      throw WriteTrouble.failure("the file \"\(file.path)\" of the clinic folder", error.code)
    }
  }

  /// One of ours, such as `approvals/`.
  private func makeFolder(_ folder: URL, mode: mode_t) throws(DurableFile.Refused) {
    if mkdir(folder.path, mode) == 0 {
      DiskSync.folder(folder.deletingLastPathComponent().path)
    } else if errno == ENOENT {
      try makeFolder(folder.deletingLastPathComponent(), mode: mode)
      try makeFolder(folder, mode: mode)
    } else if errno != EEXIST {
      throw DurableFile.Refused(code: errno)
    }
  }
}
