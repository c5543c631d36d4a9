import Foundation
import Glibc

/// Stands between a program and its PostgreSQL server, on a port of this machine, and understands as
/// much of the wire protocol as it takes to do harm at a chosen place.
///
/// A fault that has struck lasts: until `heal` nobody gets through any more.
package final class FaultProxy: @unchecked Sendable {
  package enum Fault: String, CaseIterable, Sendable {
    /// No connection is let in, and those that stand are ended.
    case refused
    /// Everything stands, and no byte moves any more.
    case stalled
    /// The connection breaks in the middle of the first statement that writes.
    case resetInStatement = "reset in mid-statement"
    /// The first transaction that writes is committed, and its answer lost.
    case resetAfterCommit = "reset after COMMIT"
  }

  package struct Trouble: Error, CustomStringConvertible { package let description: String }

  package let port: UInt16
  private let server: String
  private let lock = NSLock()
  private var listener: Int32 = -1
  private var fault: Fault?
  /// Messages of clients to go until one is answered by a reset; `nil`: none is.
  private var messagesLeft: Int?
  private var connections: [ProxiedConnection] = []

  /// - Parameter folder: of the server's socket.
  package init(to folder: String) throws {
    server = folder + "/.s.PGSQL.5432"
    let (file, port) = try Self.listen(on: 0)
    (listener, self.port) = (file, port)
    accept(on: file)
  }

  deinit {
    strike(.refused)
  }

  package func url(_ database: String, as user: String = "postgres") -> String {
    "postgresql://127.0.0.1:\(port)/\(database)?user=\(user)"
  }

  // MARK: Harm

  package func strike(_ new: Fault) {
    lock.withLock { fault = new }
    if new == .refused { shut() }
  }

  /// The n-th message of a client from now on, 1 the first, is answered by a reset.
  package func reset(atMessage number: Int) { lock.withLock { messagesLeft = number } }

  /// Whether a reset that was asked for has come about.
  package var hasStruck: Bool { lock.withLock { listener < 0 } }

  package func heal() throws {
    try lock.withLock {
      (fault, messagesLeft) = (nil, nil)
      guard listener < 0 else { return }
      (listener, _) = try Self.listen(on: port)
      accept(on: listener)
    }
  }

  /// Nobody gets in, and whoever is in is thrown out.
  func shut() {
    let all = lock.withLock {
      if listener >= 0 {
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
      }
      listener = -1
      defer { connections = [] }
      return connections
    }
    for connection in all { connection.end() }
  }

  var isStalled: Bool { lock.withLock { fault == .stalled } }

  /// What becomes of a message that a client has sent.
  func judge(_ message: ClientMessage, _ writes: Bool) -> Judgement {
    lock.withLock {
      if let left = messagesLeft {
        messagesLeft = left - 1
        if left <= 1 { return .breakOff }
      }
      switch fault {
      case .refused: return .breakOff
      case .resetInStatement where message.begins && writes: return .breakOff
      case .resetAfterCommit where message.commits && writes: return .swallowAnswer
      default: return .forward
      }
    }
  }

  enum Judgement { case forward, breakOff, swallowAnswer }

  // MARK: Connections

  private func accept(on file: Int32) {
    Thread.detachNewThread { [weak self] in
      while true {
        let client = Glibc.accept(file, nil, nil)
        guard client >= 0 else { return }
        guard let self else {
          close(client)
          return
        }
        self.take(client)
      }
    }
  }

  private func take(_ client: Int32) {
    guard let server = Self.connect(to: server) else {
      close(client)
      return
    }
    let connection = ProxiedConnection(client, server, self)
    let isOpen = lock.withLock {
      guard listener >= 0 else { return false }
      connections.append(connection)
      return true
    }
    if !isOpen { connection.end() }
    Thread.detachNewThread { connection.run() }
  }

  private static func listen(on port: UInt16) throws -> (Int32, UInt16) {
    let file = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    var yes: Int32 = 1
    setsockopt(file, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let bound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { place in
        bind(file, place, length) == 0 && Glibc.listen(file, 64) == 0
          && getsockname(file, place, &length) == 0
      }
    }
    guard bound else {
      close(file)
      throw Trouble(description: "no port to listen on")
    }
    return (file, UInt16(bigEndian: address.sin_port))
  }

  private static func connect(to path: String) -> Int32? {
    let file = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
    let connected = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Glibc.connect(file, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
      }
    }
    guard connected else {
      close(file)
      return nil
    }
    return file
  }
}
