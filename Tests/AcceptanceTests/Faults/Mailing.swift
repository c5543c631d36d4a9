import Foundation

/// A clinic with messages to send, and a command that notes each one it is given.
enum Mailing {
  static let people = ["anna", "bruno", "carla"]

  /// Three patients who consented to e-mail, each with a message as the first step.
  static func setUp(_ clinic: FaultClinic) throws {
    let place = clinic.place
    let file = place.folder.appendingPathComponent("clinic.yaml")
    var policy = try String(contentsOf: file, encoding: .utf8)
    guard let from = policy.range(of: "\ncadence:\n"),
      let to = policy.range(of: "\n# How long a recall rests")
    else { throw Trouble("clinic.yaml has no cadence") }
    policy.replaceSubrange(
      from.lowerBound..<to.lowerBound,
      with: """

        cadence:
          - { message: any-consented }
          - { call: best, after: 3 days }
          - { close: 10 days }

        messages:
          email: { command: [/bin/sh, mail.sh], from: "Lakeside Clinic <desk@lakeside.example>" }

        """)
    try Data(policy.utf8).write(to: file)
    try Data("grep -m 1 '^To:' >>delivered\n".utf8)
      .write(to: place.folder.appendingPathComponent("mail.sh"))
    let rows = people.enumerated().map { index, name in
      "\(name);\(name.capitalized) Smith;1961-03-0\(index + 1);617-555-018\(index);"
        + "\(name)@example.org;Y;annual-visit;2026-11-12"
    }
    let header = "patient_id;name;date_of_birth;phone;email;email_ok;reason;due_date"
    _ = try place.file("people.csv", ([header] + rows).joined(separator: "\n") + "\n")
    try clinic.runWhole(["import", "people.csv"])
  }

  /// Each message that was sent arrived once; one that may have gone out says so, and none went twice.
  static func problems(_ clinic: FaultClinic) throws -> [String] {
    let file = clinic.place.folder.appendingPathComponent("delivered")
    let delivered = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    var arrived: [String: Int] = [:]
    for line in delivered.split(separator: "\n") {
      arrived[String(line.dropFirst(4)), default: 0] += 1
    }
    let messages = try clinic.rows("SELECT address, state FROM outbox WHERE channel = 'email'")
    var problems: [String] = []
    for (address, count) in arrived where count > 1 { problems.append("\(address) got \(count)") }
    for message in messages {
      let count = arrived[message[0]] ?? 0
      switch message[1] {
      case "sent" where count != 1: problems.append("\(message[0]) is sent, and got \(count)")
      case "waiting", "sending": problems.append("\(message[0]) still is \(message[1])")
      default: break
      }
    }
    if messages.count < people.count { problems.append("only \(messages.count) were written") }
    let lost = messages.count { $0[1] == "failed" }
    if lost > 1 { problems.append("\(lost) were given up") }
    return problems
  }
}
