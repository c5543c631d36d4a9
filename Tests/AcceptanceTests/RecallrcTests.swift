import Foundation
import Testing

@Suite("a .recallrc holds what a person prefers, and never what the clinic decides")
struct RecallrcTests {
  private func place(_ rc: String, at path: String = ".recallrc") throws -> Workplace {
    let place = try Workplace()
    try place.smallDemo()
    let file = place.home.appendingPathComponent(path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(rc.utf8).write(to: file)
    try mode(0o600, of: file)
    return place
  }

  private func mode(_ mode: Int, of file: URL) throws {
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file.path)
  }

  private func doctor(_ place: Workplace) throws -> String {
    try place.run(["doctor", "--clinic", "demo"]).output
  }

  @Test("its language is the console's; an option goes before it, and bad lines are said by number")
  func language() throws {
    let place = try place("locale: es\nwidht: 72\n")
    let spanish = try place.console(["quit"])
    #expect(spanish.status == 0 && spanish.output.contains("Demostración"))
    #expect(spanish.errors.contains(".recallrc, línea 2:") && spanish.errors.contains("width"))
    let english = try place.console(["quit"], ["--locale", "en"])
    #expect(english.output.contains("Demo: every patient") && english.errors.contains("line 2:"))
    #expect(try doctor(place).contains(".recallrc está en uso, salvo la línea 2"))
  }

  @Test("a file that others may write to is refused whole, and nothing else happens")
  func refused() throws {
    let place = try place("locale: es\npager: /bin/sh\n")
    let file = place.home.appendingPathComponent(".recallrc")
    try mode(0o622, of: file)
    let console = try place.console(["quit"])
    #expect(console.status == 0 && console.output.contains("Demo: every patient"))
    let said = console.errors.replacingOccurrences(of: "\n", with: " ")
    #expect(said.contains("chmod go-w ~/.recallrc"))
    #expect(try doctor(place).contains("is not in force: others may write to it"))
    try mode(0o600, of: file)
    #expect(try doctor(place).contains("~/.recallrc está en uso\n"))
  }

  @Test("the file of the settings folder is read where there is none at home")
  func settingsFolder() throws {
    let place = try place("locale: es\n", at: ".config/recall/recallrc")
    #expect(try place.console(["quit"]).output.contains("Demostración"))
    _ = try place.file(".recallrc", "width: 60\n")
    try mode(0o600, of: place.home.appendingPathComponent(".recallrc"))
    #expect(try place.console(["quit"]).output.contains("Demo: every patient"))
  }

  @Test("width, colour and pager hold on a terminal; PAGER goes before")
  func terminal() throws {
    let place = try place("width: 44\ncolor: no\npager: /bin/sh pager.sh\n")
    _ = try place.file("pager.sh", "wc -l | sed 's/^/OWN /'\n")
    let list = ["worklist", "--clinic", "demo", "--as", "ana", "--now", Workplace.now]
    let own = try TerminalSession(list, in: place, rows: 6).finish()
    #expect(own.output.contains("OWN "))
    let cat = ["PAGER": "cat"]
    let other = try TerminalSession(list, in: place, rows: 6, environment: cat).finish()
    #expect(!other.output.contains("OWN "))
  }

  @Test("no setting of it reaches a rule of the clinic")
  func noRules() throws {
    let place = try place("hours: all\nidle: never\nidentity: none\nstore: other.sqlite\n")
    let console = try place.console(["quit"])
    #expect(console.errors.components(separatedBy: ".recallrc, line").count == 5)
  }
}
