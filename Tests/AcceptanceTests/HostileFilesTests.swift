import Foundation
import Testing

/// Files of a clinic and of other systems that nobody who means well would write.
@Suite("hostile files, from outside")
struct HostileFilesTests {
  private let arguments = ["--clinic", "demo", "--as", "ana", "--now", Workplace.now]

  private func clinic() throws -> (Workplace, URL) {
    let place = try Workplace()
    try place.smallDemo()
    return (place, place.home.appendingPathComponent("demo"))
  }

  @Test(
    "a pipe in the clinic folder is named, and nobody waits for it",
    arguments: ["scripts/zz.yaml", "clinic.yaml", "locales/es/console.yaml", "approvals/zz.yaml"])
  func pipe(_ path: String) throws {
    let (place, folder) = try clinic()
    let file = folder.appendingPathComponent(path).path
    unlink(file)
    #expect(mkfifo(file, 0o600) == 0)
    let ended = try place.run(["worklist"] + arguments)
    #expect(ended.status != 0)
    #expect(ended.errors.contains("\"\(path)\" is no file: a pipe, a device or a folder"))
  }

  @Test("a script whose name is no id is named cleanly, and is no script")
  func scriptName() throws {
    let (place, folder) = try clinic()
    for name in ["\u{1B}[31mx", "a\u{202E}b", "Upper", "a b"] {
      try Data("recall-script: 1\n".utf8).write(
        to: folder.appendingPathComponent("scripts/\(name).yaml"))
    }
    let ended = try place.run(["script", "check"] + arguments)
    #expect(ended.status == 1)
    #expect(
      ended.output.components(separatedBy: "the name of a script is small letters").count == 5)
    #expect(!ended.output.contains("\u{1B}") && !ended.output.contains("\u{202E}"))
  }

  @Test("an escape written in a text of the console is found, and reaches no terminal")
  func escapes() throws {
    let (place, folder) = try clinic()
    let file = folder.appendingPathComponent("locales/en/console.yaml")
    let text = try String(contentsOf: file, encoding: .utf8)
    let hostile = text.replacingOccurrences(
      of: "main.not-understood: { text: \"",
      with: "main.not-understood: { text: \"\\e]0;pwn\\a\\u202e")
    #expect(hostile != text)
    try Data(hostile.utf8).write(to: file)
    let checked = try place.run(["locale", "check"] + arguments)
    #expect(checked.status != 0)
    #expect((checked.output + checked.errors).contains("U+001B is not allowed in text"))
    let typed = try place.console(["foo", "quit"])
    #expect(!(typed.output + typed.errors).contains("\u{1B}"))
  }

  @Test("a cell that is no time is a rejected row with its line; the others land")
  func exponents() throws {
    let (place, _) = try clinic()
    let list = try place.file(
      "appointments.csv",
      "patient_id,date,time,provider\nP1,2026-12-01,0.1e999,Dr. Okafor\nP1,2026-12-01,0.375,Dr. Okafor\n"
    )
    let ended = try place.run(["import", "--kind", "appointments", list] + arguments)
    #expect([0, 1].contains(ended.status), "\(ended.status)")
    #expect((ended.output + ended.errors).contains("line 2"))
  }

  @Test("a report of more than ten years is a slip, said at once")
  func period() throws {
    let (place, _) = try clinic()
    let ended = try place.run(
      ["report", "--from", "0001-01-01", "--to", "9999-12-31", "--clinic", "demo", "--as", "ana"])
    #expect(ended.status == 64)
    #expect(ended.errors.contains("more than 10 years"))
    let slip = try place.run(["report", "--from", "0206-01-01"] + arguments)
    #expect(slip.status == 64)
  }
}
