import Foundation
import RecallTestSupport
import Testing

@Suite("a backup that comes back")
struct ComingBackTrustTests {
  private func demo() throws -> Workplace {
    let place = try Workplace()
    try place.smallDemo(patients: 12)
    #expect(try place.run(["store", "backup", "b.sqlite", "--clinic", "demo"]).status == 0)
    return place
  }

  private func file(_ name: String, _ place: Workplace) -> URL {
    place.home.appendingPathComponent(name)
  }

  private func shell(_ command: String, _ place: Workplace, before: String = "") throws -> Ended {
    let process = Process()
    let (output, errors) = (Pipe(), Pipe())
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", "\(before)\(Program.path) \(command)"]
    process.currentDirectoryURL = place.home
    process.environment = Program.environment(home: place.home)
    process.standardInput = FileHandle.nullDevice
    (process.standardOutput, process.standardError) = (output, errors)
    try process.run()
    let printed = output.fileHandleForReading.readDataToEndOfFile()
    let complained = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Ended(
      status: process.terminationStatus, output: String(decoding: printed, as: UTF8.self),
      errors: String(decoding: complained, as: UTF8.self))
  }

  /// The store goes away, as the operator's guide says.
  private func moveAway(_ place: Workplace) throws {
    try? FileManager.default.removeItem(at: file("before.sqlite", place))
    try FileManager.default.moveItem(
      at: file("demo/recall.sqlite", place), to: file("before.sqlite", place))
    try? FileManager.default.removeItem(at: file("demo/recall.sqlite-journal", place))
  }

  private func restore(_ name: String, _ place: Workplace, _ more: [String] = []) throws
    -> Ended
  {
    try place.run(["store", "restore", name, "--clinic", "demo"] + more)
  }

  @Test("never beside the journal of the store before it, which would be played into it")
  func besideAJournal() throws {
    let place = try demo()
    try moveAway(place)
    let journal = file("demo/recall.sqlite-journal", place)
    try Data("a transaction that was cut short".utf8).write(to: journal)
    let refused = try restore("b.sqlite", place)
    #expect(refused.status == 73 && refused.errors.contains("would be played into the new file"))
    #expect(!FileManager.default.fileExists(atPath: file("demo/recall.sqlite", place).path))
    #expect(try Data(contentsOf: journal).count > 0)
    try Data().write(to: journal)
    #expect(try restore("b.sqlite", place).status == 0)
    #expect(try place.run(["store", "check", "--clinic", "demo"]).status == 0)
  }

  @Test("also without the clinic's key, when that is asked for, and the trail goes on with another")
  func keyless() throws {
    let place = try demo()
    try moveAway(place)
    try FileManager.default.removeItem(at: file("demo/audit.key", place))
    let refused = try restore("b.sqlite", place)
    #expect(refused.status == 1 && refused.errors.contains("--accept-findings"))
    #expect(try restore("b.sqlite", place, ["--accept-findings"]).status == 0)
    #expect(try place.console(["next", "skip later", "quit"]).status == 0)
    let trail = try place.run(["audit", "show", "--clinic", "demo", "--json"])
    #expect(trail.output.contains("key-changed"))
    #expect(try place.run(["audit", "verify", "--clinic", "demo"]).status == 78)
  }

  @Test("and one that was only copied into the place of the store is told from it")
  func copiedByHand() throws {
    let place = try demo()
    #expect(try place.console(["next", "skip later", "quit"]).status == 0)
    try moveAway(place)
    try FileManager.default.copyItem(
      at: file("b.sqlite", place), to: file("demo/recall.sqlite", place))
    let copied = try place.run(["audit", "verify", "--clinic", "demo"])
    #expect(copied.status == 1 && copied.output.contains("nobody has brought it back"))
    try FileManager.default.removeItem(at: file("demo/recall.sqlite", place))
    #expect(try restore("b.sqlite", place).status == 0)
    #expect(try place.run(["audit", "verify", "--clinic", "demo"]).status == 0)
    TrustLedger.count("audit tampering detected", tried: 1, broken: 0)
  }

  /// A day after the backup: somebody wants no more calls at this number.
  private func optOut(_ place: Workplace) throws -> String {
    let call = try place.console(["next", "", "stop", "", "", "", "quit"])
    #expect(call.output.contains("saved"), "\(call.output)")
    let notes = try place.run(["notes", "--json", "--clinic", "demo"])
    let found = try JSONSerialization.jsonObject(with: Data(notes.output.utf8)) as? [String: Any]
    let items = try #require(found?["items"] as? [[String: Any]])
    return try #require(items.first?["patient"] as? String)
  }

  @Test("and what keeps people safe comes back with it, of the store that it replaces")
  func laterFacts() throws {
    let place = try demo()
    let patient = try optOut(place)
    try moveAway(place)
    let restored = try restore("b.sqlite", place)
    #expect(restored.status == 0, "\(restored)")
    #expect(restored.output.contains("what came after it, asked of"))
    #expect(restored.output.contains("in force again: 1 number at which nobody is to be called"))
    #expect(
      restored.output.contains("open again: what was asked of a team for 1 patient: \(patient)"))
    #expect(restored.output.contains("lost: the calls and messages of 1 patient: \(patient)"))
    let list = try place.run(["worklist", "--csv", "--clinic", "demo", "--now", Workplace.now])
    #expect(list.status == 0 && !list.output.contains("\(patient),"))
    let trail = try place.run([
      "audit", "show", "--patient", patient, "--json", "--clinic", "demo",
    ])
    #expect(trail.output.contains("taken-from-before") && trail.output.contains("lost-with-before"))
    for check in [["store", "check"], ["audit", "verify"]] {
      #expect(try place.run(check + ["--clinic", "demo"]).status == 0, "\(check)")
    }
    let left = try FileManager.default.contentsOfDirectory(
      atPath: place.home.appendingPathComponent("demo").path)
    #expect(!left.contains { $0.hasSuffix(".part") })
  }

  @Test("one that cannot be asked is not passed over in silence, and a word does it all the same")
  func damagedBefore() throws {
    let place = try demo()
    _ = try optOut(place)
    try moveAway(place)
    let before = file("before.sqlite", place)
    var bytes = try Data(contentsOf: before)
    bytes.replaceSubrange(100..<bytes.count / 2, with: Data(count: bytes.count / 2 - 100))
    try bytes.write(to: before)
    let refused = try restore("b.sqlite", place)
    #expect(refused.status == 1 && refused.errors.contains("--accept-losses"), "\(refused)")
    #expect(!FileManager.default.fileExists(atPath: file("demo/recall.sqlite", place).path))
    #expect(try Data(contentsOf: before) == bytes)
    #expect(try restore("b.sqlite", place, ["--accept-losses"]).status == 0)
  }

  @Test("of one that is gone it is said what nobody knows, and where to look, in either language")
  func goneBefore() throws {
    let place = try demo()
    _ = try optOut(place)
    try moveAway(place)
    try FileManager.default.removeItem(at: file("before.sqlite", place))
    let restored = try restore("b.sqlite", place)
    #expect(restored.output.contains("nobody here can say which opt-outs, deaths and erasures"))
    #expect(restored.output.contains("audit.checkpoints has"), "\(restored.output)")
    #expect(restored.output.contains("ask each caller"))
    try moveAway(place)
    try FileManager.default.removeItem(at: file("before.sqlite", place))
    let spanish = try restore("b.sqlite", place, ["--locale", "es"])
    #expect(spanish.output.contains("se recuperó b.sqlite") && !spanish.output.contains("brought"))
    let named = try restore("b.sqlite", place, ["--replaces", "nowhere.sqlite"])
    #expect(named.status == 73)
  }

  @Test("practice results are no clinic's patients, and a demo's are said to be invented")
  func otherKinds() throws {
    let place = try demo()
    _ = try place.run(["practice", "--clinic", "demo"], lines: ["quit"])
    try moveAway(place)
    let invented = try restore("b.sqlite", place)
    #expect(invented.status == 0 && invented.output.contains("its patients are invented"))
    try moveAway(place)
    guard FileManager.default.fileExists(atPath: file("demo/practice.sqlite", place).path) else {
      return
    }
    let practice = try restore("demo/practice.sqlite", place)
    #expect(practice.status == 65 && practice.errors.contains("practice results"))
  }

  @Test("a list for which there is no room is not cut off in silence")
  func noRoom() throws {
    let place = try demo()
    for command in ["worklist --json --all", "notes --json", "audit show"] {
      let answer = try shell("\(command) --clinic demo >/dev/full", place)
      #expect(
        answer.status == 73 && answer.errors.contains("could not be written whole"), "\(command)")
    }
    let device = try shell("export /dev/full --overwrite --fhir --clinic demo", place)
    #expect(device.status == 73 && device.errors.contains("is no file"))
    let head = try shell("worklist --json --all --clinic demo | head -c 10", place)
    #expect(head.errors == "")
  }

  @Test("a file name of one letter is a name, and \"-\" is told to be none")
  func shortNames() throws {
    let place = try demo()
    #expect(try place.run(["store", "backup", "b", "--clinic", "demo"]).status == 0)
    let output = try place.run(["store", "backup", "-", "--clinic", "demo"])
    #expect(output.status == 64 && output.errors.contains("not to standard output"))
  }

  @Test("a working directory that was deleted leads nowhere, and ends")
  func deletedFolder() throws {
    let place = try demo()
    let answer = try shell("doctor", place, before: "mkdir gone && cd gone && rmdir ../gone && ")
    #expect(answer.output.contains("there is no clinic"))
  }
}
