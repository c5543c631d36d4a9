import RecallDomain

/// Whom a long list shows, for the trail: in one row when it has ended, however it ends; of a list that is
/// longer than anybody reads in a row for each ten thousand, so that none of them has to be kept.
final class ShownOnRecord {
  private static let atOnce = 10_000
  private var shown: [PatientID] = []
  private let tell: ([PatientID]) -> Void

  init(_ tell: @escaping ([PatientID]) -> Void) { self.tell = tell }

  func show(_ patient: PatientID) {
    shown.append(patient)
    if shown.count == Self.atOnce { end() }
  }

  func end() {
    if !shown.isEmpty { tell(shown) }
    shown = []
  }
}
