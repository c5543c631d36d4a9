import CLibPQ
import Foundation
import RecallDomain

/// The opening of a session. The rule for the network is judged on what libpq itself made of the
/// address, the service file and the environment, before anything is dialled.
enum Handshake {
  /// - Parameters:
  ///   - known: where the server was reached before: its name need not be looked up again, which a
  ///     network that is away would make long.
  ///   - limit: until when, where somebody is on the line.
  static func session(
    at address: PostgreSQLAddress, known: String? = nil, until limit: Deadline? = nil
  ) throws(StoreFailure) -> PostgreSQLSession {
    let facts = address.facts
    guard address.acceptsUnverifiedNetwork || WayToServer(facts).isSafe else {
      throw .unverified(mode: facts["sslmode"] ?? "prefer")
    }
    let parameters = address.parameters + (known.map { [("hostaddr", $0)] } ?? [])
    let started = withCStrings(parameters.map(\.name)) { names in
      withCStrings(parameters.map(\.value)) { PQconnectStartParams(names, $0, 1) }
    }
    guard let handle = started else { throw .unreachable("there is no memory for a connection") }
    let session = PostgreSQLSession(handle)
    if PQstatus(handle) != CONNECTION_BAD, finish(handle, facts, address, limit) { return session }
    // Asking why takes its time.
    guard limit == nil else { throw .unreachable("the server does not answer") }
    throw .unreachable(reason(handle, facts, address))
  }

  /// Drives the handshake to its end, within the time for each host.
  private static func finish(
    _ handle: OpaquePointer, _ facts: ConnectionFacts, _ address: PostgreSQLAddress,
    _ most: Deadline?
  ) -> Bool {
    let limit = facts["connect_timeout"].flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
    let hosts = WayToServer(facts).hosts.count
    let deadline = Deadline(seconds: max(2, limit ?? PostgreSQLSettings.connectPatience) * hosts)
      .earlier(most)
    var events = POLLOUT
    while true {
      guard Deadline.wait(for: PQsocket(handle), Int32(events), until: deadline) else {
        return false
      }
      switch PQconnectPoll(handle) {
      case PGRES_POLLING_OK: return true
      case PGRES_POLLING_READING: events = POLLIN
      case PGRES_POLLING_WRITING: events = POLLOUT
      default: return false
      }
      guard isStillSafe(handle, facts, address) else { return false }
    }
  }

  /// `localhost` is taken at its word, and then looked at: a name may lead anywhere.
  private static func isStillSafe(
    _ handle: OpaquePointer, _ facts: ConnectionFacts, _ address: PostgreSQLAddress
  ) -> Bool {
    guard !address.acceptsUnverifiedNetwork, facts["sslmode"] != "verify-full",
      let reached = PQhostaddr(handle).map({ String(cString: $0) }), !reached.isEmpty
    else { return true }
    return reached.hasPrefix("/") || WayToServer.isLoopback(reached)
  }

  // MARK: Why not

  /// One sentence. The server's own message is looked at for a word or two, and never shown.
  private static func reason(
    _ handle: OpaquePointer, _ facts: ConnectionFacts, _ address: PostgreSQLAddress
  ) -> String {
    let message = PQerrorMessage(handle).map { String(cString: $0) } ?? ""
    let who = facts["user"].map { "the database user \"\($0)\"" } ?? "this database user"
    if message.contains("certificate") {
      return "the server's certificate was not accepted; sslrootcert names the one to trust"
    }
    if message.contains("service file") || message.contains("definition of service") {
      return "the service that is named for it was not found in the service file of libpq"
    }
    if PQconnectionNeedsPassword(handle) == 1 {
      return "the server wants a password for \(who), and the passfile has none"
    }
    if PQconnectionUsedPassword(handle) == 1 {
      return "the server did not accept the password of \(who)"
    }
    return pinged(address, who, facts)
  }

  private static func pinged(
    _ address: PostgreSQLAddress, _ who: String, _ facts: ConnectionFacts
  ) -> String {
    let parameters = address.parameters + [("connect_timeout", "3")]
    let answer = withCStrings(parameters.map(\.name)) { names in
      withCStrings(parameters.map(\.value)) { PQpingParams(names, $0, 1) }
    }
    switch answer {
    case PQPING_OK:
      let database = facts["dbname"].map { " \"\($0)\"" } ?? ""
      return "the server answers, and does not let \(who) into the database\(database)"
    case PQPING_REJECT: return "the server is starting or stopping"
    case PQPING_NO_RESPONSE: return "no server answers at \(place(facts))"
    default: return "the address of the server makes no connection"
    }
  }

  private static func place(_ facts: ConnectionFacts) -> String {
    let host = facts["host"] ?? facts["hostaddr"] ?? "the local socket"
    return facts["port"].map { "\(host), port \($0)" } ?? host
  }

  /// Texts as C has them, ended by a null pointer.
  private static func withCStrings<Result>(
    _ texts: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> Result
  ) -> Result {
    let copies = texts.map { strdup($0) }
    defer { for copy in copies { free(copy) } }
    return (copies.map { $0.map { UnsafePointer($0) } } + [nil]).withUnsafeBufferPointer {
      body($0.baseAddress!)
    }
  }
}
