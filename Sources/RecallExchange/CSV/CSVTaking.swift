internal import Foundation
internal import RecallDomain

/// Takes the rows of one CSV file, of whatever kind, to where they belong.
protocol CSVTaking {
  /// Headers of columns that are not read.
  var unread: [String] { get }
  mutating func take(_ row: CSVRow, _ writer: inout ImportWriter) throws(ImportFailure)
}

extension CSVPatientReader: CSVTaking {
  mutating func take(_ row: CSVRow, _ writer: inout ImportWriter) throws(ImportFailure) {
    switch read(row) {
    case .row(let accepted, let flags):
      try writer.accept(accepted, line: row.line, flags: flags)
    case .rejected(let problem): writer.reject(problem)
    }
  }
}

extension CSVAppointmentReader: CSVTaking {
  mutating func take(_ row: CSVRow, _ writer: inout ImportWriter) throws(ImportFailure) {
    switch read(row) {
    case .row(let accepted, let flags):
      try writer.accept(accepted, line: row.line, flags: flags)
    case .rejected(let problem): writer.reject(problem)
    }
  }
}

extension CSVSlotReader: CSVTaking {
  mutating func take(_ row: CSVRow, _ writer: inout ImportWriter) throws(ImportFailure) {
    switch read(row) {
    case .row(let accepted, let flags):
      try writer.accept(accepted, line: row.line, flags: flags)
    case .past: writer.skip("time that is past")
    case .rejected(let problem): writer.reject(problem)
    }
  }
}

extension CSVReplyReader: CSVTaking {
  mutating func take(_ row: CSVRow, _ writer: inout ImportWriter) throws(ImportFailure) {
    switch read(row) {
    case .row(let accepted): try writer.accept(accepted, line: row.line)
    case .nothing(let why): writer.skip(why)
    case .rejected(let problem): writer.reject(problem)
    }
  }
}

extension CSVKind {
  /// What reads the rows below this header.
  func taking(
    header: CSVRow, map: ColumnMap?, fill: ImportFill, policy: ClinicPolicy, now: Date,
    today: CivilDate, numbers: RecallNumbers, name: String
  ) throws(ImportFailure) -> any CSVTaking {
    switch self {
    case .recalls:
      let columns = try RecallHeader(header, map: map, fill: fill, name: name)
      return CSVPatientReader(
        header: columns, making: RecallMaking(policy), fill: fill, today: today,
        numbers: numbers)
    case .appointments:
      return try CSVAppointmentReader(header, map: map, zone: policy.zone, name: name)
    case .slots:
      return try CSVSlotReader(header, map: map, zone: policy.zone, now: now, name: name)
    case .replies:
      return try CSVReplyReader(header, map: map, zone: policy.zone, now: now, name: name)
    }
  }
}
