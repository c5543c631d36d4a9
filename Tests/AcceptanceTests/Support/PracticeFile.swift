import Foundation
import GRDB

/// A practice store in the demo's folder with results in it, as practice calls leave them.
struct PracticeFile {
  let path: String
  private let queue: DatabaseQueue

  /// Made of the demo's own store, which is empty of calls: only its kind is another.
  init(_ place: Workplace, named name: String = "practice.sqlite") throws {
    let folder = place.home.appendingPathComponent("demo")
    path = folder.appendingPathComponent(name).path
    try FileManager.default.copyItem(
      atPath: folder.appendingPathComponent("recall.sqlite").path, toPath: path)
    queue = try DatabaseQueue(path: path)
    try queue.write { db in
      try db.execute(sql: "DROP TRIGGER meta_kind_is_fixed")
      try db.execute(sql: "UPDATE meta SET kind = 'practice'")
    }
  }

  /// 2026-11-24, 14:05 in Boston, in seconds.
  private static let now = 1_795_547_100

  func keep(
    _ id: String, by staff: String = "ana", script: String = "overdue-follow-up",
    locale: String = "en", days: Int = 0, passed: Bool = true
  ) throws {
    // Foundation writes instants as seconds since 2001.
    let started = Self.now + days * 86_400
    let body = """
      {"id":"\(id)","staff":"\(staff)","name":"Ana Núñez","kind":"rehearsal",\
      "rehearsal":"calm-and-ready","script":"\(script)","segment":"\(script)",\
      "locale":"\(locale)","level":"easy","started":\(started - 978_307_200),\
      "ended":\(started - 978_307_000),"finished":true,"asExpected":\(passed),\
      "parts":{"responses":{"reached":4,"possible":5},\
      "identity":{"reached":1,"possible":1}},"ways":["opening · patient","/busy"],\
      "passed":\(passed)}
      """
    try queue.write { db in
      try db.execute(
        sql: """
          INSERT INTO practice_result (id, staff, kind, script, locale, passed, started, body)
            VALUES (?, ?, 'rehearsal', ?, ?, ?, ?, ?)
          """, arguments: [id, staff, script, locale, passed, started * 1_000_000, body])
    }
  }
}

extension Workplace {
  /// Another `practice:` in clinic.yaml.
  func setPractice(_ text: String, in clinic: String = "demo") throws {
    let file = home.appendingPathComponent("\(clinic)/clinic.yaml")
    let lines = try String(contentsOf: file, encoding: .utf8).components(separatedBy: "\n")
    let changed = lines.map { $0.hasPrefix("practice:") ? "practice: \(text)" : $0 }
    try Data(changed.joined(separator: "\n").utf8).write(to: file)
  }
}
