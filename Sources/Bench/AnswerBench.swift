import Foundation
import GRDB

/// From a line typed to the next prompt, durable; beside it hand-written SQL that writes the same
/// rows, under the same constraints and durability, through the same client library, into a copy
/// of the same store on the same disk.
struct AnswerBench {
  let clinic: BenchClinic
  let rounds: Int

  func run() throws -> Comparison {
    let call = Child(clinic.console, terminal: false)
    defer { call.stop() }
    _ = call.wait(for: "recall> ")
    call.send("next")
    _ = call.wait(for: "dial> ")
    call.send("")
    _ = call.wait(for: "opening> ")
    let copy = clinic.folder.appendingPathComponent("copy.sqlite").path
    try FileManager.default.copyItem(atPath: clinic.store, toPath: copy)
    let bare = try BareJournal(path: copy)
    var (ours, reference) = (Measurement(), Measurement())
    for round in 0..<rounds {
      let forth = round % 2 == 0
      let (_, answer) = Measurement.time {
        call.send(forth ? "someone_else" : "/back")
        _ = call.wait(for: forth ? "third_party> " : "opening> ")
      }
      ours.add(answer)
      reference.add(try Measurement.time { try bare.append() }.1)
    }
    return Comparison(
      work: "answer to next words, durable", budget: 1.3, ours: ours, reference: reference,
      against: "bare SQL")
  }
}

/// The two statements of one answer, and nothing else.
final class BareJournal {
  private let queue: DatabaseQueue
  private let claim: String
  private let call: String
  private let token: Int64
  private var seq: Int64

  init(path: String) throws {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = true
    configuration.prepareDatabase { db in
      for pragma in ["journal_mode = TRUNCATE", "synchronous = FULL", "secure_delete = ON"] {
        _ = try Row.fetchAll(db, sql: "PRAGMA \(pragma)")
      }
    }
    queue = try DatabaseQueue(path: path, configuration: configuration)
    let row = try queue.read { db in
      try Row.fetchOne(
        db, sql: "SELECT id, call, token, last_seq FROM claim WHERE ended_at IS NULL LIMIT 1")
    }
    guard let row else { throw CocoaError(.fileReadUnknown) }
    (claim, call, token, seq) = (row["id"], row["call"], row["token"], row["last_seq"])
  }

  func append() throws {
    let payload = Data(#"{"heard":{"_0":"someone_else"}}"#.utf8)
    seq += 1
    try queue.write { db in
      try db.cachedStatement(
        sql: """
          UPDATE claim SET last_seq = ?1, lease_ends = lease_ends + 1
          WHERE id = ?2 AND token = ?3 AND last_seq = ?1 - 1 AND ended_at IS NULL
          """
      ).execute(arguments: [seq, claim, token])
      try db.cachedStatement(
        sql:
          "INSERT INTO call_event (call, seq, token, kind, payload, at) VALUES (?, ?, ?, ?, ?, ?)"
      ).execute(arguments: [call, seq, token, "heard", payload, seq])
    }
  }
}
