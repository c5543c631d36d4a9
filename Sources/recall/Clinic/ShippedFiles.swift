import Foundation
import ScriptEngine

/// Where the scripts, locales and clinic.yaml that come with the program are: `$RECALL_SHARE`,
/// `../share/recall` beside an installed program, or the checkout it was built in.
enum ShippedFiles {
  static func folder(
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws -> ClinicFolder {
    if let named = environment["RECALL_SHARE"], !named.isEmpty {
      return try complete(ClinicFolder(named))
    }
    var folder = program.deletingLastPathComponent()
    let installed = ClinicFolder(
      folder.deletingLastPathComponent().appendingPathComponent("share/recall").path)
    if isComplete(installed) { return installed }
    while folder.path != "/" {
      let candidate = ClinicFolder(folder.path)
      if isComplete(candidate) { return candidate }
      folder = folder.deletingLastPathComponent()
    }
    return try complete(installed)
  }

  /// What the console says in a language as it came with the program; `nil`: it came without.
  static func consoleTexts(_ locale: String) -> SourceFile? {
    try? folder().read("locales/\(locale)/console.yaml")
  }

  private static var program: URL {
    let path = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
    return URL(fileURLWithPath: path ?? CommandLine.arguments[0]).resolvingSymlinksInPath()
  }

  private static func complete(_ folder: ClinicFolder) throws -> ClinicFolder {
    guard isComplete(folder) else {
      throw Failure(
        .configuration, "the scripts that come with recall are not in \"\(folder.path)\"",
        hint: "install with `make install`, or set RECALL_SHARE to the folder that holds them")
    }
    return folder
  }

  private static func isComplete(_ folder: ClinicFolder) -> Bool {
    folder.exists
      && ["scripts", "locales"].allSatisfy {
        FileManager.default.fileExists(atPath: folder.url.appendingPathComponent($0).path)
      }
  }

  /// Copies clinic.yaml, scripts and locales into a new clinic folder, and keeps a record of what came.
  ///
  /// - Parameter forTeam: the store is elsewhere and the folder holds no patient: others may read.
  static func copy(to clinic: ClinicFolder, forTeam: Bool = false) throws {
    let shipped = try folder()
    let copying = Copying(
      folderMode: forTeam ? 0o755 : 0o700, fileMode: forTeam ? 0o644 : 0o600)
    do {
      for name in ["clinic.yaml", "scripts", "locales"] {
        let target = clinic.url.appendingPathComponent(name)
        guard !FileManager.default.fileExists(atPath: target.path) else { continue }
        try copying.copy(shipped.url.appendingPathComponent(name), to: target)
      }
    } catch {
      throw WriteTrouble.failure("the files of the clinic folder", PosixCode.of(error))
    }
    try ShippedRecord(of: ShippedEdition(in: shipped)).write(to: clinic)
  }
}

/// Copies what is in files, never their owners and modes: what is installed belongs to whoever
/// installed it, and a clinic's own folder to whoever makes it.
private struct Copying {
  let folderMode: Int
  let fileMode: Int

  func makeFolder(_ url: URL) throws {
    try FileManager.default.createDirectory(
      at: url, withIntermediateDirectories: true, attributes: [.posixPermissions: folderMode])
  }

  func copy(_ source: URL, to target: URL) throws {
    let manager = FileManager.default
    var isFolder: ObjCBool = false
    guard manager.fileExists(atPath: source.path, isDirectory: &isFolder), isFolder.boolValue else {
      try Data(contentsOf: source).write(to: target)
      return try manager.setAttributes([.posixPermissions: fileMode], ofItemAtPath: target.path)
    }
    try makeFolder(target)
    for name in try manager.contentsOfDirectory(atPath: source.path) {
      try copy(source.appendingPathComponent(name), to: target.appendingPathComponent(name))
    }
  }
}
