import Foundation
import RecallDomain

/// One row, read without ever trapping: a value that does not convert is a `DamagedRow`, which names
/// the place and never the value.
struct Fields {
  let row: SQLRow
  /// The table, for `DamagedRow`.
  let place: String

  init(_ row: SQLRow, of place: String) {
    self.row = row
    self.place = place
  }

  func optionalText(_ name: String) throws -> String? {
    switch row[name] {
    case .null: nil
    case .text(let text): text
    default: throw damaged(name)
    }
  }

  func text(_ name: String) throws -> String {
    guard let text = try optionalText(name) else { throw damaged(name) }
    return text
  }

  func optionalInt(_ name: String) throws -> Int? {
    switch row[name] {
    case .null: nil
    case .int(let number): number
    default: throw damaged(name)
    }
  }

  func int(_ name: String) throws -> Int {
    guard let number = try optionalInt(name) else { throw damaged(name) }
    return number
  }

  /// How many there are of something. A store that somebody has put other numbers into counts wrongly,
  /// which `store check` says; it stops nobody.
  func count(_ name: String) throws -> Int { Self.most(try int(name)) }

  /// Between nothing and more than any clinic has.
  static func most(_ number: Int) -> Int { min(max(number, 0), 1_000_000_000) }

  func flag(_ name: String) throws -> Bool { try int(name) != 0 }

  func optionalFlag(_ name: String) throws -> Bool? { try optionalInt(name).map { $0 != 0 } }

  func data(_ name: String) throws -> Data {
    switch row[name] {
    case .blob(let data): data
    case .text(let text): Data(text.utf8)
    default: throw damaged(name)
    }
  }

  func optionalInstant(_ name: String) throws -> Date? {
    try optionalInt(name).map { Date(micros: $0) }
  }

  func instant(_ name: String) throws -> Date { Date(micros: try int(name)) }

  func optionalDay(_ name: String) throws -> CivilDate? {
    guard let text = try optionalText(name) else { return nil }
    guard let day = CivilDate(iso: text) else { throw damaged(name) }
    return day
  }

  func day(_ name: String) throws -> CivilDate {
    guard let day = try optionalDay(name) else { throw damaged(name) }
    return day
  }

  func optionalCase<Word: RawRepresentable<String>>(_ name: String) throws -> Word? {
    guard let text = try optionalText(name) else { return nil }
    guard let word = Word(rawValue: text) else { throw damaged(name) }
    return word
  }

  func word<Word: RawRepresentable<String>>(_ name: String) throws -> Word {
    guard let word: Word = try optionalCase(name) else { throw damaged(name) }
    return word
  }

  func optionalJSON<Value: Decodable>(_ name: String) throws -> Value? {
    guard let text = try optionalText(name) else { return nil }
    do { return try JSONDecoder().decode(Value.self, from: Data(text.utf8)) } catch {
      throw damaged(name)
    }
  }

  func damaged(_ name: String) -> DamagedRow { DamagedRow(place: "\(place).\(name)") }
}

extension Date {
  /// Instants stand in the store as whole microseconds since 1970, UTC.
  init(micros: Int) { self.init(timeIntervalSince1970: Double(micros) / 1_000_000) }

  var micros: Int {
    let seconds = min(max(timeIntervalSince1970, -62_135_596_800), 253_402_300_799)
    return Int((seconds * 1_000_000).rounded())
  }
}

/// Values that are kept whole and never queried.
enum Whole {
  static func text(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }
}
