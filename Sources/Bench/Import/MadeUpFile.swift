import Foundation

/// A CSV file of patients as an EHR would export it, written a part at a time.
struct MadeUpFile {
  let path: String
  let rows: ClosedRange<Int>

  func write() throws {
    guard FileManager.default.createFile(atPath: path, contents: nil) else {
      throw BenchFailure.command(path)
    }
    let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    defer { try? file.close() }
    try file.write(contentsOf: Data((Self.columns.joined(separator: ",") + "\n").utf8))
    for start in stride(from: rows.lowerBound, through: rows.upperBound, by: 10_000) {
      let part = start...min(rows.upperBound, start + 9_999)
      try file.write(contentsOf: Data(part.map(Self.line).joined().utf8))
    }
  }

  static let columns = [
    "patient_id", "first_name", "last_name", "date_of_birth", "phone", "postal_code", "state",
    "language", "segment", "reason", "due_date", "provider", "voicemail_ok",
  ]

  private static func line(_ row: Int) -> String {
    let born = "\(1940 + row % 60)-\(two(1 + row % 12))-\(two(1 + row % 28))"
    let due = "2026-\(two(1 + row % 10))-\(two(1 + row % 28))"
    // An exchange never begins with 0 or 1.
    let phone = "+1617\(201 + row / 10_000 % 700)\(String(10_000 + row % 10_000).dropFirst())"
    return "P\(row),Ana,Example-\(row % 50_000),\(born),\(phone),02118,MA,en,overdue-follow-up,"
      + "annual-visit,\(due),Dr. Okafor,yes\n"
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
