import Foundation
import RecallTestSupport
import Testing

/// A clinic whose store is on a PostgreSQL server of the test's own, which is stopped, restarted and
/// cut off in mid-call.
private final class SharedClinic {
  let cluster: Cluster
  let place: Workplace
  let database: String

  init() throws {
    cluster = try Cluster()
    place = try Workplace()
    database = try cluster.makeDatabase()
    let made = try place.run([
      "--now", Workplace.now, "demo", "demo", "--store", cluster.url(database),
    ])
    guard made.status == 0 else { throw Trouble("no demo: \(made.errors)") }
  }

  var arguments: [String] { ["--clinic", "demo", "--as", "ana", "--now", Workplace.now] }

  /// Whoever is at work in the store is sent away by the server.
  func cutOff() throws {
    try cluster.run(
      "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '\(database)'")
  }

  func count(_ query: String) throws -> String? {
    try cluster.run("SELECT count(*) FROM recall.\(query)", in: database).first?.first ?? nil
  }
}

@Suite(
  "a clinic on PostgreSQL",
  .disabled(if: Cluster.isToBeSkipped, Comment(rawValue: Cluster.skipped)))
struct SharedStoreTests {
  private static let call = [
    "next", "", "patient", "y", "1961-03-04", "cq", "May I eat before?", "go_on", "ready", "1", "",
  ]

  @Test("a call works as it does on a file")
  func whole() throws {
    let clinic = try SharedClinic()
    let ended = try clinic.place.run(clinic.arguments, lines: Self.call + ["quit"])
    #expect(ended.status == 0)
    #expect(ended.errors.isEmpty)
    #expect(ended.output.contains("\nsaved\n"))
    #expect(try clinic.count("note") == "1")
    let check = try clinic.place.run(clinic.arguments + ["store", "check"])
    #expect(check.status == 0 && check.output == "every invariant holds\n")
    let status = try clinic.place.run(["--clinic", "demo", "store"])
    #expect(status.output.contains("engine: PostgreSQL"))
    #expect(status.output.contains("user: postgres"))
  }

  @Test("sessions that the server ends before every single answer are not noticed")
  func cutOff() throws {
    let clinic = try SharedClinic()
    let console = try Conversation(clinic.arguments, in: clinic.place)
    for line in Self.call {
      _ = try console.prompt()
      try clinic.cutOff()
      console.send(line)
    }
    _ = try console.prompt()
    console.send("quit")
    let ended = try console.finish()
    #expect(ended.status == 0)
    #expect(ended.errors.isEmpty, "\(ended.errors)")
    #expect(try clinic.count("note") == "1")
    #expect(try clinic.count("queue_item WHERE call IS NOT NULL") == "1")
    #expect(try clinic.count("appointment WHERE call IS NOT NULL") == "1")
    #expect(try clinic.place.run(clinic.arguments + ["store", "check"]).status == 0)
  }

  @Test("a server that goes away in mid-call is said once; the call goes on when it is back")
  func restarted() throws {
    let clinic = try SharedClinic()
    let console = try Conversation(clinic.arguments, in: clinic.place)
    for (place, line) in Self.call.enumerated() {
      _ = try console.prompt()
      let isAway = place == 6 || place == Self.call.count - 1
      if isAway { try clinic.cluster.stop() }
      console.send(line)
      if isAway {
        try console.waitForComplaint("sealed")
        try clinic.cluster.start()
      }
    }
    _ = try console.prompt()
    console.send("quit")
    let ended = try console.finish()
    #expect(ended.status == 0)
    #expect(ended.errors.components(separatedBy: "sealed").count == 3)
    #expect(ended.errors.components(separatedBy: "The list is back").count == 3)
    #expect(!ended.errors.contains("Delaney"))
    #expect(try clinic.count("note") == "1")
    #expect(try clinic.count("queue_item WHERE question = 'May I eat before?'") == "1")
    #expect(try clinic.place.run(clinic.arguments + ["store", "check"]).status == 0)
  }

  @Test("on a terminal the call goes on, and the caller sees when the server is back")
  func terminal() throws {
    let clinic = try SharedClinic()
    let terminal = try TerminalSession(clinic.arguments, in: clinic.place)
    try terminal.wait(for: "recall> ")
    for (line, prompt) in [
      ("next", "dial> "), ("", "opening> "), ("patient", "full_name> "), ("y", "date_of_birth> "),
      ("1961-03-04", "reason> "), ("cq", "clinical_question> "),
    ] {
      terminal.enter(line)
      try terminal.wait(for: prompt)
    }
    try clinic.cluster.stop()
    terminal.enter("May I eat before?")
    try terminal.wait(for: "Go on talking")
    try terminal.wait(for: "question_noted> ")
    try clinic.cluster.start()
    terminal.enter("go_on")
    try terminal.wait(for: "The list is back")
    try terminal.wait(for: "reason> ")
    #expect(try clinic.count("queue_item WHERE question = 'May I eat before?'") == "1")
  }

  @Test("a server that is not there is 69, with what to do; a wrong address 78, not repeated")
  func failures() throws {
    let clinic = try SharedClinic()
    try clinic.cluster.stop()
    let away = try clinic.place.run(clinic.arguments + ["worklist"])
    #expect(away.status == 69)
    #expect(away.errors.contains("no server answers at") && away.errors.contains("hint:"))
    try setStore("postgresql://192.0.2.1/lakeside", clinic.place)
    let unverified = try clinic.place.run(clinic.arguments + ["worklist"])
    #expect(unverified.status == 78)
    #expect(unverified.errors.contains("nothing was sent to it"))
    try setStore("postgresql://ana:secret@/lakeside", clinic.place)
    let password = try clinic.place.run(clinic.arguments + ["worklist"])
    #expect(password.status == 78)
    #expect(!password.errors.contains("secret"))
  }

  @Test("migrating again changes nothing; a store of a newer program is refused with 78")
  func migration() throws {
    let clinic = try SharedClinic()
    let again = try clinic.place.run(["--clinic", "demo", "store", "migrate"])
    #expect(again.status == 0 && again.output.contains("up to date"))
    try clinic.cluster.run("UPDATE recall.shape SET version = version + 1", in: clinic.database)
    for command in [["store", "migrate"], ["worklist"]] {
      let refused = try clinic.place.run(["--clinic", "demo"] + command)
      #expect(refused.status == 78)
      #expect(refused.errors.contains("newer recall"))
    }
  }

  @Test("a live clinic is made on a server, and a person let in works as themselves")
  func team() throws {
    let clinic = try SharedClinic()
    let database = try clinic.cluster.makeDatabase()
    let url = clinic.cluster.url(database)
    let made = try clinic.place.run(["init", "live", "--store", url])
    #expect(made.status == 0, "\(made.errors)")
    let twice = try clinic.place.run(["init", "other", "--store", url])
    #expect(twice.status == 73)
    let other = clinic.place.home.appendingPathComponent("other").path
    #expect(!FileManager.default.fileExists(atPath: other), "made whole or not at all")
    let live = ["--clinic", "live"]
    #expect(try clinic.place.run(live + ["staff"]).output.hasPrefix("postgres ·"))
    #expect(try clinic.place.run(live + ["store", "grant", "ben"]).status == 0)
    #expect(try clinic.place.run(live + ["staff", "add", "ben", "Ben"]).status == 0)
    try setStore(clinic.cluster.url(database, as: "ben"), clinic.place, in: "live")
    let list = try clinic.place.run(live + ["worklist", "--json"])
    #expect(list.status == 0, "\(list.errors)")
    let staff = try clinic.place.run(live + ["--as", "postgres", "staff", "add", "eve", "Eve"])
    #expect(staff.status == 77, "the staff list is a lead's, whoever one says to be")
    try setStore(url, clinic.place, in: "live")
    #expect(try clinic.place.run(live + ["store", "revoke", "ben"]).status == 0)
    try setStore(clinic.cluster.url(database, as: "ben"), clinic.place, in: "live")
    #expect(try clinic.place.run(live + ["worklist"]).status == 69)
  }

  private func setStore(_ address: String, _ place: Workplace, in clinic: String = "demo") throws {
    let file = place.home.appendingPathComponent("\(clinic)/clinic.yaml")
    let lines = try String(contentsOf: file, encoding: .utf8).components(separatedBy: "\n")
    let changed = lines.map { $0.hasPrefix("store:") ? "store: \"\(address)\"" : $0 }
    try Data(changed.joined(separator: "\n").utf8).write(to: file)
  }
}
