import Foundation

/// The computer's own count of time, which no correction of its clock changes.
enum BootClock {
  /// Seconds since this computer started, its sleep among them.
  static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_BOOTTIME, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1_000_000_000
  }
}
