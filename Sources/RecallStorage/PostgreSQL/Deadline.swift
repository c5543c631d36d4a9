import Foundation

/// Until when to wait, by a clock that nobody sets.
struct Deadline {
  private let end: UInt64?

  init(seconds: Int?) {
    end = seconds.map { DispatchTime.now().uptimeNanoseconds + UInt64($0) * 1_000_000_000 }
  }

  init(in seconds: TimeInterval) {
    end = DispatchTime.now().uptimeNanoseconds + UInt64(max(0, seconds) * 1_000_000_000)
  }

  func earlier(_ other: Deadline?) -> Deadline {
    guard let mine = end, let theirs = other?.end else { return end == nil ? other ?? self : self }
    return mine <= theirs ? self : other ?? self
  }

  var isOver: Bool { milliseconds == 0 }

  private var milliseconds: Int32 {
    guard let end else { return -1 }
    let now = DispatchTime.now().uptimeNanoseconds
    return now >= end ? 0 : Int32(min((end - now) / 1_000_000 + 1, 3_600_000))
  }

  /// `false` when the time is over. A signal does not end the waiting.
  static func wait(for socket: Int32, _ events: Int32, until deadline: Deadline) -> Bool {
    while true {
      var watched = pollfd(fd: socket, events: Int16(events), revents: 0)
      let ready = poll(&watched, 1, deadline.milliseconds)
      if ready > 0 { return true }
      if ready == 0 { return false }
      guard errno == EINTR || errno == EAGAIN else { return false }
    }
  }
}
