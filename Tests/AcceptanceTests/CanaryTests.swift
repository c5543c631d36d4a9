import Foundation
import Testing

/// What is typed at an identity prompt is found nowhere afterwards (MISSION 27).
@Suite("what is typed at an identity prompt")
struct CanaryTests {
  /// Unique values: a wrong name, a wrong date in digits and in words, a postal code.
  static let canaries = ["Zzyzxqua Canaryfield", "Canaryfield", "19370518", "1937-05-18"]

  @Test("stands in no file of the store, the home or the temporary folders, and on no output")
  func piped() throws {
    let place = try Workplace()
    try place.smallDemo(patients: 60)
    let ended = try place.console([
      "next", "", "patient", "Zzyzxqua Canaryfield", "n", "", "quit",
    ])
    try sweep(place)
    for canary in Self.canaries { #expect(!(ended.output + ended.errors).contains(canary)) }
  }

  @Test("is swept after a wrong date too, and the note says only that it did not match")
  func wrongDate() throws {
    let place = try Workplace()
    try place.smallDemo(patients: 60)
    let ended = try place.console([
      "next", "", "patient", "y", "1937-05-18", "05181937", "", "quit",
    ])
    #expect(ended.output.holds(["date_of_birth> ", "date_of_birth> ", "save> "]))
    try sweep(place)
    let note = try #require(try place.notes().first)
    #expect((note["identity"] as? [String: Any])?["result"] as? String == "failed")
    #expect((note["identity"] as? [String: Any])?["tries"] as? Int == 2)
    #expect(note["outcome"] as? String == "no-answer")
  }

  @Test("cannot be brought back with the yank key at the next prompt of a terminal")
  func killRing() throws {
    let place = try Workplace()
    try place.smallDemo(patients: 60)
    let terminal = try TerminalSession(
      ["--clinic", "demo", "--as", "ana", "--now", Workplace.now], in: place)
    try terminal.wait(for: "recall> ")
    terminal.enter("next")
    try terminal.wait(for: "dial> ")
    terminal.enter("")
    try terminal.wait(for: "opening> ")
    terminal.enter("patient")
    try terminal.wait(for: "full_name> ")
    terminal.type("Zzyzxqua Canaryfield\u{15}y\r")
    try terminal.wait(for: "date_of_birth> ")
    let before = terminal.heard.utf8.count
    terminal.type("\u{19}\u{15}")
    terminal.enter("1961-03-04")
    try terminal.wait(for: "reason> ")
    let after = String(decoding: terminal.heard.utf8.dropFirst(before), as: UTF8.self)
    #expect(!after.contains("Canaryfield"))
    terminal.enter("/park")
    try terminal.wait(for: "recall> ")
    terminal.enter("quit")
    #expect(terminal.finish().status == 0)
    try sweep(place)
  }

  private func sweep(_ place: Workplace) throws {
    let files = FileManager.default.enumerator(at: place.home, includingPropertiesForKeys: nil)
    for case let file as URL in files! {
      guard let data = try? Data(contentsOf: file) else { continue }
      for canary in Self.canaries {
        #expect(data.range(of: Data(canary.utf8)) == nil, "\(canary) in \(file.lastPathComponent)")
      }
    }
  }
}
