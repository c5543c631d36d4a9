import Foundation
import GRDB
import RecallDomain
import ScriptEngine

/// A demo clinic of the wanted size, made by the program under measurement, in a folder of its own.
struct BenchClinic {
  static let now = "2026-11-24T14:05:00-05:00"
  /// When the next file comes: two imports of one second would make the same ids.
  static let later = "2026-11-24T14:35:00-05:00"

  let program: String
  let folder: URL
  let entries: Int

  init(program: String, entries: Int) {
    (self.program, self.entries) = (program, entries)
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("recall-bench-\(UUID().uuidString)")
  }

  var store: String { folder.appendingPathComponent("recall.sqlite").path }

  /// The console of one caller.
  func console(as caller: String = "bench", at now: String = Self.now) -> [String] {
    [program, "--clinic", folder.path, "--as", caller, "--now", now]
  }

  func make() -> Bool {
    let child = Child(
      [program, "demo", folder.path, "--patients", "\(entries)", "--now", Self.now],
      terminal: false, patience: 900)
    let made = child.wait(for: "recall> ")
    child.stop()
    return made
  }

  /// A copy of the store on the same disk, for the reference to work on.
  func copyOfStore(_ name: String) throws -> String {
    let copy = folder.appendingPathComponent(name).path
    try FileManager.default.copyItem(atPath: store, toPath: copy)
    return copy
  }

  /// Opens the console of a caller and goes to the first question of a call.
  func callInProgress(by caller: String) -> Child? {
    let call = Child(console(as: caller), terminal: false)
    for (line, prompt) in [(nil, "recall> "), ("next", "dial> "), ("", "opening> ")] {
      if let line { call.send(line) }
      guard call.wait(for: prompt) else {
        call.stop()
        return nil
      }
    }
    return call
  }

  func policy() throws -> ClinicPolicy {
    let file = try Self.file("clinic.yaml", in: folder)
    guard let policy = ClinicFileReader.read(file).policy else { throw BenchFailure.clinicFile }
    return policy
  }

  /// From now on the clinic's store is this one.
  func tell(store place: ListPlace) throws {
    let address =
      switch place {
      case .sqlite(let path): "sqlite:\(path)"
      case .postgresql(let url): url
      }
    let file = folder.appendingPathComponent("clinic.yaml")
    let text = try String(contentsOf: file, encoding: .utf8)
    let told = text.replacingOccurrences(
      of: "(?m)^store: .*$", with: "store: \"\(address)\"", options: .regularExpression)
    try told.write(to: file, atomically: true, encoding: .utf8)
  }

  static func file(_ path: String, in folder: URL) throws -> SourceFile {
    let data = try Data(contentsOf: folder.appendingPathComponent(path))
    return SourceFile(path: path, bytes: [UInt8](data))
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }
}

/// Why something could not be measured.
enum BenchFailure: Error, CustomStringConvertible {
  case clinic, clinicFile, call, shippedScript, nobodyToCall
  case command(String)

  var description: String {
    switch self {
    case .clinic: "the demo clinic could not be made"
    case .clinicFile: "the demo clinic's clinic.yaml could not be read"
    case .call: "no call could be begun in the demo clinic"
    case .shippedScript: "the shipped script is not as the generated one needs it"
    case .nobodyToCall: "nobody in the demo clinic may be called"
    case .command(let output): "a command did not do its work: \(output)"
    }
  }
}
