import Foundation

/// What a program did with the disk, from what stood there before, and every way in which a power cut
/// could have ended it.
struct DiskFilm {
  var record: DiskRecord
  /// The disk when the recording began.
  let before: PowerlessDisk
  /// Words on the screen by which something is acknowledged; no other words matter.
  let tells: (String) -> Bool

  /// Each thing that the disk may hold, once, with what the screen had told by then: the same may be
  /// left later, when more was acknowledged.
  func cuts(all: Bool) -> [PowerCut] {
    var found: [Int: PowerCut] = [:]
    walk { disk, index, told in
      let next = index + 1 < record.acts.count ? record.acts[index + 1] : nil
      for luck in lucks(disk, index, isBeforeSync: next?.isSync ?? false, all: all) {
        found[disk.key(luck)] = PowerCut(act: index, luck: luck, told: told)
      }
    }
    return found.values.sorted { $0.act < $1.act }
  }

  /// The disk after each act that matters, and how often something had been told.
  func walk(_ body: (_ disk: PowerlessDisk, _ act: Int, _ told: Int) throws -> Void) rethrows {
    var (disk, told) = (before, 0)
    for (index, act) in record.acts.enumerated() {
      if case .showed(let words) = act {
        guard tells(words) else { continue }
        told += 1
      }
      disk.take(act)
      try body(disk, index, told)
    }
  }

  /// - Parameter all: else some, the most telling ones.
  private func lucks(
    _ disk: PowerlessDisk, _ index: Int, isBeforeSync: Bool, all: Bool
  ) -> [PowerlessDisk.Luck] {
    let count = disk.uncertainties
    guard count > 0 else { return [.none] }
    let whole: [PowerlessDisk.Luck] = [.none, .all]
    guard all || isBeforeSync else { return index % 9 == 0 ? whole : [] }
    let torn = [1, 3].map { PowerlessDisk.Luck.allButTheEnd(sectors: $0) }
    let thrown = (0..<(all ? 2 : 1)).map { PowerlessDisk.Luck.some(UInt64(index * 7 + $0)) }
    guard isBeforeSync else { return whole + torn + thrown }
    let singles = stride(from: 0, to: count, by: all ? 1 : max(1, count / 2))
    return whole + torn + thrown + singles.flatMap { [.only($0), .allBut($0)] }
  }
}

/// One power cut.
struct PowerCut: CustomStringConvertible {
  /// The cut came after this act.
  let act: Int
  let luck: PowerlessDisk.Luck
  /// How often the screen had told something by then.
  let told: Int

  var description: String { "cut after \(act), \(luck)" }
}

extension DiskAct {
  fileprivate var isSync: Bool {
    switch self {
    case .synced, .folderSynced: true
    default: false
    }
  }
}
