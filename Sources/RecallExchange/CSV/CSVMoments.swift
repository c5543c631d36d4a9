internal import Foundation
internal import RecallDomain

/// When a row begins, from one cell or from a date and a time beside it.
struct CSVMoments<Column: CSVColumn> {
  let start: Column
  let date: Column
  let time: Column
  let zone: Zone

  enum Reading {
    case at(Date)
    case day(CivilDate)
  }

  func read(_ cells: CSVCells<Column>) throws(RowRejection) -> Reading {
    if let text = cells.text(start) {
      return try reading(ExportMoment.read(text, in: zone), start, cells)
    }
    guard let text = cells.text(date) else {
      throw cells.rejection(cells.header[start] == nil ? date : start, "the start is missing")
    }
    let read = ExportMoment.read(date: text, time: cells.text(time), in: zone)
    return try reading(read, date, cells)
  }

  private func reading(
    _ read: ExportMoment.Reading, _ column: Column, _ cells: CSVCells<Column>
  ) throws(RowRejection) -> Reading {
    switch read {
    case .at(let instant): return .at(instant)
    case .day(let date): return .day(date)
    case .none: throw cells.rejection(column, "the start is missing")
    case .unreadable:
      throw cells.rejection(column, "\(column.name) is not a date and a time (month first)")
    }
  }

  static func missing(_ header: CSVHeader<Column>, _ start: Column, _ date: Column) -> [String] {
    header[start] == nil && header[date] == nil ? ["start, or date and time"] : []
  }
}
