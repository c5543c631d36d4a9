import Foundation
import ScriptEngine

/// The line `store:` of a clinic.yaml that was just copied; everything else of it stays.
struct StoreLine {
  private let folder: ClinicFolder

  init(_ folder: ClinicFolder) { self.folder = folder }

  func write(_ address: String) throws {
    let file = try folder.read("clinic.yaml")
    let lines = String(decoding: file.bytes, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.hasPrefix("store:") ? "store: \"\(address)\"" : String($0) }
    try folder.write(
      SourceFile(path: file.path, bytes: [UInt8](lines.joined(separator: "\n").utf8)))
  }
}
