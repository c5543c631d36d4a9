import Foundation
import Testing

@testable import RecallExchange

/// Text that would do harm wherever it is believed, in every field that an import reads. Columns come
/// from the readers' own tables, and fields of FHIR from a bundle of our own: what is added to either is
/// planted too.
enum PlantedText {
  /// A formula, a title and a clearing of the screen, text turned round, markup, quotes under accents.
  static func poison(_ mark: String) -> String {
    "=HYPERLINK(1)\u{1B}]0;OWNED\u{07}\u{1B}[2J\u{9B}31m\u{202E}\u{2066}\u{200B}<script>\(mark)"
      + "</script>\"\u{301}'\u{327}&lt;\r\nx"
  }

  /// A list with a good row, one row for each column with poison in it, and one with poison in every
  /// column of plain words.
  static func recalls() -> String {
    let good: [RecallColumn: String] = [
      .firstName: "Rosa", .lastName: "Delgado", .dateOfBirth: "1961-03-04",
      .phone: "617-555-0142", .language: "en", .segment: "overdue-follow-up",
      .reason: "annual-visit", .dueDate: "2026-11-12", .state: "MA",
    ]
    let words: Set<RecallColumn> = [
      .firstName, .lastName, .mrn, .provider, .specialty, .location, .authorization, .owner,
      .consentSource, .representativeName, .representativeRelationship, .guardian, .needs,
    ]
    var rows: [[RecallColumn: String]] = RecallColumn.allCases.map { column in
      var row = good
      row[.recallID] = "r-\(column.rawValue)"
      row[.patientID] = "p-\(column.rawValue)"
      row[column] = poison(in: column)
      return row
    }
    var worst = good
    for column in words { worst[column] = poison(in: column) }
    (worst[.recallID], worst[.patientID]) = ("r-worst", "p-worst")
    worst[.emailOK] = "yes"
    worst[.email] = "rosa@example.org"
    worst[.smsOK] = "yes"
    rows.append(worst)
    return text(
      RecallColumn.allCases.map(\.name),
      rows.map { row in
        RecallColumn.allCases.map { row[$0] ?? "" }
      })
  }

  /// A name of several lines with digits is none, and rejected: in a name the poison is one line.
  private static func poison(in column: RecallColumn) -> String {
    let poison = poison(column.name)
    let names: Set<RecallColumn> = [.name, .firstName, .middleName, .lastName]
    return names.contains(column) ? poison.replacing("\r\n", with: " ") : poison
  }

  static func appointments() -> String {
    planted(
      [
        .patientID: "p-worst", .start: "2026-12-01T09:30:00-05:00", .status: "booked",
      ] as [AppointmentColumn: String])
  }

  static func slots() -> String {
    planted(
      [
        .start: "2026-12-01T10:30:00-05:00", .minutes: "30", .status: "free",
      ] as [SlotColumn: String])
  }

  static func replies() -> String {
    planted(
      [
        .from: "617-555-0142", .text: "call me", .at: "2026-11-24T10:00:00-05:00",
      ] as [ReplyColumn: String])
  }

  /// Each column once with poison, beside what a row needs.
  private static func planted<Column: CSVColumn>(_ good: [Column: String]) -> String {
    let rows = Column.allCases.map { column in
      good.merging([column: poison(column.name)]) { $1 }
    }
    let names = Column.allCases.map(\.name)
    return text(names, rows.map { row in Column.allCases.map { row[$0] ?? "" } })
  }

  private static func text(_ header: [String], _ rows: [[String]]) -> String {
    ([header] + rows).map { row in
      row.map { cell in
        "\""
          + cell.unicodeScalars.map { $0 == "\"" ? "\"\"" : String($0) }.joined() + "\""
      }.joined(separator: ",")
    }.joined(separator: "\n") + "\n"
  }

  /// Each resource of a bundle once more for each of its texts, with poison there, under ids of its own
  /// and with a patient of its own.
  static func bundle(like template: Data) throws -> Data {
    let whole = try JSONSerialization.jsonObject(with: template) as? [String: Any]
    let resources = whole?["entry"] as? [[String: Any]] ?? []
    let patient = try #require(resources.first { Self.type(of: $0) == "Patient" })
    var (entries, planted) = ([Any](), 0)
    for resource in resources {
      var leaves = 0
      _ = changed(resource) { text in
        leaves += 1
        return text
      }
      for leaf in 0..<leaves {
        var place = 0
        let copy = changed(resource) { text in
          defer { place += 1 }
          return place == leaf ? poison("leaf-\(planted)") : text
        }
        let isPatient = Self.type(of: resource) == "Patient"
        for entry in isPatient ? [copy] : [patient, copy] {
          entries.append(changed(entry) { $0.replacing("-worst", with: "-f\(planted)") })
        }
        planted += 1
      }
    }
    try #require(planted > 40, "a bundle of our own has many texts")
    return try JSONSerialization.data(
      withJSONObject: ["resourceType": "Bundle", "type": "collection", "entry": entries])
  }

  private static func type(of entry: [String: Any]) -> String? {
    (entry["resource"] as? [String: Any])?["resourceType"] as? String
  }

  /// Every text of a document, in a fixed order, changed.
  private static func changed(_ value: Any, _ change: (String) -> String) -> Any {
    switch value {
    case let text as String: return change(text)
    case let list as [Any]: return list.map { changed($0, change) }
    case let object as [String: Any]:
      return object.keys.sorted().reduce(into: [String: Any]()) { copy, key in
        // What a resource is, and how a bundle is put together, stay.
        let value = object[key]!
        copy[key] = key == "resourceType" ? value : changed(value, change)
      }
    default: return value
    }
  }
}

/// What a program has put out, judged scalar by scalar, as a terminal, a browser and a spreadsheet read.
struct SweptOutput {
  let what: String
  let text: String

  /// No control character but line ends, and nothing that turns text round or hides.
  func isHarmless() {
    let bad = text.unicodeScalars.filter { scalar in
      switch scalar.value {
      case 0x0A: false
      case 0x0D: !what.contains("csv")
      case 0..<0x20, 0x7F...0x9F, 0x061C, 0x200B, 0x200E, 0x200F, 0x2028...0x202E,
        0x2060...0x206F, 0xFEFF:
        true
      default: false
      }
    }
    #expect(bad.isEmpty, "\(what) holds \(Set(bad.map { String($0.value, radix: 16) }))")
  }

  /// Nothing of what was planted is markup.
  func isNoMarkup() {
    let lower = text.lowercased()
    #expect(!lower.contains("<script") && !lower.contains("</script"), "\(what)")
  }

  /// Every row has the columns of its header, and no cell begins a formula.
  func isSafeToOpen() throws {
    var reader = try CSVReader(
      try InputBytes(ByteSource(bytes: Array(text.utf8)), name: what), name: what)
    let header = try #require(try reader.next(), "\(what) has a header")
    while let row = try reader.next() {
      #expect(row.fault == nil && row.count == header.count, "\(what), line \(row.line)")
      for column in 0..<row.count {
        let first = row.text(column).unicodeScalars.first { $0 != " " && $0 != "\u{3000}" }
        let risky = first.map { "=+-@＝＋－＠\t\r".unicodeScalars.contains($0) } ?? false
        let isNumber = Double(row.text(column)) != nil
        #expect(!risky || isNumber, "\(what), line \(row.line), column \(column + 1)")
      }
    }
  }

  func isJSON() {
    #expect(throws: Never.self, "\(what)") {
      try JSONSerialization.jsonObject(with: Data(text.utf8))
    }
  }
}
