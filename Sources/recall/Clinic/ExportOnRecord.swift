import Foundation
import RecallDomain
import RecallStorage

/// What an export holds, on record before it leaves: piece by piece, so that one that is cut short has
/// told of whom it gave away. Of more patients than anybody reads the trail says that it was everybody.
final class ExportOnRecord {
  private static let named = 10_000
  private static let pieceSize = 65_536

  private let clinic: OpenClinic
  private let what: String
  private let moment: Date
  private let output: PrivateFile
  private var known: Set<PatientID> = []
  private var waiting: [PatientID] = []
  private var pending = ""
  private var isOfEverybody = false

  init(_ what: String, _ clinic: OpenClinic, at moment: Date, into output: PrivateFile) {
    (self.what, self.clinic, self.moment, self.output) = (what, clinic, moment, output)
  }

  /// Who takes what, before anything is read.
  func begin(ofEverybody: Bool) throws {
    isOfEverybody = ofEverybody
    try ofEverybody ? tellEverybody() : tell([])
  }

  func holds(_ patient: PatientID) {
    guard !isOfEverybody, known.insert(patient).inserted else { return }
    waiting.append(patient)
  }

  func write(_ text: String) throws {
    pending += text
    if pending.utf8.count > Self.pieceSize { try flush() }
  }

  func flush() throws {
    if !waiting.isEmpty, !isOfEverybody {
      isOfEverybody = known.count > Self.named
      try isOfEverybody ? tellEverybody() : tell(waiting)
      waiting = []
    }
    try output.write(pending)
    pending = ""
  }

  private func tell(_ patients: [PatientID]) throws {
    do {
      try store.leaveExport(what, by: clinic.staff.id, holding: patients, at: moment)
    } catch { throw Failure(error) }
  }

  private func tellEverybody() throws {
    do {
      try store.leaveExportOfEverybody(what, by: clinic.staff.id, at: moment)
    } catch { throw Failure(error) }
  }

  private var store: any SharedActs {
    guard let store = clinic.store as? any SharedActs else { fatalError("a store of its own kind") }
    return store
  }
}
