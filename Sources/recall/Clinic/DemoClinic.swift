import Foundation
import RecallDomain
import RecallExchange
import RecallStorage
import ScriptEngine

/// Makes a sample clinic: the shipped files, synthetic patients, open slots, and approval of the
/// shipped scripts for itself. Its store is marked *demo* when made and never changes its kind.
struct DemoClinic {
  let folder: ClinicFolder
  let patients: Int
  let seed: UInt64
  /// Of a shared store; `nil`: a file in the folder.
  var store: String?

  /// Nothing is made where there is a clinic already: then `false`.
  func makeIfAbsent(at asked: Date?) throws -> Bool {
    if folder.exists {
      try refuseUnlessDemo()
      return false
    }
    if let address = store { _ = try StorePlace.address(address) }
    try folder.makingWhole { try make(at: asked) }
    return true
  }

  private func make(at asked: Date?) throws {
    try ShippedFiles.copy(to: folder)
    if let address = self.store { try StoreLine(folder).write(address) }
    let policy = try OpenClinic.policy(of: folder)
    let store = try StorePlace(policy: policy, folder: folder).create(.demo)
    let now = asked ?? ClinicClock.callingTime(from: Date(), policy: policy)
    do {
      try fill(store, policy: policy, now: now)
      try approve(store, policy: policy, now: now)
    } catch let failure as StoreFailure { throw Failure(failure) }
  }

  private func refuseUnlessDemo() throws {
    let policy = try OpenClinic.policy(of: folder)
    let store = try StorePlace(policy: policy, folder: folder).open()
    guard store.kind != .live else {
      throw Failure(
        .notPermitted, "\"\(folder.path)\" is a live clinic",
        hint: "give `recall demo` another folder")
    }
  }

  private func fill(_ store: any RecallStore, policy: ClinicPolicy, now: Date) throws {
    let zone = Zone(policy.timeZone)!
    var synthetic = DemoPatients(
      policy: policy, today: LocalTime(now, in: zone).date, seed: seed)
    var rows = synthetic.rows(patients)[...]
    while !rows.isEmpty {
      let batch = ImportBatch(source: "demo", rows: Array(rows.prefix(500)))
      _ = try store.importBatch(batch, at: now)
      rows = rows.dropFirst(500)
    }
    try store.addSlots(DemoSlots.slots(policy: policy, zone: zone, after: now))
  }

  private func approve(_ store: any RecallStore, policy: ClinicPolicy, now: Date) throws {
    let library = ScriptLibrary.read(files: try folder.libraryFiles(), policy: policy)
    try Approving(library: library, folder: folder, store: store)
      .approve(library.editions.keys.sorted(), by: "demo", at: now)
  }
}
