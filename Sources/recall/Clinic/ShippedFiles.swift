import Foundation

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

  /// Copies clinic.yaml, scripts and locales into a new clinic folder.
  static func copy(to clinic: ClinicFolder) throws {
    let shipped = try folder()
    let manager = FileManager.default
    do {
      try manager.createDirectory(
        at: clinic.url, withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
      for name in ["clinic.yaml", "scripts", "locales"] {
        let target = clinic.url.appendingPathComponent(name)
        guard !manager.fileExists(atPath: target.path) else { continue }
        try manager.copyItem(at: shipped.url.appendingPathComponent(name), to: target)
        try makeOurs(target)
      }
    } catch {
      throw Failure(
        .cannotCreate, "the clinic folder \"\(clinic.path)\" could not be made",
        hint: "check that the folder above may be written and the disk has room")
    }
  }

  /// Ours alone to read and to edit, whatever the modes of the installed files are.
  private static func makeOurs(_ copied: URL) throws {
    let manager = FileManager.default
    let inside = manager.enumerator(at: copied, includingPropertiesForKeys: nil)
    for case let item as URL in [copied] + (inside?.allObjects ?? []) {
      let type = try manager.attributesOfItem(atPath: item.path)[.type] as? FileAttributeType
      guard type == .typeRegular || type == .typeDirectory else { continue }
      try manager.setAttributes(
        [.posixPermissions: type == .typeDirectory ? 0o700 : 0o600], ofItemAtPath: item.path)
    }
  }
}
