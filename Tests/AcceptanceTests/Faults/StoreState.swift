import Foundation

/// What a clinic holds: every row of every table, and every file beside the store. Two that came about
/// in different ways are compared; what differs between two runs that nobody disturbed is left out.
struct StoreState {
  private var tables: [String: [[String]]] = [:]
  private var files: [String: Data] = [:]
  /// Entries of the trail by their act: a command that is given twice leaves more of them.
  private var acts: [String: Int] = [:]

  /// Counted as differences on a server; keys, numbers of rows, of which a server leaves one out where
  /// a transaction died.
  private static let leftOut: Set<String> = ["tally", "audit", "audit_seal", "shape"]
  /// What was done is noted once for each time that it was done.
  private static let logs: Set<String> = ["approval", "import", "script_version", "store_epoch"]
  private static let numbers: Set<String> = [
    "made", "lane", "lane.id", "erasure", "erasure.id", "import.id", "approval.id",
  ]

  init(of clinic: FaultClinic) throws {
    for table in try clinic.tables() where !Self.leftOut.contains(table) {
      let columns = try clinic.columns(of: table)
      let kept = columns.indices.filter {
        !Self.numbers.contains(columns[$0]) && !Self.numbers.contains("\(table).\(columns[$0])")
      }
      let list = kept.map { "\"\(columns[$0])\"" }.joined(separator: ", ")
      guard !kept.isEmpty else { continue }
      tables[table] = try clinic.rows("SELECT \(list) FROM \"\(table)\"").map { row in
        row.map(Self.withoutTime)
      }
    }
    for row in try clinic.rows("SELECT act, count(*) FROM audit GROUP BY act") {
      acts[row[0]] = Int(row[1])
    }
    files = Self.files(of: clinic)
  }

  /// Instants of these two days are when it was done.
  private static func withoutTime(_ value: String) -> String {
    if let number = Int64(value) {
      let isNow = [Workplace.nowMicros, Int64(Date().timeIntervalSince1970 * 1_000_000)].contains {
        abs(number - $0) < 86_400_000_000
      }
      return isNow ? "now" : value
    }
    return value.replacing(/20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[-+]\d\d:\d\d)/) { _ in "now"
    }
  }

  private static func files(of clinic: FaultClinic) -> [String: Data] {
    let home = clinic.place.home
    var found: [String: Data] = [:]
    let paths = (try? FileManager.default.subpathsOfDirectory(atPath: home.path)) ?? []
    for path in paths
    where !path.hasPrefix("tmp")
      && !path.hasPrefix("demo/recall.sqlite") && !isUnfinishedCopy(path) && !isNotedLater(path)
    {
      let url = home.appendingPathComponent(path)
      guard let data = try? Data(contentsOf: url) else { continue }
      found[path] = path.contains("audit.") ? Data() : data
    }
    return found
  }

  /// Of a store, whose maker died: it goes with a later copy, when nothing came to it for an hour.
  private static func isUnfinishedCopy(_ path: String) -> Bool {
    path.contains("copy.sqlite.") && (path.hasSuffix(".part") || path.contains(".part-"))
  }

  /// A seal is noted with the next one where its command died before it could; and a power cut may bring
  /// the empty lock of a file that is made back, which goes with the next.
  private static func isNotedLater(_ path: String) -> Bool {
    path.hasSuffix("/audit.checkpoints") || path.hasSuffix(".part.lock")
  }

  /// What two undisturbed runs have in common, as what a third is held against.
  struct Model {
    fileprivate let state: StoreState
    fileprivate var volatile: [String: Set<Int>] = [:]
    fileprivate var volatileFiles: Set<String> = []

    init(_ one: StoreState, _ other: StoreState) {
      state = one
      for (table, rows) in one.tables {
        let others = other.tables[table] ?? []
        for column in rows.first?.indices ?? 0..<0
        where rows.map({ $0[column] }).sorted() != others.map({ $0[column] }).sorted() {
          volatile[table, default: []].insert(column)
        }
      }
      volatileFiles = Set(one.files.keys.filter { one.files[$0] != other.files[$0] })
    }
  }

  /// What `all` has beyond `rows`.
  private static func without(_ rows: [String], _ all: [String]) -> [String] {
    var counts: [String: Int] = [:]
    for row in rows { counts[row, default: 0] += 1 }
    return all.filter { row in
      counts[row, default: 0] -= 1
      return counts[row, default: 0] < 0
    }
  }

  func differences(from model: Model, butFor dated: String? = nil) -> [String] {
    var found: [String] = []
    for (table, rows) in model.state.tables {
      let left = model.volatile[table] ?? []
      func plain(_ rows: [[String]]) -> [String] {
        rows.map { row in
          row.enumerated().filter { !left.contains($0.offset) }.map(\.element)
            .joined(separator: "\u{1F}")
        }.sorted()
      }
      let (expected, stands) = (plain(rows), plain(tables[table] ?? []))
      if expected == stands { continue }
      let (lacks, more) = (Self.without(stands, expected), Self.without(expected, stands))
      if Self.logs.contains(table), lacks.isEmpty { continue }
      found.append(
        "\(table) has \(stands.count) rows, not \(expected.count), lacks \(lacks.prefix(1)), has "
          + "\(more.prefix(1)) beyond")
    }
    let (expected, stand) = (Set(model.state.files.keys), Set(files.keys))
    for path in expected.subtracting(stand).sorted() { found.append("\(path) is missing") }
    for path in stand.subtracting(expected).sorted() { found.append("\(path) was left behind") }
    for path in expected.intersection(stand).subtracting(model.volatileFiles).sorted()
    where path != dated && files[path] != model.state.files[path] {
      found.append("\(path) is not what it was to be")
    }
    for (act, count) in model.state.acts where (acts[act] ?? 0) < count {
      found.append("the trail lacks \(act)")
    }
    return found
  }
}

extension Workplace {
  static let nowMicros: Int64 = {
    let instant = ISO8601DateFormatter().date(from: now) ?? Date()
    return Int64(instant.timeIntervalSince1970 * 1_000_000)
  }()
}
