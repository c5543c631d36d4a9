package import Foundation
package import RecallDomain

/// What an import needs of a store: three of the acts of `RecallStore`, with the same names and
/// the same promises.
package protocol ImportSink: AnyObject {
  func importBatch(_ batch: ImportBatch, at now: Date) throws(StoreFailure) -> [ImportVerdict]
  func addSlots(_ slots: [Slot]) throws(StoreFailure)
  func addAppointments(_ appointments: [BookedAppointment]) throws(StoreFailure)
}

/// A store as the sink of an import.
package final class StoreSink: ImportSink {
  private let store: any RecallStore

  package init(_ store: any RecallStore) { self.store = store }

  package func importBatch(
    _ batch: ImportBatch, at now: Date
  ) throws(StoreFailure) -> [ImportVerdict] { try store.importBatch(batch, at: now) }

  package func addSlots(_ slots: [Slot]) throws(StoreFailure) { try store.addSlots(slots) }

  package func addAppointments(_ appointments: [BookedAppointment]) throws(StoreFailure) {
    try store.addAppointments(appointments)
  }
}
