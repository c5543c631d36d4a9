import Crypto
import Foundation
import RecallConsole
import RecallDomain
import ScriptEngine

/// How the scripts of a clinic folder stood when they were last proved:
/// `$XDG_CACHE_HOME/recall/scripts-…`, one file for each clinic folder.
///
/// It names the sum of every byte that the proof reads, of the clinic file and of this very program; for
/// any other sum it says nothing. *Nothing can be called with it*: it holds no script, only which
/// segments have one that may be used. The proof is made anew at every start, and is through before
/// anything is obeyed; whoever writes a false one has changed the figures above one prompt. One that is
/// broken, or that somebody else could have written, is as none; it is made anew without a word.
struct KeptStanding {
  private let path: String
  private let sum: FileSum
  /// Enabled segments with their scripts: nothing else is read out of the file.
  private let scripts: [String: String]

  private static let head = "recall-scripts: 1"
  private static let mostBytes = 1 << 16

  /// - Parameter files: what the proof reads.
  init(
    _ folder: ClinicFolder, _ policy: ClinicPolicy, _ files: [SourceFile], approvedOnly: Bool,
    _ environment: [String: String]
  ) throws {
    let home = environment["HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? NSHomeDirectory()
    let cache = environment["XDG_CACHE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
    let whose = FileSum(of: Array(folder.path.utf8)).text.prefix(16)
    path = "\(cache ?? home + "/.cache")/recall/scripts-\(whose)"
    scripts = policy.segments.filter(\.value.enabled).mapValues(\.script)
    let shipped = policy.languages.compactMap { ShippedFiles.consoleTexts($0) }
    sum = Self.sum(
      of: files + shipped + [try folder.read("clinic.yaml")],
      ["\(approvedOnly)", Self.program])
  }

  private static func sum(of files: [SourceFile], _ circumstances: [String]) -> FileSum {
    var sum = SHA256()
    let lengths = files.map { "\($0.path)\n\($0.bytes.count)" }
    sum.update(data: Data((circumstances + lengths).joined(separator: "\n").utf8))
    for file in files { file.bytes.withUnsafeBytes { sum.update(bufferPointer: $0) } }
    return FileSum(sum.finalize())
  }

  /// Another build is another file, or the same one written at another time.
  private static var program: String {
    var status = stat()
    guard stat("/proc/self/exe", &status) == 0 else { return UUID().uuidString }
    let written = status.st_mtim
    return "\(status.st_dev) \(status.st_ino) \(status.st_size) "
      + "\(written.tv_sec) \(written.tv_nsec)"
  }

  // MARK: The file

  /// `nil`: not known for these files.
  func read() -> ScriptStanding? {
    var status = stat()
    guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      status.st_uid == geteuid(), status.st_mode & 0o022 == 0,
      let bytes = try? RegularFile.read(path, most: Self.mostBytes)
    else { return nil }
    return standing(String(decoding: bytes, as: UTF8.self))
  }

  private func standing(_ text: String) -> ScriptStanding? {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.count == scripts.count + 3, lines[0] == Self.head, lines[1] == sum.text,
      lines.last == ""
    else { return nil }
    var (segments, refusals): (Set<String>, [ScriptRefusal]) = ([], [])
    for (line, segment) in zip(lines.dropFirst(2), scripts.keys.sorted()) {
      guard line.hasPrefix("\(segment)\t") else { return nil }
      let word = String(line.dropFirst(segment.count + 1))
      if word == "ready" {
        segments.insert(segment)
      } else if let reason = ScriptRefusal.Reason(rawValue: word) {
        refusals.append(ScriptRefusal(segment: segment, script: scripts[segment]!, reason: reason))
      } else {
        return nil
      }
    }
    return ScriptStanding(segments: segments, refusals: refusals)
  }

  /// Where it cannot be kept, the next start waits for the proof.
  func keep(_ standing: ScriptStanding) {
    let reasons = Dictionary(
      standing.refusals.map { ($0.segment, $0.reason.rawValue) },
      uniquingKeysWith: { first, _ in first })
    let lines = scripts.keys.sorted().map { segment in
      "\(segment)\t\(standing.segments.contains(segment) ? "ready" : reasons[segment] ?? "")"
    }
    let text = ([Self.head, sum.text] + lines + [""]).joined(separator: "\n")
    let place = URL(fileURLWithPath: path).deletingLastPathComponent().path
    try? FileManager.default.createDirectory(
      atPath: place, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    unlink(path)
    try? DurableFile.write(Array(text.utf8), to: path)
  }
}
