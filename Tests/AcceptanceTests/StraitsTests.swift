import CTestProgram
import Foundation
import RecallTestSupport
import Testing

/// A list that is damaged, locked, moved or brought back from a copy while somebody is on the line:
/// whoever is on the line comes first.
@Suite("a list in trouble, in the middle of a call")
struct StraitsTests {
  private static let arguments = ["--clinic", "demo", "--as", "ana", "--now", Workplace.now]

  private func call(_ place: Workplace, _ lines: [String] = ["next", ""]) throws -> Conversation {
    let console = try Conversation(Self.arguments, in: place)
    for line in lines {
      _ = try console.prompt()
      console.send(line)
    }
    _ = try console.prompt()
    return console
  }

  private func store(_ place: Workplace) -> URL {
    place.home.appendingPathComponent("demo/recall.sqlite")
  }

  @Test("a file that is found damaged: the numbers stand there, and the call goes on to its note")
  func damaged() throws {
    let place = try Workplace()
    try place.smallDemo()
    let console = try call(place)
    let file = try FileHandle(forUpdating: store(place))
    let head = try #require(try file.read(upToCount: 512))
    try file.seek(toOffset: 0)
    try file.write(contentsOf: Data(repeating: 0x5A, count: 512))
    for line in ["!", "chest pain", "Main Street 12"] {
      console.send(line)
      #expect(try console.prompt() != nil, "\(line)")
    }
    #expect(console.heard.contains("EMERGENCY. First their words"))
    console.kill()
    #expect(place.keptFiles.count == 1)
    try file.seek(toOffset: 0)
    try file.write(contentsOf: head)
    try file.close()
    let back = try place.run(Self.arguments, lines: ["quit"])
    #expect(back.output.inOneLine.contains("is in the list now"), "\(back.output)\(back.errors)")
    #expect(try KeptRows(of: place).count("emergencies") == 1)
  }

  @Test("a file that somebody else holds: the next words come, and all is written when it is free")
  func locked() throws {
    let place = try Workplace()
    try place.smallDemo()
    let console = try call(place)
    let file = open(store(place).path, O_RDWR | O_CLOEXEC)
    defer { close(file) }
    // The bytes by which SQLite knows that somebody writes.
    var lock = flock(
      l_type: Int16(F_WRLCK), l_whence: Int16(SEEK_SET), l_start: 0x4000_0000, l_len: 512,
      l_pid: 0)
    #expect(fcntl(file, F_SETLK, &lock) == 0)
    console.send("!")
    #expect(try console.prompt() != nil)
    try console.waitForComplaint("The list is away")
    #expect(place.keptFiles.count == 1)
    lock.l_type = Int16(F_UNLCK)
    #expect(fcntl(file, F_SETLK, &lock) == 0)
    for line in ["chest pain", "Main Street 12", "/park", "quit"] {
      console.send(line)
      _ = try console.prompt()
    }
    #expect(try console.finish().status == 0)
    #expect(place.keptFiles.isEmpty)
    #expect(try KeptRows(of: place).count("emergencies") == 1)
  }

  @Test("a file brought back from a copy under a console: what was kept is in force, and urgent")
  func restoredFile() throws {
    let place = try Workplace()
    try place.smallDemo()
    let backup = try place.run(Self.arguments + ["store", "backup", "copy.bak"])
    #expect(backup.status == 0, "\(backup.errors)")
    let console = try call(place)
    let away = place.home.appendingPathComponent("demo/old.sqlite")
    try FileManager.default.moveItem(at: store(place), to: away)
    try? FileManager.default.removeItem(atPath: store(place).path + "-journal")
    console.send("/note the door is blue")
    _ = try console.prompt()
    #expect(place.keptFiles.count == 1)
    let restored = try place.run(Self.arguments + ["store", "restore", "copy.bak"])
    #expect(restored.status == 0, "\(restored.errors)")
    console.send("!")
    _ = try console.prompt()
    console.send("quit")
    let ended = try console.finish()
    let told = (ended.output + ended.errors).inOneLine
    #expect(ended.output.contains("EMERGENCY. First their words"))
    #expect(told.contains("came back from a backup"), "\(told)")
    #expect(!told.contains("goes on at another console"))
    #expect(place.keptFiles.isEmpty)
    let items = try place.json(Self.arguments + ["inbox", "--json"])["items"]
    let queues = (items as? [[String: Any]] ?? []).compactMap { $0["queue"] as? String }
    #expect(queues.contains("clinical") && queues.contains("supervisor"), "\(queues)")
  }

  @Test("where nothing can be kept anywhere, an emergency still shows its numbers, and is told of")
  func nowhere() throws {
    let place = try Workplace()
    try place.smallDemo()
    let terminal = try TerminalSession(
      Self.arguments, in: place, environment: ["RECALL_STORE_PATIENCE": "0"])
    try terminal.wait(for: "recall> ")
    for (line, prompt) in [("next", "dial> "), ("", "opening> ")] {
      terminal.enter(line)
      try terminal.wait(for: prompt)
    }
    let away = place.home.appendingPathComponent("recall.away")
    try FileManager.default.moveItem(at: store(place), to: away)
    terminal.enter("!")
    try terminal.wait(for: "EMERGENCY. First their words")
    try terminal.wait(for: "again> ")
    terminal.enter("!")
    try terminal.wait(for: "EMERGENCY. First their words")
    try terminal.wait(for: "again> ")
    terminal.enter("leave")
    try terminal.wait(for: "on no record")
    try terminal.wait(for: "recall> ")
    try FileManager.default.moveItem(at: away, to: store(place))
    terminal.enter("quit")
    _ = terminal.finish()
  }

  @Test("words that reach nobody end the console, which says so")
  func cutOff() throws {
    let place = try Workplace()
    try place.smallDemo()
    let process = Process()
    let (input, errors) = (Pipe(), Pipe())
    process.executableURL = URL(fileURLWithPath: Program.path)
    process.arguments = Self.arguments
    process.currentDirectoryURL = place.home
    process.environment = Program.environment(home: place.home)
    process.standardInput = input
    process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: "/dev/full"))
    process.standardError = errors
    try process.run()
    try? input.fileHandleForWriting.write(contentsOf: Data("next\n\nno_answer\n\n".utf8))
    try? input.fileHandleForWriting.close()
    let said = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 73)
    #expect(said.inOneLine.contains("could not be written"), "\(said)")
    #expect(try place.notes().isEmpty)
  }
}

@Suite(
  "a list on a server in trouble, in the middle of a call",
  .disabled(if: Cluster.isToBeSkipped, Comment(rawValue: Cluster.skipped)))
struct ServerStraitsTests {
  private func call(_ clinic: OutageClinic, _ lines: [String]) throws -> Conversation {
    let console = try clinic.console()
    for line in lines {
      _ = try console.prompt()
      console.send(line)
    }
    _ = try console.prompt()
    return console
  }

  @Test("brought back from a copy between two keystrokes: an emergency is in force, and urgent")
  func restored() throws {
    let house = try OutageHouse.shared.get()
    let clinic = try OutageClinic(in: house)
    let console = try call(clinic, ["next", ""])
    clinic.cluster.drop(clinic.database)
    try clinic.cluster.run("CREATE DATABASE \(clinic.database) TEMPLATE \(house.template)")
    console.send("!")
    _ = try console.prompt()
    console.send("quit")
    let ended = try console.finish()
    let told = (ended.output + ended.errors).inOneLine
    #expect(ended.output.contains("EMERGENCY. First their words"))
    #expect(told.contains("came back from a backup"), "\(told)")
    #expect(!told.contains("goes on at another console"))
    for (rows, count) in [
      ("stale_entry", 1), ("queue_item WHERE queue = 'clinical' AND urgent = 1", 1),
      ("queue_item WHERE queue = 'supervisor' AND urgent = 1", 1),
      ("replay WHERE result = 'restored'", 1),
    ] {
      #expect(try clinic.rows(rows) == count, "\(rows)")
    }
  }

  @Test("a right taken away in mid-call: the emergency is kept, and said whom to tell")
  func notPermitted() throws {
    let house = try OutageHouse.shared.get()
    let clinic = try OutageClinic(in: house)
    let console = try call(clinic, ["next", ""])
    try clinic.cluster.run(
      """
      CREATE FUNCTION recall.no() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '42501'; END $$;
      CREATE TRIGGER no BEFORE INSERT ON recall.call_event FOR EACH ROW EXECUTE FUNCTION recall.no()
      """, in: clinic.database)
    console.send("!")
    #expect(try console.prompt() != nil)
    try console.waitForComplaint("no longer lets you write")
    #expect(clinic.keptFiles.count == 1)
    console.send("chest pain")
    _ = try console.prompt()
    try clinic.cluster.run("DROP TRIGGER no ON recall.call_event", in: clinic.database)
    for line in ["Main Street 12", "/park", "quit"] {
      console.send(line)
      _ = try console.prompt()
    }
    _ = try console.finish()
    #expect(clinic.keptFiles.isEmpty)
    #expect(try clinic.rows("attempt WHERE emergency = 1") == 1)
  }

  @Test("a call that was kept is found when the list has another address, the folder another place")
  func anotherAddress() throws {
    let clinic = try OutageClinic(in: OutageHouse.shared.get())
    let console = try call(clinic, ["next", ""])
    clinic.proxy.strike(.refused)
    console.send("!")
    _ = try console.prompt()
    console.kill()
    #expect(clinic.keptFiles.count == 1)
    try clinic.reach(clinic.cluster.url(clinic.database))
    let home = clinic.place.home
    try FileManager.default.moveItem(
      at: home.appendingPathComponent("demo"), to: home.appendingPathComponent("moved"))
    let doctor = try clinic.place.run(["doctor", "--clinic", "moved"])
    #expect(doctor.output.inOneLine.contains("1 waits for another clinic's store"))
    let back = try clinic.place.run(
      ["--clinic", "moved", "--as", "ana", "--now", Workplace.now], lines: ["quit"])
    #expect(back.output.inOneLine.contains("is in the list now"), "\(back.output)\(back.errors)")
    #expect(clinic.keptFiles.isEmpty)
    #expect(try clinic.rows("attempt WHERE emergency = 1") == 1)
  }

  @Test("the folder of another clinic's calls is left alone")
  func anotherClinic() throws {
    let clinic = try OutageClinic(in: OutageHouse.shared.get())
    let console = try call(clinic, ["next", ""])
    clinic.proxy.strike(.refused)
    console.send("!")
    _ = try console.prompt()
    console.kill()
    // The same demo once more, on a database of its own.
    let other = try clinic.cluster.makeDatabase(from: OutageHouse.shared.get().template)
    defer { clinic.cluster.drop(other) }
    try clinic.reach(clinic.cluster.url(other))
    let started = try clinic.place.run(clinic.arguments, lines: ["quit"])
    #expect(started.status == 0 && !started.output.contains("kept on this computer"))
    #expect(clinic.keptFiles.count == 1)
  }
}
