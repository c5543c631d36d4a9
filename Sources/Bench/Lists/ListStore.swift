import Foundation
import RecallDomain
import RecallStorage
import RecallTestSupport

/// Where a list is measured: a file, or a database of a throw-away server that really syncs.
enum ListPlace: Sendable {
  case sqlite(path: String)
  case postgresql(url: String)

  var engine: String {
    switch self {
    case .sqlite: "SQLite"
    case .postgresql: "PostgreSQL"
    }
  }

  /// One caller's own way in.
  func open(_ policy: ClinicPolicy) throws -> any SharedActs {
    let classes = HoursClasses.under(policy)
    let store: any SharedActs =
      switch self {
      case .sqlite(let path): try SQLiteStore.open(path: path, classes: classes)
      case .postgresql(let url):
        try PostgreSQLStore.open(PostgreSQLAddress(url), classes: classes)
      }
    // As the program does.
    store.chainEntries(with: .random())
    return store
  }

  fileprivate func create(_ policy: ClinicPolicy) throws -> any SharedActs {
    let classes = HoursClasses.under(policy)
    switch self {
    case .sqlite(let path):
      return try SQLiteStore.create(path: path, kind: .demo, classes: classes)
    case .postgresql(let url):
      return try PostgreSQLStore.create(PostgreSQLAddress(url), kind: .demo, classes: classes)
    }
  }

  func bareCaller(_ id: String) throws -> any NextCaller {
    switch self {
    case .sqlite(let path): try BareSQLiteCaller(path, id: id)
    case .postgresql(let url): try BarePostgreSQLCaller(url, id: id)
    }
  }
}

/// A made-up list in its place.
struct ListStore: Sendable {
  let place: ListPlace
  let shape: ListShape
  let entries: Int
  let policy: ClinicPolicy

  /// Makes the store, fills it, and lets the pass after an import judge every entry.
  func make() throws {
    let store = try place.create(policy)
    try ListFill(store: store, shape: shape, entries: entries, now: Self.now).run()
    try settle(store)
    if case .postgresql(let url) = place {
      // What autovacuum does soon after a list has come in; not after the closes of a shape.
      try PlainSession(url).run("VACUUM (ANALYZE)")
    }
  }

  static var now: Date { InstantText.read(ListShape.now) ?? Date() }

  func caller(_ id: String) throws -> any NextCaller {
    RecallCaller(try place.open(policy), list: self, id: id)
  }

  private func settle(_ store: any SharedActs) throws {
    guard shape == .allCapped else { return }
    let rules = CallRules(policy: policy)
    var last: RecallID?
    repeat {
      last = try store.settle(after: last, at: Self.now) {
        rules.judge($0, at: Self.now, caller: nil, scripts: RecallCaller.scripts)
      }
    } while last != nil
  }
}
