import CLibPQ
import Foundation

/// Where the shared store is: the `postgresql://` address of clinic.yaml. What it leaves out comes
/// from the usual places of libpq (service file, passfile, `PG*` variables). It never holds a
/// password: clinic.yaml is read by many and kept in version control.
package struct PostgreSQLAddress: Sendable {
  /// Why an address is not used. No sentence repeats the address: it may hold a password.
  package enum Problem: Error, Equatable {
    case unreadable
    case holdsPassword
  }

  /// As it stands in clinic.yaml.
  package let url: String
  /// The clinic accepts in so many words that the server is not verified over the network.
  package let acceptsUnverifiedNetwork: Bool
  /// `options` of the address itself, kept beside our own.
  let options: String?
  /// What the address says itself.
  private let said: ConnectionFacts

  package static func isOne(_ store: String) -> Bool {
    store.hasPrefix("postgresql://") || store.hasPrefix("postgres://")
  }

  package init(_ url: String, acceptsUnverifiedNetwork: Bool = false) throws(Problem) {
    // The message of libpq repeats the address.
    var message: UnsafeMutablePointer<CChar>?
    let parsed = PQconninfoParse(url, &message)
    if let message { PQfreemem(message) }
    guard Self.isOne(url), let parsed else { throw .unreadable }
    let said = ConnectionFacts(taking: parsed)
    guard said["password"] == nil else { throw .holdsPassword }
    self.said = said
    self.url = url
    self.acceptsUnverifiedNetwork = acceptsUnverifiedNetwork
    options = said["options"]
  }

  /// What libpq will make of it: the address, then the service, then the environment.
  var facts: ConnectionFacts {
    let others = said["service"].map { ServiceName.during($0) { ConnectionFacts.defaults() } }
    return said.completed(by: others ?? .defaults())
  }

  /// One server, by name: then its number may be remembered.
  var hasOneName: Bool {
    let facts = facts
    guard let host = facts["host"], facts["hostaddr"] == nil else { return false }
    return !host.hasPrefix("/") && !host.contains(",")
  }

  /// Who will be working there, without asking the server.
  package var user: String? { facts["user"] }

  /// The same database, as far as can be told without asking a server.
  package func isSamePlace(as other: PostgreSQLAddress) -> Bool {
    let (own, theirs) = (facts, other.facts)
    let database = { (facts: ConnectionFacts) in facts["dbname"] ?? facts["user"] }
    return database(own) == database(theirs)
      && ["host", "hostaddr", "port"].allSatisfy { own[$0] == theirs[$0] }
  }

  /// Names and values as `PQconnectStartParams` takes them: later ones outrank earlier ones.
  var parameters: [(name: String, value: String)] {
    let ours = PostgreSQLSettings.ofSession.map { "-c \($0.name)=\($0.value)" }
    let theirs = options ?? ProcessInfo.processInfo.environment["PGOPTIONS"]
    return PostgreSQLSettings.defaults + [("dbname", url)] + PostgreSQLSettings.fixed
      + [("options", (ours + [theirs].compactMap { $0 }).joined(separator: " "))]
  }
}

/// What is known of a connection before it is made: options of libpq with their values.
struct ConnectionFacts: Sendable {
  private var values: [String: String] = [:]

  /// Of the service file and the environment; nothing is asked of any server.
  static func defaults() -> ConnectionFacts {
    PQconndefaults().map { ConnectionFacts(taking: $0) } ?? ConnectionFacts()
  }

  private init() {}

  /// Frees the options.
  init(taking options: UnsafeMutablePointer<PQconninfoOption>) {
    defer { PQconninfoFree(options) }
    var option = options
    while let keyword = option.pointee.keyword {
      if let value = option.pointee.val {
        values[String(cString: keyword)] = String(cString: value)
      }
      option += 1
    }
  }

  func completed(by others: ConnectionFacts) -> ConnectionFacts {
    var all = self
    all.values.merge(others.values) { own, _ in own }
    return all
  }

  /// An empty value counts as none, as it does for libpq.
  subscript(_ keyword: String) -> String? {
    values[keyword].flatMap { $0.isEmpty ? nil : $0 }
  }
}

/// libpq reads a service file for the environment's own service only: for as long as `body` runs, the
/// service of the address is that.
private enum ServiceName {
  private static let lock = NSLock()

  static func during<Result>(_ name: String, _ body: () -> Result) -> Result {
    lock.withLock {
      let before = ProcessInfo.processInfo.environment["PGSERVICE"]
      setenv("PGSERVICE", name, 1)
      defer { if let before { setenv("PGSERVICE", before, 1) } else { unsetenv("PGSERVICE") } }
      return body()
    }
  }
}

/// The rule for the way to the server (STACK): over a network the server must prove who it is,
/// before it is told anything. On this machine itself there is nobody in between.
struct WayToServer: Equatable {
  /// Each host that may be tried; `nil` is the machine's own default socket.
  let hosts: [String?]
  let mode: String?

  init(_ facts: ConnectionFacts) {
    // An address by number is what is dialled; the name then is only for the certificate.
    let named = facts["hostaddr"] ?? facts["host"]
    hosts =
      named.map { $0.split(separator: ",", omittingEmptySubsequences: false).map { String($0) } }
      ?? [nil]
    mode = facts["sslmode"]
  }

  var isSafe: Bool { mode == "verify-full" || hosts.allSatisfy(Self.isThisMachine) }

  static func isThisMachine(_ host: String?) -> Bool {
    guard let host, !host.isEmpty else { return true }
    return host.hasPrefix("/") || host.hasPrefix("@") || host == "localhost" || isLoopback(host)
  }

  /// 127.0.0.0/8 or ::1, written as numbers.
  static func isLoopback(_ address: String) -> Bool {
    if address == "::1" { return true }
    let parts = address.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
    return parts.count == 4 && parts[0] == 127 && parts.allSatisfy { $0 != nil }
  }
}
