import Foundation
import RecallTestSupport
import Testing

/// Messages leave through a real mail transfer agent, whatever happens to whom meanwhile.
@Suite(
  "sending messages",
  .disabled(if: MailHouse.isToBeSkipped, Comment(rawValue: MailHouse.skipped)))
struct SendingTests {
  private static let morning = Workplace.now
  /// Later than every lease of the morning.
  private static let later = "2026-11-24T14:35:00-05:00"
  private static let latest = "2026-11-24T15:35:00-05:00"

  private static let patients = ["anna", "bruno", "carla"]

  /// Three patients who consented to e-mail, each with a message as the first step.
  private func clinic(
    _ more: String = "", on store: FaultStore = .file
  ) throws -> (Workplace, MailHouse) {
    let place = try Workplace()
    switch store {
    case .file: try place.smallDemo(patients: 0)
    case .server:
      let cluster = try Cluster.shared()
      try place.smallDemo(patients: 0, on: cluster.url(try cluster.makeDatabase()))
    }
    let mail = try MailHouse(in: place)
    let file = place.home.appendingPathComponent("demo/clinic.yaml")
    var policy = try String(contentsOf: file, encoding: .utf8)
    let from = try #require(policy.range(of: "\ncadence:\n"))
    let to = try #require(policy.range(of: "\n# How long a recall rests"))
    policy.replaceSubrange(
      from.lowerBound..<to.lowerBound,
      with: """

        cadence:
          - { message: any-consented }
          - { call: best, after: 3 days }
          - { close: 10 days }

        messages:
          email: { command: \(mail.command), from: "Lakeside Clinic <desk@lakeside.example>"\(more) }

        """)
    try Data(policy.utf8).write(to: file)
    let rows = Self.patients.enumerated().map { index, name in
      "\(name);\(name.capitalized) Smith;1961-03-0\(index + 1);617-555-018\(index);"
        + "\(name)@example.org;Y;annual-visit;2026-11-12"
    }
    let header = "patient_id;name;date_of_birth;phone;email;email_ok;reason;due_date"
    let list = try place.file("list.csv", ([header] + rows).joined(separator: "\n") + "\n")
    let came = try place.run(["import", list] + Self.at(Self.morning))
    try #require(came.status == 0, "\(came.errors)")
    return (place, mail)
  }

  private static func at(_ now: String) -> [String] {
    ["--clinic", "demo", "--as", "ana", "--now", now]
  }

  private func outbox(_ place: Workplace, _ now: String) throws -> [[String: Any]] {
    try place.json(["outbox", "--json", "--all"] + Self.at(now))["items"] as? [[String: Any]] ?? []
  }

  private func states(_ place: Workplace, _ now: String) throws -> [String] {
    try outbox(place, now).map { item in
      let reason = item["reason"] as? String
      return "\(item["state"] ?? "")" + (reason.map { " \($0)" } ?? "")
    }
  }

  @Test("each waiting message is handed over once, and arrives whole")
  func sends() throws {
    let (place, mail) = try clinic()
    let sent = try place.run(["outbox", "--send"] + Self.at(Self.morning))
    #expect(sent.status == 0, "\(sent.errors)")
    #expect(sent.output.contains("sent: 3"))
    let again = try place.run(["outbox", "--send"] + Self.at(Self.later))
    #expect(again.output.contains("sent: 0"))
    #expect(
      try mail.delivered() == [
        "anna@example.org": 1, "bruno@example.org": 1, "carla@example.org": 1,
      ])
    let box = try mail.mailbox()
    #expect(box.contains("Subject: A message from Lakeside Clinic\n"))
    #expect(box.contains("Hello, this is Lakeside Clinic."))
    #expect(!box.contains("annual") && !box.contains("Okafor"))
  }

  @Test(
    "killed at any moment of sending, no message goes out twice, or after an opt-out",
    arguments: MailHouse.Mishap.allCases)
  func killed(_ mishap: MailHouse.Mishap) throws { try survive(mishap, on: .file) }

  @Test(
    "the same where the messages are on a server, which goes on when the sender is killed",
    .disabled(if: Cluster.isToBeSkipped, Comment(rawValue: Cluster.skipped)),
    arguments: onServer)
  func killedOnServer(_ mishap: MailHouse.Mishap) throws { try survive(mishap, on: .server) }

  /// Cut off before and after the message had left; every mishap with `RECALL_KILLS=all`.
  private static let onServer: [MailHouse.Mishap] =
    ProcessInfo.processInfo.environment["RECALL_KILLS"] == "all"
    ? MailHouse.Mishap.allCases : [.killedAndNotSent, .killedAfterAccepting]

  private func survive(_ mishap: MailHouse.Mishap, on store: FaultStore) throws {
    let (place, mail) = try clinic(on: store)
    try mail.next(mishap)
    let cut = try place.run(["outbox", "--send"] + Self.at(Self.morning))
    try mail.settle()
    if mishap.killsSender { #expect(cut.status != 0) }
    // Whoever sends next, before and after the lease is over.
    for now in [Self.morning, Self.later] {
      let next = try place.run(["outbox", "--send"] + Self.at(now))
      #expect(next.status == 0, "\(next.errors)")
    }
    let counts = try mail.delivered()
    #expect(counts.values.allSatisfy { $0 == 1 })
    #expect(counts.count == (mishap == .killedAndNotSent ? 2 : 3))
    // Nothing is lost in silence: it was sent, or says that it may not have been.
    let standing = try states(place, Self.later).sorted()
    #expect(standing.count { $0 == "sent" } == 2)
    let letter = try #require(
      try outbox(place, Self.later).first { $0["dead_letter"] as? Bool == true })
    #expect(letter["may_have_gone_out"] as? Bool == true)
    try refuse(try #require(letter["address"] as? String), in: place)
    let key = try #require(letter["id"] as? String)
    let retried = try place.run(["outbox", "retry", key] + Self.at(Self.latest))
    #expect(retried.status == 0, "\(retried.errors)")
    _ = try place.run(["outbox", "--send"] + Self.at(Self.latest))
    #expect(try mail.delivered() == counts)
    #expect(try states(place, Self.latest).contains("failed opted-out"))
  }

  private func refuse(_ address: String, in place: Workplace) throws {
    let file = try place.file(
      "replies.csv", "from,text,at\n\(address),\"Please STOP, thanks\",2026-11-24 14:40\n")
    let came = try place.json(["import", "--json", file] + Self.at(Self.latest))
    #expect(came["opt_outs"] as? Int == 1)
    let again = try place.json(["import", "--json", file] + Self.at(Self.latest))
    #expect(again["unchanged"] as? Int == 1 && again["opt_outs"] == nil)
  }

  @Test("killed again and again after any number of milliseconds, nobody gets two")
  func swept() throws {
    let (place, mail) = try clinic()
    // From the first instruction to well past the last.
    for step in 0..<16 {
      let run = try Conversation(["outbox", "--send"] + Self.at(Self.morning), in: place)
      usleep(UInt32(step) * 20_000)
      run.kill()
      try mail.settle()
    }
    _ = try place.run(["outbox", "--send"] + Self.at(Self.later))
    try mail.settle()
    let counts = try mail.delivered()
    #expect(counts.values.allSatisfy { $0 == 1 })
    let standing = try outbox(place, Self.later)
    #expect(standing.count == 3)
    for item in standing {
      let address = try #require(item["address"] as? String)
      let isSent = item["state"] as? String == "sent"
      let isLetter = item["dead_letter"] as? Bool == true
      #expect(isSent || isLetter)
      if isSent { #expect(counts[address] == 1) }
    }
  }

  @Test("an opt-out that came in before anything was sent leaves nothing to send")
  func optedOut() throws {
    let (place, mail) = try clinic()
    _ = try place.run(["outbox"] + Self.at(Self.morning))
    let file = try place.file(
      "replies.csv",
      "from,channel,text\nanna@example.org,email,ya no me manden correos\n"
        + "nobody@example.org,email,stop\nBruno <bruno@example.org>,email,Can I come on Friday?\n")
    let came = try place.run(["import", file] + Self.at(Self.morning))
    #expect(came.status == 1)
    #expect(came.output.contains("1 opt-out, in force"))
    #expect(came.output.contains("1 answer for the front desk"))
    #expect(came.output.contains("line 3: nobody in the list is reached there"))
    _ = try place.run(["outbox", "--send"] + Self.at(Self.morning))
    #expect(try mail.delivered() == ["bruno@example.org": 1, "carla@example.org": 1])
    let inbox = try place.run(["inbox", "front-desk", "--json"] + Self.at(Self.morning))
    #expect(inbox.output.contains("Can I come on Friday?"))
  }

  @Test("where nobody is reached, the patient is called next; without a command nothing is lost")
  func noCommand() throws {
    let (place, _) = try clinic()
    let file = place.home.appendingPathComponent("demo/clinic.yaml")
    let policy = try String(contentsOf: file, encoding: .utf8)
    let lines = policy.split(separator: "\n", omittingEmptySubsequences: false)
    let without = lines.filter { !$0.hasPrefix("messages:") && !$0.hasPrefix("  email: {") }
    try Data(without.joined(separator: "\n").utf8).write(to: file)
    let refused = try place.run(["outbox", "--send"] + Self.at(Self.morning))
    #expect(refused.status == 78)
    #expect(refused.errors.contains("names no command"))
    let wrong = policy.replacingOccurrences(
      of: "command: [/bin/sh, ", with: "command: [/no/such/program, ")
    try Data(wrong.utf8).write(to: file)
    let resting = try place.run(["outbox", "--send"] + Self.at(Self.morning))
    #expect(resting.status == 75)
    #expect(resting.errors.contains("could not be started"))
    #expect(
      try states(place, Self.morning).sorted() == ["waiting", "waiting", "waiting not-taken"])
    let nobody = policy.replacingOccurrences(
      of: "command: [/bin/sh, ", with: "command: [/bin/sh, -c, \"exit 67\", ")
    try Data(nobody.utf8).write(to: file)
    let none = try place.run(["outbox", "--send"] + Self.at(Self.later))
    #expect(none.output.contains("given up: 3"))
    #expect(!none.output.contains("Smith"))
    _ = try place.run(["outbox"] + Self.at(Self.later))
    #expect(try states(place, Self.later) == Array(repeating: "failed bad-address", count: 3))
    let list = try place.json(["worklist", "--all", "--json"] + Self.at(Self.later))
    let standing = (list["items"] as? [[String: Any]] ?? []).map { $0["excluded"] as? String }
    #expect(standing.count == 3 && standing.allSatisfy { $0 == nil || $0 == "within-cadence" })
  }

  /// Puts another command in the place of the mail agent.
  private func command(_ script: String, _ more: String = "", in place: Workplace) throws {
    let file = place.home.appendingPathComponent("demo/clinic.yaml")
    let policy = try String(contentsOf: file, encoding: .utf8)
    let program = try place.file("command.sh", script)
    let lines = policy.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.hasPrefix("  email: {")
        ? "  email: { command: [/bin/sh, \(program)], from: desk@lakeside.example\(more) }"
        : String(line)
    }
    try Data(lines.joined(separator: "\n").utf8).write(to: file)
  }

  @Test("a command that does not end is ended; one that keeps the key may be asked again")
  func hangs() throws {
    let (place, _) = try clinic()
    try command("sleep 1000 & wait\n", ", patience: 1 second", in: place)
    let cut = try place.run(["outbox", "--send"] + Self.at(Self.morning))
    #expect(cut.output.contains("given up: 3"), "\(cut.output)")
    #expect(cut.output.contains("the command took too long"))
    #expect(try states(place, Self.morning) == Array(repeating: "failed out-of-time", count: 3))
    let (other, _) = try clinic()
    try command("exit 1\n", ", idempotent: true", in: other)
    _ = try other.run(["outbox", "--send"] + Self.at(Self.morning))
    #expect(try states(other, Self.morning) == Array(repeating: "waiting not-taken", count: 3))
  }

  @Test("nothing of a patient is in the command's arguments or surroundings, or on the screen")
  func silent() throws {
    let (place, _) = try clinic()
    let seen = place.home.appendingPathComponent("seen").path
    try command(
      "cat /proc/$$/cmdline /proc/$$/environ >>\(seen); cat; cat >&2\n", in: place)
    let sent = try place.run(
      ["outbox", "--send"] + Self.at(Self.morning), environment: ["SECRET": "of ours"])
    #expect(sent.output.contains("sent: 3"))
    let surroundings = String(
      decoding: try Data(contentsOf: URL(fileURLWithPath: seen)), as: UTF8.self)
    for text in [surroundings, sent.output, sent.errors] {
      for word in ["anna@", "Anna", "Smith", "annual", "SECRET"] { #expect(!text.contains(word)) }
    }
  }
}
