import Foundation
import Testing

/// What goes wrong around the program: a second console, a store that fails in mid-call, files and
/// lines that nobody would write.
@Suite("faults")
struct FaultTests {
  private let ana = ["--clinic", "demo", "--as", "ana", "--now", Workplace.now]
  private let untilReason = ["next", "", "patient", "y", "1961-03-04"]

  @Test("a stale console's opt-out is in force, and it says where the call went on")
  func stale() throws {
    let place = try Workplace()
    try place.smallDemo()
    let first = try console(ana, untilReason, in: place)
    let later = ["--clinic", "demo", "--as", "ben", "--now", "2026-11-24T14:45:00-05:00"]
    let second = try console(later, ["resume", "resume 1"], in: place)
    #expect(second.heard.contains("attempt 1 of"), "the attempt under way, not the next one")
    first.send("st")
    let ended = try first.finish()
    #expect(ended.status == 75)
    #expect(ended.errors.contains("another console"))
    let kept = try KeptRows(of: place)
    #expect(kept.count("opt-outs") == 1)
    second.kill()
  }

  @Test("two consoles never get the same patient or number, and one caller has one call")
  func twoConsoles() throws {
    let place = try Workplace()
    try place.smallDemo()
    let first = try console(ana, ["next"], in: place)
    let again = try console(ana, ["next"], in: place)
    #expect(again.heard.hasSuffix("dialled> "))
    let other = try console(
      ["--clinic", "demo", "--as", "ben", "--now", Workplace.now], ["next"], in: place)
    #expect(Self.numbers(first.heard) == Self.numbers(again.heard))
    #expect(Self.numbers(first.heard) != Self.numbers(other.heard))
    for console in [first, again, other] { console.kill() }
  }

  @Test("a store that is damaged in mid-call is said in a sentence without any patient's data")
  func damaged() throws {
    let place = try Workplace()
    try place.smallDemo()
    let console = try console(ana, untilReason + ["cq"], in: place)
    let store = place.home.appendingPathComponent("demo/recall.sqlite")
    let file = try FileHandle(forWritingTo: store)
    try file.truncate(atOffset: 0)
    try file.close()
    console.send("May I eat before?")
    console.endInput()
    let ended = try console.finish()
    #expect(ended.status == 75)
    #expect((ended.errors + ended.output).contains("damaged"))
    #expect(!ended.errors.contains("Delaney"))
    // Whoever is on the line comes first: the answer is kept on this computer, and the call goes on.
    #expect(ended.errors.contains("kept on this computer"), "\(ended.errors)")
  }

  @Test("a store: that names somebody else's file leaves it as it is")
  func foreignFile() throws {
    let place = try Workplace()
    try place.smallDemo()
    let foreign = try place.file("theirs", "not a store\n")
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: foreign)
    let clinic = place.home.appendingPathComponent("demo/clinic.yaml")
    let policy = try String(contentsOf: clinic, encoding: .utf8)
    try Data(
      policy.replacingOccurrences(of: "sqlite:recall.sqlite", with: "sqlite:\(foreign)").utf8
    )
    .write(to: clinic)
    #expect(try place.run(ana + ["worklist"]).status == 69)
    let attributes = try FileManager.default.attributesOfItem(atPath: foreign)
    #expect(attributes[.posixPermissions] as? Int == 0o644)
  }

  @Test("a clinic folder is readable by its owner alone")
  func modes() throws {
    let place = try Workplace()
    try place.smallDemo()
    let folder = place.home.appendingPathComponent("demo")
    let inside = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    for case let item as URL in [folder] + (inside?.allObjects ?? []) {
      let attributes = try FileManager.default.attributesOfItem(atPath: item.path)
      let mode = try #require(attributes[.posixPermissions] as? Int)
      #expect(mode & 0o077 == 0, "\(item.lastPathComponent)")
    }
  }

  @Test("an answer of the store, or a line of nonsense, asks the main prompt again")
  func nonsense() throws {
    let place = try Workplace()
    try place.smallDemo()
    let long = String(repeating: "x", count: 100_000)
    let ended = try place.console(["open nobody", "why nobody", "\u{1B}[2J", long, "quit"])
    #expect(ended.status == 0)
    #expect(ended.output.components(separatedBy: "recall> ").count == 6)
    #expect(!(ended.output + ended.errors).contains("\u{1B}"))
  }

  @Test("JSON nested without end is refused, not followed")
  func deepJSON() throws {
    let place = try Workplace()
    try place.smallDemo()
    let deep = String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000)
    let ended = try place.run(ana + ["import", try place.file("deep.json", deep)])
    #expect(ended.status == 65)
    #expect(ended.errors.contains("nested too deeply"))
  }

  /// A console at the prompt that follows the last line.
  private func console(
    _ arguments: [String], _ lines: [String], in place: Workplace
  ) throws -> Conversation {
    let console = try Conversation(arguments, in: place)
    _ = try console.prompt()
    for line in lines {
      console.send(line)
      _ = try console.prompt()
    }
    return console
  }

  private static func numbers(_ text: String) -> [String] {
    text.split(separator: "\n").filter { $0.contains("dial +1") }.map(String.init)
  }
}
