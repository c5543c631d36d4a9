import Foundation
import Testing

@Suite("the first prompt on a terminal, and what is kept for it of the last proof")
struct FirstPromptTests {
  private func place() throws -> Workplace {
    let place = try Workplace()
    try place.smallDemo()
    return place
  }

  /// All that a console shows up to its first prompt, and from there to its end on these lines.
  private func console(
    _ place: Workplace, _ lines: [String] = [], _ environment: [String: String] = [:]
  ) throws -> (greeting: String, rest: String) {
    let terminal = try TerminalSession(
      ["--clinic", "demo", "--as", "ana", "--now", Workplace.now], in: place,
      environment: environment)
    let greeting = try terminal.wait(for: "recall> ")
    var rest = ""
    for line in lines {
      terminal.enter(line)
      rest += try terminal.wait(for: "recall> ")
    }
    terminal.enter("quit")
    #expect(terminal.finish().status == 0)
    return (greeting, rest)
  }

  /// As one line.
  private func plain(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private func kept(_ place: Workplace, _ folder: String = ".cache/recall") throws -> URL {
    let folder = place.home.appendingPathComponent(folder)
    let files = try FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil)
    try #require(files.count == 1)
    return files[0]
  }

  private func text(_ file: URL) throws -> String { try String(contentsOf: file, encoding: .utf8) }

  private func mode(_ file: URL) throws -> Int {
    let all = try FileManager.default.attributesOfItem(atPath: file.path)
    return try #require(all[.posixPermissions] as? Int)
  }

  @Test("the next console greets as the first; what is kept is for its owner, and names no patient")
  func again() throws {
    let place = try place()
    let first = try console(place).greeting
    let file = try kept(place)
    let written = try text(file)
    #expect(written.hasPrefix("recall-scripts: 1\n"))
    #expect(written.contains("\noverdue-follow-up\tready\n"))
    #expect(try mode(file) == 0o600 && mode(file.deletingLastPathComponent()) == 0o700)
    #expect(try console(place).greeting == first)
    #expect(try text(file) == written)
  }

  @Test("what is broken, of another time, or open to others is as none, and made anew")
  func broken() throws {
    let place = try place()
    let first = try console(place).greeting
    let file = try kept(place)
    let written = try text(file)
    let sum = written.split(separator: "\n")[1]
    for other in [
      "", String(written.prefix(40)), String(written.dropLast(8)), written + "more\n",
      written.replacing("recall-scripts: 1", with: "recall-scripts: 0"),
      written.replacing(sum, with: String(sum.reversed())),
      written.replacing("\tready", with: "\twell"), written.replacing("overdue", with: "other"),
    ] {
      try other.write(to: file, atomically: false, encoding: .utf8)
      #expect(try console(place).greeting == first)
      #expect(try text(file) == written)
    }
    try FileManager.default.setAttributes([.posixPermissions: 0o666], ofItemAtPath: file.path)
    #expect(try console(place).greeting == first)
    #expect(try mode(file) == 0o600)
  }

  @Test("a script that was changed since is proved before the prompt")
  func changed() throws {
    let place = try place()
    _ = try console(place)
    try change(place)
    #expect(plain(try console(place).greeting).contains("was approved: overdue follow-up"))
    #expect(try text(try kept(place)).contains("\noverdue-follow-up\tchanged\n"))
  }

  @Test("a file that calls an unapproved script ready lets nobody be called, and is put right")
  func forged() throws {
    let place = try place()
    try change(place)
    _ = try console(place)
    let file = try kept(place)
    let written = try text(file)
    let forged = written.replacing("overdue-follow-up\tchanged", with: "overdue-follow-up\tready")
    try forged.write(to: file, atomically: false, encoding: .utf8)
    let (greeting, rest) = try console(place, ["next"])
    #expect(!plain(greeting).contains("was approved: overdue follow-up"))
    #expect(plain(rest).contains("was approved: overdue follow-up"))
    #expect(!rest.contains("dial>"))
    #expect(try text(file) == written)
  }

  @Test("where nothing can be kept the console opens as ever")
  func nowhere() throws {
    let place = try place()
    let first = try console(place).greeting
    let elsewhere = ["XDG_CACHE_HOME": place.home.appendingPathComponent("cached").path]
    _ = try place.file("cached", "a file, and no folder")
    #expect(try console(place, [], elsewhere).greeting == first)
    #expect(try console(place, [], ["XDG_CACHE_HOME": "/proc/none"]).greeting == first)
  }

  @Test("in a pipe nothing is kept")
  func pipe() throws {
    let place = try place()
    _ = try place.console(["quit"])
    #expect(
      !FileManager.default.fileExists(atPath: place.home.appendingPathComponent(".cache").path))
  }

  /// The approved script says something else.
  private func change(_ place: Workplace) throws {
    let script = place.home.appendingPathComponent("demo/scripts/overdue-follow-up.yaml")
    let words = try text(script)
    let other = words.replacing("at_most_seconds: 8", with: "at_most_seconds: 9")
    try #require(other != words)
    try other.write(to: script, atomically: true, encoding: .utf8)
  }
}
