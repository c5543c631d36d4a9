import Foundation
import Testing

/// Values that stand nowhere else go through a whole call at a terminal: a name, a number, what was
/// asked, noted and remarked. While it runs and afterwards only the store holds them (MISSION 27).
@Suite("whole calls with values that stand nowhere else")
struct WholeCallCanaryTests {
  private static let name = "Qxavira Canarovna"
  private static let asked = "Zorblat before breakfast?"
  private static let remark = "Remarkzwe on the door"
  /// Names and numbers of the record, and words of the call.
  private static let canaries = ["Qxavira", "Canarovna", "6175559861", "Zorblat", "Remarkzwe"]

  private static let lines = [
    ("recall> ", "next"), ("dial> ", ""), ("opening> ", "patient"), ("full_name> ", "y"),
    ("date_of_birth> ", "3/4/1961"), ("reason> ", "cq"), ("clinical_question> ", asked),
    ("question_noted> ", "go_on"), ("reason> ", "ready"), ("offer> ", "1"), ("save> ", remark),
    ("save> ", ""),
  ]

  /// A clinic whose only patient is the canary; the list itself is taken away again.
  private func clinic() throws -> Workplace {
    let place = try Workplace()
    try place.demo(patients: 0)
    try place.keepOneScript()
    let list = try place.file(
      "list.csv",
      "mrn,name,dob,phone,reason,due\n"
        + "q1,\(Self.name),1961-03-04,617-555-9861,annual-visit,2026-11-12\n")
    let brought = try place.run(
      ["import", list, "--clinic", "demo", "--as", "ana", "--now", Workplace.now])
    try #require(brought.status == 0, "\(brought.errors)")
    try FileManager.default.removeItem(atPath: list)
    return place
  }

  @Test("leave them in the store alone: at every prompt, and after the call")
  func whole() throws {
    let place = try clinic()
    let heard = try play(Self.lines, in: place) { $0.enter("quit") }
    #expect(try stored(place) == Self.canaries, "a sweep that finds none at all proves nothing")
    let erased = try #require(heard.range(of: "\u{1B}[3J", options: .backwards))
    #expect(!Self.canaries.contains { heard[erased.upperBound...].contains($0) })
  }

  @Test("leave nothing beside the store when the program is killed among them")
  func killed() throws {
    let place = try clinic()
    _ = try play(Array(Self.lines.prefix(8)), in: place) { $0.signal(SIGKILL) }
    #expect(try stored(place).contains("Zorblat"))
  }

  /// Says the lines, sweeping at each prompt, and once more when the program has ended.
  private func play(
    _ lines: [(String, String)], in place: Workplace, ending end: (TerminalSession) -> Void
  ) throws -> String {
    let terminal = try TerminalSession(
      ["--clinic", "demo", "--as", "ana", "--now", Workplace.now], in: place)
    for (prompt, line) in lines {
      try terminal.wait(for: prompt)
      try sweep(place, terminal.process, at: prompt)
      terminal.enter(line)
    }
    try terminal.wait(for: "> ")
    end(terminal)
    let heard = terminal.finish().output
    try sweep(place, nil, at: "the end")
    return heard
  }

  /// Files of the home and of the temporary folders but for the store, and what the system shows of
  /// the process: its arguments and its environment. A core could not be written.
  private func sweep(_ place: Workplace, _ process: pid_t?, at prompt: String) throws {
    let store = place.storeFile.lastPathComponent
    var found: [String] = []
    let files = FileManager.default.enumerator(at: place.home, includingPropertiesForKeys: nil)
    for case let file as URL in files! where !file.lastPathComponent.hasPrefix(store) {
      found += Self.held(in: file)
    }
    guard let process else {
      #expect(found == [], "at \(prompt)")
      return
    }
    let shown = URL(fileURLWithPath: "/proc/\(process)")
    for name in ["cmdline", "environ", "comm", "limits"] {
      found += Self.held(in: shown.appendingPathComponent(name))
    }
    #expect(found == [], "at \(prompt)")
    let limits = try String(contentsOf: shown.appendingPathComponent("limits"), encoding: .utf8)
    let core = try #require(limits.split(separator: "\n").first { $0.contains("core file") })
    #expect(core.split(separator: " ").contains("0"))
    #expect(try deletedFiles(shown).isEmpty, "nothing is kept in a file without a name")
  }

  private static func held(in file: URL) -> [String] {
    guard let data = try? Data(contentsOf: file) else { return [] }
    return canaries.filter { data.range(of: Data($0.utf8)) != nil }
      .map { "\($0) in \(file.lastPathComponent)" }
  }

  private func deletedFiles(_ process: URL) throws -> [String] {
    let folder = process.appendingPathComponent("fd").path
    return try FileManager.default.contentsOfDirectory(atPath: folder).compactMap {
      try? FileManager.default.destinationOfSymbolicLink(atPath: folder + "/" + $0)
    }.filter { $0.hasSuffix("(deleted)") }
  }

  private func stored(_ place: Workplace) throws -> [String] {
    let data = try Data(contentsOf: place.storeFile)
    return Self.canaries.filter { data.range(of: Data($0.utf8)) != nil }
  }
}
