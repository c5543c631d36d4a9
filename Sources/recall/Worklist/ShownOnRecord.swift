import RecallDomain

/// Whom a list shows, for the trail: in one row *before* the screen or the pipe has any of it, so that a list
/// that is cut short, left or killed is on record with all that it has shown. A list that is longer than
/// anybody reads is told piece by piece, each before it is written (`LineOutput`).
final class ShownOnRecord {
  private static let atOnce = 10_000
  private var shown: [PatientID] = []
  private let tell: ([PatientID]) -> Void

  init(_ tell: @escaping ([PatientID]) -> Void) { self.tell = tell }

  func show(_ patient: PatientID) {
    shown.append(patient)
    if shown.count == Self.atOnce { tellSoFar() }
  }

  func tellSoFar() {
    if !shown.isEmpty { tell(shown) }
    shown = []
  }
}
