import Foundation
import RecallDomain
import RecallStorage

/// Where a store is, as clinic.yaml says it.
enum StoreLocation {
  case file(String)
  case server(PostgreSQLAddress)

  init(_ store: String, _ security: StoreSecurity, folder: ClinicFolder) throws {
    if PostgreSQLAddress.isOne(store) {
      self = .server(try StorePlace.address(store, security))
      return
    }
    let name = String(store.dropFirst("sqlite:".count))
    self = .file(name.hasPrefix("/") ? name : folder.url.appendingPathComponent(name).path)
  }
}

/// Where the clinic's store is, from `store:` of clinic.yaml.
struct StorePlace {
  private let place: StoreLocation
  private let policy: ClinicPolicy
  private let folder: ClinicFolder

  init(policy: ClinicPolicy, folder: ClinicFolder) throws {
    self.policy = policy
    self.folder = folder
    place = try StoreLocation(policy.store, policy.storeSecurity, folder: folder)
    if let file { Failure.storePlace = TerminalText.clean(file) }
  }

  /// The address is never repeated: somebody may have written a password into it.
  static func address(_ url: String, _ security: StoreSecurity = .verified) throws
    -> PostgreSQLAddress
  {
    do {
      return try PostgreSQLAddress(
        url, acceptsUnverifiedNetwork: security == .unverifiedNetworkAccepted)
    } catch {
      switch error {
      case .holdsPassword:
        throw Failure(
          .configuration, "the address of the store holds a password",
          hint: "put it into a passfile (~/.pgpass, mode 0600) or a service file")
      case .unreadable:
        throw Failure(
          .configuration, "the address of the store could not be read",
          hint: "it looks like postgresql://HOST/DATABASE?sslmode=verify-full")
      }
    }
  }

  /// `nil`: the store is a file.
  var server: PostgreSQLAddress? {
    if case .server(let address) = place { address } else { nil }
  }

  /// `nil`: the store is on a server.
  var file: String? {
    if case .file(let path) = place { path } else { nil }
  }

  /// What is written to it is chained in the trail. What programs that died, or that had a sick disk,
  /// have left in the clinic folder is removed.
  func open() throws -> any SharedActs {
    let store = try openUnchained()
    PartFile.sweep(beside: folder.url.appendingPathComponent(AuditKeyFile.name).path)
    do { try TrailKeeping(folder).begin(store) } catch let failure as StoreFailure {
      throw Failure(failure)
    }
    return store
  }

  /// For whoever brings the key.
  func openUnchained() throws -> any SharedActs {
    do {
      switch place {
      case .file(let path):
        try check(path)
        return try SQLiteStore.open(path: path, classes: .under(policy))
      case .server(let address):
        return try PostgreSQLStore.open(address, classes: .under(policy))
      }
    } catch let failure as StoreFailure { throw Failure(failure) }
  }

  private func check(_ path: String) throws {
    guard FileManager.default.fileExists(atPath: path) else {
      throw Failure(
        .unreachable, "the clinic has no store at \"\(path)\"",
        hint:
          "if it was moved away, `recall store restore FILE` brings a backup in its place; else correct "
          + "store: in clinic.yaml")
    }
  }

  /// Refused where a store is: a clinic is made once.
  ///
  /// - Parameter begunWith: the key of a maker of this very clinic who died. The store on a server that
  ///   is chained with it is his, nobody was told of it, and it is gone on with.
  func create(_ kind: StoreKind, begunWith key: AuditKeyring? = nil) throws -> any RecallStore {
    let store = try make(kind, key)
    let trail = TrailKeeping(folder)
    do { try trail.begin(store) } catch let failure as StoreFailure { throw Failure(failure) }
    do {
      if server != nil { trail.seal(store, at: try store.moment(asked: nil)) }
    } catch { throw Failure(error) }
    return store
  }

  private func make(_ kind: StoreKind, _ key: AuditKeyring?) throws -> any SharedActs {
    do {
      switch place {
      case .file(let path):
        return try SQLiteStore.create(
          path: path, kind: kind, classes: .under(policy))
      case .server(let address):
        let trail = TrailKeeping(folder)
        return try PostgreSQLStore.create(
          address, kind: kind, classes: .under(policy), chainedWith: { trail.keyOfNewChain() })
      }
    } catch .refused(let why) {
      if let key, let begun = begun(kind, with: key) { return begun }
      throw Failure(
        .cannotCreate, why,
        hint: server == nil
          ? "choose another folder, or open the clinic that is there"
          : "another clinic needs a database of its own; to join this one, copy the clinic folder "
            + "of a colleague")
    } catch .notPermitted where server != nil {
      throw Self.mayNotMakeStores
    } catch { throw Failure(error) }
  }

  private func begun(_ kind: StoreKind, with key: AuditKeyring) -> (any SharedActs)? {
    guard let server, let store = try? PostgreSQLStore.open(server, classes: .under(policy)),
      store.kind == kind, let fingerprint = store.trailKey, key.key(fingerprint) != nil
    else { return nil }
    return store
  }

  static let mayNotMakeStores = Failure(
    .notPermitted, "this database user may not make or change a store",
    hint: "whoever owns the database and has CREATEROLE may: `createuser --createrole NAME`, "
      + "`createdb --owner NAME DATABASE`")
}
