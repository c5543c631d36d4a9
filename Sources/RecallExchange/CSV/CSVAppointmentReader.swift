internal import Foundation
internal import RecallDomain

/// One row of a list of appointments.
struct CSVAppointmentReader {
  enum Reading {
    case row(AppointmentRow, flags: [ImportProblem])
    case rejected(ImportProblem)
  }

  typealias Cells = CSVCells<AppointmentColumn>

  private let header: CSVHeader<AppointmentColumn>
  private let moments: CSVMoments<AppointmentColumn>
  private let zone: Zone
  private var statuses = CellMemory<BookedAppointment.Status?>()

  var unread: [String] { header.unread }

  /// - Parameter zone: the clinic's; times without a zone are on its clock.
  init(_ row: CSVRow, map: ColumnMap?, zone: Zone, name: String) throws(ImportFailure) {
    header = try CSVHeader(row, map: map, name: name)
    moments = CSVMoments(start: .start, date: .date, time: .time, zone: zone)
    self.zone = zone
    let missing =
      (header[.patientID] == nil && header[.mrn] == nil ? ["patient_id"] : [])
      + CSVMoments.missing(header, .start, .date)
    if !missing.isEmpty { throw .missingColumns(name, missing) }
  }

  mutating func read(_ row: CSVRow) -> Reading {
    var cells = Cells(row: row, header: header)
    if let problem = cells.shapeProblem { return .rejected(problem) }
    do {
      return .row(try appointment(&cells), flags: cells.flags)
    } catch {
      return .rejected(error.problem)
    }
  }

  private mutating func appointment(
    _ cells: inout Cells
  ) throws(RowRejection) -> AppointmentRow {
    let whose = try whose(cells)
    let start = try start(&cells)
    let provider = cells.plain(.provider)
    let named = try cells.identifier(.appointmentID)
    var row = AppointmentRow(
      id: named ?? Self.key(whose, start, provider), whose: whose, start: start,
      status: status(&cells))
    row.provider = provider
    row.specialty = cells.plain(.specialty)
    row.location = cells.plain(.location)
    return row
  }

  private func whose(_ cells: Cells) throws(RowRejection) -> AppointmentRow.Whose {
    if let id = try cells.identifier(.patientID) { return .patient(PatientID(id)) }
    if let mrn = try cells.identifier(.mrn) { return .mrn(mrn) }
    throw cells.rejection(header[.patientID] == nil ? .mrn : .patientID, "patient_id is missing")
  }

  /// A day without a time counts to its end: it is an appointment all day long.
  private func start(_ cells: inout Cells) throws(RowRejection) -> Date {
    switch try moments.read(cells) {
    case .at(let instant): return instant
    case .day(let date):
      cells.flag(
        header[.start] == nil ? .date : .start, "the time is missing; the day counts to its end")
      return LocalTime(date: date, time: TimeOfDay(hour: 23, minute: 59)!).instant(in: zone)
    }
  }

  /// Nothing said is booked. A word that is not known counts as booked too, and is flagged: the
  /// patient is not called until somebody has looked.
  private mutating func status(_ cells: inout Cells) -> BookedAppointment.Status {
    guard let cell = cells.cell(.status) else { return .booked }
    if let status = statuses.value(cell, { VisitStatus.read(FieldText.decode($0)) }) {
      return status
    }
    cells.flag(.status, "status is not a known word; taken as booked")
    return .booked
  }

  /// The same for the same patient, start and provider, so that the same file twice brings the same
  /// appointment.
  private static func key(
    _ whose: AppointmentRow.Whose, _ start: Date, _ provider: String?
  ) -> String {
    var key = StableKey()
    switch whose {
    case .patient(let id): key.add(id.rawValue)
    case .mrn(let number): key.add(number)
    }
    key.add(String(Int(start.timeIntervalSince1970)))
    key.add(provider ?? "")
    return key.text(after: "a")
  }
}
