internal import Foundation
internal import RecallDomain

/// One row of a list of open times.
struct CSVSlotReader {
  /// What a time lasts whose length nobody says.
  static let usualMinutes = 30
  private static let longestMinutes = 720

  enum Reading {
    case row(SlotRow, flags: [ImportProblem])
    /// Over, or too late to offer: nothing is made of it.
    case past
    case rejected(ImportProblem)
  }

  typealias Cells = CSVCells<SlotColumn>

  private let header: CSVHeader<SlotColumn>
  private let moments: CSVMoments<SlotColumn>
  private let zone: Zone
  private let now: Date

  var unread: [String] { header.unread }

  /// - Parameter zone: the clinic's; times without a zone are on its clock.
  init(
    _ row: CSVRow, map: ColumnMap?, zone: Zone, now: Date, name: String
  ) throws(ImportFailure) {
    header = try CSVHeader(row, map: map, name: name)
    moments = CSVMoments(start: .start, date: .date, time: .time, zone: zone)
    self.zone = zone
    self.now = now
    let missing = CSVMoments.missing(header, .start, .date)
    if !missing.isEmpty { throw .missingColumns(name, missing) }
  }

  func read(_ row: CSVRow) -> Reading {
    var cells = Cells(row: row, header: header)
    if let problem = cells.shapeProblem { return .rejected(problem) }
    do {
      let slot = try slot(&cells)
      return slot.slot.start > now ? .row(slot, flags: cells.flags) : .past
    } catch {
      return .rejected(error.problem)
    }
  }

  private func slot(_ cells: inout Cells) throws(RowRejection) -> SlotRow {
    guard case .at(let start) = try moments.read(cells) else {
      throw cells.rejection(header[.start] == nil ? .date : .start, "the time is missing")
    }
    let (provider, location) = (cells.plain(.provider), cells.plain(.location))
    let id = try cells.identifier(.slotID) ?? Self.key(start, provider, location)
    var slot = Slot(id: SlotID(id), start: start, minutes: try minutes(&cells, from: start))
    slot.provider = provider
    slot.location = location
    slot.specialty = cells.plain(.specialty)
    slot.language = language(&cells)
    return SlotRow(slot: slot, isOpen: isOpen(&cells))
  }

  private func minutes(_ cells: inout Cells, from start: Date) throws(RowRejection) -> Int {
    if let text = cells.text(.minutes) {
      let digits = text.prefix(while: \.isASCIIDigit)
      guard let minutes = Int(digits), (1...Self.longestMinutes).contains(minutes) else {
        throw cells.rejection(.minutes, "minutes is not a number of minutes")
      }
      return minutes
    }
    guard let text = cells.text(.end) else { return Self.usualMinutes }
    guard let end = end(text, from: start), end > start,
      end.timeIntervalSince(start) <= Double(Self.longestMinutes * 60)
    else { throw cells.rejection(.end, "end is not a time after the start") }
    return Int(end.timeIntervalSince(start) / 60)
  }

  /// A whole moment, or a time of day on the day of the start.
  private func end(_ text: String, from start: Date) -> Date? {
    if let time = ExportTime.read(text) {
      return LocalTime(date: LocalTime(start, in: zone).date, time: time).instant(in: zone)
    }
    guard case .at(let end) = ExportMoment.read(text, in: zone) else { return nil }
    return end
  }

  private func language(_ cells: inout Cells) -> String? {
    guard let text = cells.text(.language) else { return nil }
    switch LanguageName.read(text) {
    case .tag(let tag): return tag
    case .unsaid: return nil
    case .unreadable:
      cells.flag(.language, "language is not a known language")
      return nil
    }
  }

  /// A word that is not known counts as taken, and is flagged: no time is offered that may not be
  /// there.
  private func isOpen(_ cells: inout Cells) -> Bool {
    guard let text = cells.text(.status) else { return true }
    if let isOpen = SlotWord.isOpen(text) { return isOpen }
    cells.flag(.status, "status is not a known word; taken as not open")
    return false
  }

  private static func key(_ start: Date, _ provider: String?, _ location: String?) -> String {
    var key = StableKey()
    key.add(String(Int(start.timeIntervalSince1970)))
    key.add(provider ?? "")
    key.add(location ?? "")
    return key.text(after: "s")
  }
}
