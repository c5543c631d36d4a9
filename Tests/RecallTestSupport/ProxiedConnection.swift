import Foundation
import Glibc

/// One message of a client, as far as a fault needs to know it.
struct ClientMessage {
  let bytes: [UInt8]
  /// 0: the opening of a session, which has no type.
  let type: UInt8

  /// A statement's arguments, or a statement without any.
  var begins: Bool { type == UInt8(ascii: "B") || type == UInt8(ascii: "Q") }
  var commits: Bool {
    (type == UInt8(ascii: "P") || type == UInt8(ascii: "Q")) && contains("COMMIT")
  }
  /// What was asked is to be answered now.
  var asksForAnswer: Bool { type == UInt8(ascii: "S") || type == UInt8(ascii: "Q") }

  func contains(_ text: String) -> Bool {
    String(decoding: bytes, as: UTF8.self).contains(text)
  }

  /// Texts that end with a zero, from this place on.
  func texts(_ count: Int) -> [String] {
    bytes.dropFirst(5).split(separator: 0, maxSplits: count, omittingEmptySubsequences: false)
      .prefix(count).map { String(decoding: $0, as: UTF8.self) }
  }
}

/// Cuts what a client sends into messages.
struct ClientStream {
  private var buffer: [UInt8] = []
  private var isOpening = true

  mutating func take(_ bytes: ArraySlice<UInt8>) { buffer += bytes }

  /// `nil`: the next one has not come whole.
  mutating func next() -> ClientMessage? {
    let head = isOpening ? 0 : 1
    guard buffer.count >= head + 4 else { return nil }
    let count = head + buffer[head..<head + 4].reduce(0) { $0 << 8 | Int($1) }
    guard buffer.count >= count else { return nil }
    let message = ClientMessage(
      bytes: Array(buffer[..<count]), type: isOpening ? 0 : buffer[0])
    // Questions about encryption come before the opening itself, which says version 3.
    if isOpening { isOpening = !(count >= 8 && buffer[4] == 0 && buffer[5] == 3) }
    buffer.removeFirst(count)
    return message
  }
}

/// One client and its session with the server, byte for byte, until a fault says otherwise.
final class ProxiedConnection: @unchecked Sendable {
  private let client: Int32
  private let server: Int32
  private unowned let proxy: FaultProxy
  private let lock = NSLock()
  private var isOver = false
  private var stream = ClientStream()
  /// What was prepared, by its name.
  private var prepared: [String: String] = [:]
  /// A statement of this transaction writes what a call depends on.
  private var writes = false
  /// Nothing of what the server says from here on reaches the client.
  private var swallows = false
  private var tail: [UInt8] = []

  init(_ client: Int32, _ server: Int32, _ proxy: FaultProxy) {
    (self.client, self.server, self.proxy) = (client, server, proxy)
  }

  func end() { lock.withLock { isOver = true } }

  func run() {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while !lock.withLock({ isOver }) {
      if proxy.isStalled {
        usleep(5_000)
        continue
      }
      var watched = [client, server].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
      guard poll(&watched, 2, 10) > 0, !proxy.isStalled else { continue }
      if watched[0].revents != 0, !fromClient(&buffer) { break }
      if watched[1].revents != 0, !fromServer(&buffer) { break }
    }
    breakOff(client)
    breakOff(server)
  }

  /// `false`: it is over.
  private func fromClient(_ buffer: inout [UInt8]) -> Bool {
    let count = read(client, &buffer, buffer.count)
    guard count > 0 else { return false }
    stream.take(buffer[..<count])
    while let message = stream.next() {
      learn(from: message)
      switch proxy.judge(message, writes) {
      case .forward: send(message.bytes[...], to: server)
      case .swallowAnswer:
        swallows = true
        send(message.bytes[...], to: server)
      case .breakOff:
        send(message.bytes.prefix(message.bytes.count / 2), to: server)
        proxy.shut()
        return false
      }
    }
    return true
  }

  private func fromServer(_ buffer: inout [UInt8]) -> Bool {
    let count = read(server, &buffer, buffer.count)
    guard count > 0 else { return false }
    guard swallows else {
      send(buffer[..<count], to: client)
      return true
    }
    tail = (tail + buffer[..<count]).suffix(6)
    // Ready, and in no transaction: it is done.
    guard tail == [UInt8(ascii: "Z"), 0, 0, 0, 5, UInt8(ascii: "I")] else { return true }
    proxy.shut()
    return false
  }

  /// Which statements write a claim or a journal, and where a transaction begins.
  private func learn(from message: ClientMessage) {
    switch message.type {
    case UInt8(ascii: "P"):
      let texts = message.texts(2)
      if texts.count == 2 { prepared[texts[0]] = texts[1] }
      if texts.last?.hasPrefix("BEGIN") == true { writes = false }
    case UInt8(ascii: "B"):
      let texts = message.texts(2)
      let sql = texts.count == 2 ? prepared[texts[1]] ?? "" : ""
      if Self.marks.contains(where: sql.contains) { writes = true }
    case UInt8(ascii: "Q"):
      if message.contains("BEGIN") { writes = false }
    default: break
    }
  }

  private static let marks = [
    "INSERT INTO claim ", "UPDATE claim SET last_seq", "INSERT INTO replay",
  ]

  private func send(_ bytes: ArraySlice<UInt8>, to file: Int32) {
    var left = bytes
    while !left.isEmpty {
      let count = left.withUnsafeBytes {
        Glibc.send(file, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return }
      left = left.dropFirst(count)
    }
  }

  /// Without a farewell.
  private func breakOff(_ file: Int32) {
    var hard = linger(l_onoff: 1, l_linger: 0)
    setsockopt(file, SOL_SOCKET, SO_LINGER, &hard, socklen_t(MemoryLayout<linger>.size))
    close(file)
  }
}
