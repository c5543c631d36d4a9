import Foundation
import ScriptEngine

/// The files that a new clinic begins with, as this program has them: clinic.yaml, scripts, locales.
struct ShippedEdition {
  /// By path from the folder.
  let files: [String: SourceFile]
  let sums: [String: FileSum]

  init() throws { try self.init(in: ShippedFiles.folder()) }

  init(in folder: ClinicFolder) throws {
    files = try Self.paths(in: folder).reduce(into: [:]) { $0[$1] = try folder.read($1) }
    sums = files.mapValues { FileSum(of: $0.bytes) }
  }

  /// Hidden files (an editor's own) are no part of it.
  private static func paths(in folder: ClinicFolder) -> [String] {
    ["scripts", "locales"].reduce(into: ["clinic.yaml"]) { paths, name in
      let inside = folder.url.appendingPathComponent(name).resolvingSymlinksInPath().path
      let names = (try? FileManager.default.subpathsOfDirectory(atPath: inside)) ?? []
      paths += names.filter { path in
        var isFolder: ObjCBool = false
        _ = FileManager.default.fileExists(atPath: "\(inside)/\(path)", isDirectory: &isFolder)
        return !isFolder.boolValue && !path.split(separator: "/").contains { $0.hasPrefix(".") }
      }.map { "\(name)/\($0)" }
    }
  }
}
