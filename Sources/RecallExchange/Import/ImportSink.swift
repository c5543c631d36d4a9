package import Foundation
package import RecallDomain

/// What an import needs of a store: some of the acts of `RecallStore`, with the same names and
/// the same promises.
package protocol ImportSink: AnyObject {
  func importBatch(_ batch: ImportBatch, at now: Date) throws(StoreFailure) -> [ImportVerdict]
  func duplicates(among patients: [PatientID]) throws(StoreFailure) -> Set<PatientID>
  func importAppointments(
    _ rows: [AppointmentRow], at now: Date
  ) throws(StoreFailure) -> [AppointmentVerdict]
  func importSlots(_ rows: [SlotRow]) throws(StoreFailure) -> [ImportVerdict]
}

/// A store as the sink of an import.
package final class StoreSink: ImportSink {
  private let store: any RecallStore

  package init(_ store: any RecallStore) { self.store = store }

  package func importBatch(
    _ batch: ImportBatch, at now: Date
  ) throws(StoreFailure) -> [ImportVerdict] { try store.importBatch(batch, at: now) }

  package func duplicates(among patients: [PatientID]) throws(StoreFailure) -> Set<PatientID> {
    try store.duplicates(among: patients)
  }

  package func importAppointments(
    _ rows: [AppointmentRow], at now: Date
  ) throws(StoreFailure) -> [AppointmentVerdict] { try store.importAppointments(rows, at: now) }

  package func importSlots(_ rows: [SlotRow]) throws(StoreFailure) -> [ImportVerdict] {
    try store.importSlots(rows)
  }
}
