import Foundation

/// Where the name of a server leads, asked on a thread of its own: the answer of a network that is away
/// may take many seconds, and nobody on the line waits for it. A server whose name was moved to another
/// machine is found there.
final class NameLookup: @unchecked Sendable {
  private let lock = NSLock()
  private var found: [String] = []
  private var isAsking = false

  /// As the last answer had it; none before the first one.
  var numbers: [String] { lock.withLock { found } }

  /// At most one question at a time.
  func ask(_ host: String) {
    let isBusy = lock.withLock {
      defer { isAsking = true }
      return isAsking
    }
    guard !isBusy else { return }
    Thread.detachNewThread { [self] in
      let numbers = Self.numbers(of: host)
      lock.withLock {
        isAsking = false
        if !numbers.isEmpty { found = numbers }
      }
    }
  }

  /// Each once, in the order in which they are to be tried.
  static func numbers(of host: String) -> [String] {
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var list: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(host, nil, &hints, &list) == 0 else { return [] }
    defer { freeaddrinfo(list) }
    var found: [String] = []
    var next = list
    while let info = next {
      defer { next = info.pointee.ai_next }
      guard let number = number(of: info.pointee), !found.contains(number) else { continue }
      found.append(number)
    }
    return found
  }

  private static func number(of info: addrinfo) -> String? {
    var text = [CChar](repeating: 0, count: Int(NI_MAXHOST))
    let answer = getnameinfo(
      info.ai_addr, info.ai_addrlen, &text, socklen_t(text.count), nil, 0, NI_NUMERICHOST)
    guard answer == 0 else { return nil }
    return text.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
  }
}
