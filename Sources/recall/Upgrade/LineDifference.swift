import Foundation

/// In which lines two files differ: theirs with `-`, ours with `+`, in the order of the files.
struct LineDifference {
  let lines: [String]

  init(_ theirs: [UInt8], _ ours: [UInt8]) {
    let (old, new) = (Self.split(theirs), Self.split(ours))
    let difference = new.difference(from: old)
    let gone = Set(
      difference.removals.map { change -> Int in
        if case .remove(let offset, _, _) = change { offset } else { -1 }
      })
    let come = Set(
      difference.insertions.map { change -> Int in
        if case .insert(let offset, _, _) = change { offset } else { -1 }
      })
    var (lines, i, j): ([String], Int, Int) = ([], 0, 0)
    while i < old.count || j < new.count {
      if gone.contains(i) {
        lines.append("- " + old[i])
        i += 1
      } else if come.contains(j) {
        lines.append("+ " + new[j])
        j += 1
      } else {
        i += 1
        j += 1
      }
    }
    self.lines = lines
  }

  private static func split(_ bytes: [UInt8]) -> [String] {
    var lines = String(decoding: bytes, as: UTF8.self).components(separatedBy: "\n")
    if lines.last == "" { lines.removeLast() }
    return lines
  }
}
