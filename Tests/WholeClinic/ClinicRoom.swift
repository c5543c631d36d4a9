import Foundation
import RecallConsole
import RecallDomain
import RecallExchange
import RecallStorage
import ScriptEngine

/// The shipped clinic, read once: its policy, its scripts, its words.
struct ShippedClinic: Sendable {
  let policy: ClinicPolicy
  let shelf: ScriptShelf

  static let shared = ShippedClinic(root: checkout)

  private static let checkout = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  private init(root: URL) {
    func file(_ path: String) -> SourceFile {
      let data = FileManager.default.contents(atPath: root.appendingPathComponent(path).path)
      return SourceFile(path: path, bytes: [UInt8](data ?? Data()))
    }
    let files = ["scripts", "locales/en", "locales/es"].flatMap { folder -> [SourceFile] in
      let path = root.appendingPathComponent(folder).path
      let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
      return names.filter { $0.hasSuffix(".yaml") }.sorted().map { file("\(folder)/\($0)") }
    }
    policy = ClinicFileReader.read(file("clinic.yaml")).policy!
    shelf = ScriptShelf(
      ScriptLibrary.read(files: files, policy: policy), policy: policy, approvedOnly: false)
  }
}

/// Where a simulated clinic has its list.
package enum ClinicGround: Sendable {
  case file
  /// An empty database, as `store:` in clinic.yaml names it.
  case server(url: String)
}

/// What all consoles of a simulated clinic share: its store, and the folder of calls that are kept while
/// it is away. Files are gone with this object.
final class ClinicRoom {
  let clinic = ShippedClinic.shared
  let ground: ClinicGround
  let folder: String
  let key: AuditKey
  let patients: [ImportRow]
  var policy: ClinicPolicy { clinic.policy }
  var file: String { folder + "/recall.sqlite" }
  var outage: String { folder + "/outage" }

  init(patients count: Int, seed: UInt64, at now: Date, on ground: ClinicGround) throws {
    self.ground = ground
    let place =
      FileManager.default.isWritableFile(atPath: "/dev/shm")
      ? "/dev/shm" : FileManager.default.temporaryDirectory.path
    folder = "\(place)/recall-whole-clinic-\(UUID().uuidString)"
    key = AuditKey.random()
    let policy = clinic.policy
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let store = try Self.make(ground, in: folder, policy, key, at: now)
    store.chainEntries(with: key)
    var people = DemoPatients(
      policy: policy, today: LocalTime(now, in: policy.zone).date, seed: seed)
    patients = people.rows(count)
    _ = try store.importBatch(ImportBatch(source: "demo", rows: patients), at: now)
    // Few, so that callers want the same.
    let slots = DemoSlots.slots(policy: policy, zone: policy.zone, after: now)
    try store.addSlots(Array(slots.prefix(max(count / 5, 4))))
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  private static func make(
    _ ground: ClinicGround, in folder: String, _ policy: ClinicPolicy, _ key: AuditKey, at now: Date
  ) throws -> any SharedActs {
    switch ground {
    case .file:
      let store = try SQLiteStore.create(
        path: folder + "/recall.sqlite", kind: .demo, classes: .under(policy))
      try store.foundTrail(key, at: now)
      return store
    case .server(let url):
      return try PostgreSQLStore.create(
        PostgreSQLAddress(url), kind: .demo, classes: .under(policy), chainedWith: { key })
    }
  }

  /// Another program on the same store.
  func open() throws -> any SharedActs {
    let store: any SharedActs =
      switch ground {
      case .file: try SQLiteStore.open(path: file, classes: .under(policy))
      case .server(let url):
        try PostgreSQLStore.open(PostgreSQLAddress(url), classes: .under(policy))
      }
    store.chainEntries(with: key)
    return store
  }
}
