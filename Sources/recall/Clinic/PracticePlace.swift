import Foundation
import RecallDomain
import RecallStorage

/// Where practice results are kept: `practice: { store: … }` of clinic.yaml, else `practice.sqlite`
/// in the clinic folder. *Never* the store of live calls, which practice does not open.
struct PracticePlace {
  private let place: StoreLocation
  private let live: StoreLocation?

  init(policy: ClinicPolicy, folder: ClinicFolder) throws {
    place = try StoreLocation(policy.practice.store, policy.storeSecurity, folder: folder)
    // Only looked at: an address of live calls that cannot be read is not practice's affair.
    live = try? StoreLocation(policy.store, .verified, folder: folder)
  }

  private var livePath: String? {
    if case .file(let path)? = live { path } else { nil }
  }

  /// `nil`: the results are kept in a file.
  var server: PostgreSQLAddress? {
    if case .server(let address) = place { address } else { nil }
  }

  /// The store, whose file is made when there is none; one on a server is made by its owner, with
  /// `recall store migrate`.
  func open() throws -> any RecallStore {
    if case .file(let path) = place, !isMade(path) {
      guard path != livePath else { throw Self.otherKind }
      do { return try SQLiteStore.create(path: path, kind: .practice) } catch {
        // Somebody else began to practise at this moment.
        guard case .refused = error else { throw Self.cannotMake(path, error) }
      }
    }
    return try openStore()
  }

  /// `nil`: nobody has practised yet. For those who only read.
  func openIfMade() throws -> (any RecallStore)? {
    if case .file(let path) = place, !isMade(path) { return nil }
    return try openStore()
  }

  private func openStore() throws -> any RecallStore {
    do {
      switch place {
      case .file(let path):
        guard !isLive(path) else { throw Self.otherKind }
        return try SQLiteStore.open(path: path, ofKind: .practice)
      case .server(let address):
        if case .server(let other)? = live, address.isSamePlace(as: other) { throw Self.otherKind }
        let store = try PostgreSQLStore.open(address)
        guard store.kind == .practice else { throw Self.otherKind }
        return store
      }
    } catch let failure as StoreFailure { throw Self.explained(failure) }
  }

  private func isMade(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

  /// The same file under whatever name: told without opening it.
  private func isLive(_ path: String) -> Bool {
    var (ours, live) = (stat(), stat())
    guard let livePath, stat(path, &ours) == 0, stat(livePath, &live) == 0 else { return false }
    return (ours.st_dev, ours.st_ino) == (live.st_dev, live.st_ino)
  }

  static let otherKind = Failure(
    .configuration, "the place of practice results holds another store, which practice never uses",
    hint: "let practice: { store: … } in clinic.yaml name a place of its own")

  private static func cannotMake(_ path: String, _ failure: StoreFailure) -> Failure {
    if case .full = failure { return explained(failure) }
    return Failure(
      .cannotCreate, "practice results cannot be kept: \"\(path)\" could not be made",
      hint: "check the permissions of its folder, or let practice: { store: … } in clinic.yaml"
        + " name another place")
  }

  /// The sentence says which of the two stores it is about.
  static func explained(_ failure: StoreFailure) -> Failure {
    switch failure {
    case .refused: return otherKind
    case .unreachable("permission denied"):
      return Failure(
        .notPermitted, "the practice store may not be opened: its file is somebody else's",
        hint: "a team keeps its results on a server: practice: { store: postgresql://… } in"
          + " clinic.yaml")
    default:
      let plain = Failure(failure)
      return Failure(plain.code, "practice store: \(plain.message)", hint: plain.hint)
    }
  }
}
