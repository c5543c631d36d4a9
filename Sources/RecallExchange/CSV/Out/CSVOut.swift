internal import Foundation
package import RecallDomain

/// What can be written as rows.
package enum ExportedRows: String, CaseIterable, Sendable {
  case recalls, appointments, slots, notes
}

/// Rows for a spreadsheet, written one by one. Recalls and appointments have the columns that our own
/// import reads.
package struct CSVOut {
  private let zone: Zone
  private let write: (String) throws -> Void

  package init(zone: Zone, write: @escaping (String) throws -> Void) {
    self.zone = zone
    self.write = write
  }

  package func header(_ rows: ExportedRows) throws {
    switch rows {
    case .recalls: try line(CSVRecallOut.columns.map(\.name))
    case .appointments: try line(Self.appointmentColumns.map(\.name))
    case .slots: try line(Self.slotColumns.map(\.name))
    case .notes: try line(Self.noteColumns)
    }
  }

  package func row(_ candidate: Candidate) throws {
    try line(CSVRecallOut(candidate: candidate).cells)
  }

  private static let appointmentColumns: [AppointmentColumn] = [
    .appointmentID, .patientID, .start, .status, .provider, .specialty, .location,
  ]

  package func row(_ appointment: ExportedAppointment) throws {
    let booked = appointment.booked
    try line([
      booked.id, booked.patient.rawValue, InstantText.rfc3339(booked.start, in: zone),
      status(booked.status), booked.provider ?? "", booked.specialty ?? "",
      appointment.location ?? "",
    ])
  }

  private func status(_ status: BookedAppointment.Status) -> String {
    switch status {
    case .booked: "booked"
    case .kept: "completed"
    case .noShow: "no-show"
    case .cancelled: "cancelled"
    }
  }

  private static let slotColumns: [SlotColumn] = [
    .slotID, .start, .minutes, .provider, .specialty, .location, .language, .status,
  ]

  package func row(_ slot: Slot) throws {
    try line([
      slot.id.rawValue, InstantText.rfc3339(slot.start, in: zone), String(slot.minutes),
      slot.provider ?? "", slot.specialty ?? "", slot.location ?? "", slot.language ?? "", "free",
    ])
  }

  static let noteColumns = [
    "note", "ended", "caller", "patient", "recall", "segment", "attempt", "direction", "number",
    "outcome", "detail", "barriers", "summary", "next", "next_owner", "next_on", "saved_as",
    "added_by", "added_at", "added",
  ]

  /// The outcome is the one that counts; `saved_as` is what the note was saved with, where it was
  /// corrected since.
  package func row(_ kept: KeptNote) throws {
    let (note, last) = (kept.note, kept.additions.last)
    let instant = { (date: Date?) in date.map { InstantText.rfc3339($0, in: zone) } ?? "" }
    try line([
      note.id.rawValue, instant(note.ended), note.caller, note.patient.rawValue,
      note.recall.rawValue, note.segment, "\(note.attempt)", note.direction.rawValue,
      note.number.isEmpty ? "" : PhoneNumber.display(note.number), kept.ending.outcome.rawValue,
      kept.ending.detail.rawValue, note.barriers.map(\.rawValue).joined(separator: " "),
      note.summary, kept.next.kind.rawValue, kept.next.owner ?? "", instant(kept.next.at),
      kept.ending == note.ending ? "" : note.ending.description, last?.author ?? "",
      instant(last?.at), kept.additions.map(\.words).joined(separator: " / "),
    ])
  }

  private func line(_ cells: [String]) throws {
    try write(
      cells.map(GuardedCell.text).joined(separator: ",") + "\r\n")
  }
}
