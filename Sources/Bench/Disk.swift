import Foundation

/// What one `fsync` costs where the store lies: without that no figure of durable work means much.
enum Disk {
  static func fsyncCost(in folder: URL, rounds: Int = 50) -> Measurement {
    let path = folder.appendingPathComponent("fsync.probe").path
    let file = open(path, O_CREAT | O_WRONLY, 0o600)
    defer {
      close(file)
      unlink(path)
    }
    var measured = Measurement()
    for _ in 0..<rounds {
      measured.add(
        Measurement.time {
          _ = "recall\n".withCString { write(file, $0, 7) }
          fsync(file)
        }.1)
    }
    return measured
  }
}
