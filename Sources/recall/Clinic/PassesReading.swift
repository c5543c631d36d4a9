import RecallDomain

/// Reads what the caller of a clinic has passed, from its practice store, as often as it is asked.
final class PassesReading {
  private let policy: ClinicPolicy
  private let folder: ClinicFolder
  private let staff: String
  private let isPractice: Bool
  /// Open from the first time on that it could be opened.
  private var store: (any RecallStore)?

  init(_ clinic: OpenClinic) {
    (policy, folder, staff) = (clinic.policy, clinic.folder, clinic.staff.id)
    isPractice = clinic.store.kind == .practice
  }

  /// `nil`: nothing is wanted before live calls, and nothing is opened.
  func passes() -> PracticePasses? {
    guard policy.practice.required, !isPractice else { return nil }
    do {
      let place = try PracticePlace(policy: policy, folder: folder)
      store = try store ?? place.openIfMade()
      // Nobody has practised yet.
      guard let store else { return .known([]) }
      return .known(try store.practicePasses(of: staff))
    } catch {
      store = nil
      return .unreadable
    }
  }
}
