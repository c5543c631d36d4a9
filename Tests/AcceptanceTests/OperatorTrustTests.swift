import Foundation
import RecallTestSupport
import Testing

@Suite("backups and the trail, from outside")
struct OperatorTrustTests {
  private func demo() throws -> Workplace {
    let place = try Workplace()
    try place.smallDemo(patients: 12)
    return place
  }

  private func files(_ place: Workplace) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: place.home.path)
      .filter { $0.hasPrefix("b.") }.sorted()
  }

  @Test("a backup is for its maker alone, over nothing, and leaves nothing beside it")
  func backup() throws {
    let place = try demo()
    #expect(try place.run(["store", "backup", "b.sqlite", "--clinic", "demo"]).status == 0)
    #expect(try files(place) == ["b.sqlite"])
    let path = place.home.appendingPathComponent("b.sqlite").path
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
    #expect(mode as? Int == 0o600)
    let again = try place.run(["store", "backup", "b.sqlite", "--clinic", "demo"])
    #expect(again.status == 73 && again.errors.contains("is there already"))
    #expect(try files(place) == ["b.sqlite"])
  }

  @Test("a place that cannot be written is said in one sentence, and nothing is left")
  func nowhere() throws {
    let place = try demo()
    let answer = try place.run(["store", "backup", "none/b.sqlite", "--clinic", "demo"])
    #expect(answer.status == 73 && answer.errors.contains("could not be written"))
    #expect(try files(place) == [])
  }

  @Test("what is no backup, or a damaged one, is not brought back")
  func noBackup() throws {
    let place = try demo()
    let store = place.home.appendingPathComponent("demo/recall.sqlite")
    #expect(try place.run(["store", "backup", "b.sqlite", "--clinic", "demo"]).status == 0)
    try FileManager.default.moveItem(
      at: store, to: place.home.appendingPathComponent("before.sqlite"))
    try Data("a letter".utf8).write(to: place.home.appendingPathComponent("b.letter"))
    let letter = try place.run(["store", "restore", "b.letter", "--clinic", "demo"])
    #expect(letter.status == 65 && letter.errors.contains("is no backup"))
    // Half of it.
    let whole = try Data(contentsOf: place.home.appendingPathComponent("b.sqlite"))
    try whole.prefix(whole.count / 2).write(to: place.home.appendingPathComponent("b.half"))
    #expect(try place.run(["store", "restore", "b.half", "--clinic", "demo"]).status != 0)
    let beside = try FileManager.default.contentsOfDirectory(
      atPath: store.deletingLastPathComponent().path)
    #expect(beside.filter { $0.contains("recall.sqlite") && !$0.hasSuffix("-journal") } == [])
    // What lies there damaged may know more than the backup: the one that is replaced is named.
    let unsure = try place.run(["store", "restore", "b.sqlite", "--clinic", "demo"])
    #expect(unsure.status == 1 && unsure.errors.contains("--replaces"))
    let named = ["store", "restore", "b.sqlite", "--replaces", "before.sqlite", "--clinic", "demo"]
    #expect(try place.run(named).status == 0)
    #expect(try place.run(["store", "check", "--clinic", "demo"]).status == 0)
    TrustLedger.count("backups verified", tried: 1, broken: 0)
  }

  @Test("an older store in the place of this one is found by the clinic folder")
  func older() throws {
    let place = try demo()
    let store = place.home.appendingPathComponent("demo/recall.sqlite")
    let kept = place.home.appendingPathComponent("kept")
    try FileManager.default.copyItem(at: store, to: kept)
    _ = try place.console(["next", "skip later", "quit"])
    try FileManager.default.removeItem(at: store)
    try FileManager.default.copyItem(at: kept, to: store)
    let answer = try place.run(["audit", "verify", "--clinic", "demo"])
    #expect(answer.status == 1 && answer.output.contains("FIRST BROKEN"))
    #expect(answer.output.contains("an older store stands in its place"))
    TrustLedger.count("audit tampering detected", tried: 1, broken: answer.status == 1 ? 0 : 1)
  }

  @Test("without the clinic's key nobody works, and the sentence says where it is")
  func keyless() throws {
    let place = try demo()
    try FileManager.default.removeItem(at: place.home.appendingPathComponent("demo/audit.key"))
    let answer = try place.console(["quit"])
    #expect(answer.status == 78 && answer.errors.contains("copy audit.key"))
    #expect(try place.run(["audit", "key", "--new", "--clinic", "demo"]).status == 0)
    #expect(
      try place.console(["quit"]).status == 0)
    // What the lost key had chained cannot be verified any more, and that is said.
    let verified = try place.run(["audit", "verify", "--clinic", "demo"])
    #expect(verified.status == 78 && verified.errors.contains("lacks a key"))
  }
}
