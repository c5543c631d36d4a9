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
  let options: GlobalOptions

  /// Nothing is made where there is a clinic already: then `false`.
  func makeIfAbsent(at asked: Date?) throws -> Bool {
    if folder.exists {
      ClinicMaking(folder).clearAway()
      try refuseUnlessDemo()
      return false
    }
    if let address = store { _ = try StorePlace.address(address) }
    try ClinicMaking(folder).make(mode: 0o700, onServer: store != nil) {
      try make(in: $0, at: asked)
    }
    return true
  }

  /// With every entry in its place in the list, so that the first console finds it as the second does.
  private func make(in folder: ClinicFolder, at asked: Date?) throws {
    try ShippedFiles.copy(to: folder)
    if let address = self.store { try StoreLine(folder).write(address) }
    let policy = try OpenClinic.policy(of: folder)
    let store = try StorePlace(policy: policy, folder: folder)
      .create(.demo, begunWith: self.store == nil ? nil : folder.keyLeft())
    let now = asked ?? ClinicClock.callingTime(from: Date(), policy: policy)
    do {
      try fill(store, policy: policy, now: now)
      try approve(store, in: folder, policy: policy, now: now)
    } catch let failure as StoreFailure { throw Failure(failure) }
    var options = options
    options.clinic = folder.path
    try OpenClinic(options).settle()
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

  private func approve(
    _ store: any RecallStore, in folder: ClinicFolder, policy: ClinicPolicy, now: Date
  ) throws {
    let library = ScriptLibrary.read(files: try folder.libraryFiles(), policy: policy)
    try Approving(library: library, folder: folder, store: store)
      .approve(library.editions.keys.sorted(), by: "demo", at: now)
  }
}
