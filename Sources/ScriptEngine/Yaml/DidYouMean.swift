/// The known name that somebody probably meant.
package enum DidYouMean {
  /// `; did you mean "say"?`, or nothing when no known name is near.
  package static func hint(for name: String, among known: some Sequence<String>) -> String {
    nearest(to: name, among: known).map { "; did you mean \(quoted($0))?" } ?? ""
  }

  /// The nearest of the known names, at most a third of the name's length away (one edit for short
  /// names, three for long ones); of equals the first.
  ///
  /// - Parameter edits: where so far a way would be guessing, less of it.
  package static func nearest(
    to name: String, among known: some Sequence<String>, edits: Int = 3
  ) -> String? {
    let typed = folded(name)
    guard !typed.isEmpty, typed.count <= 64 else { return nil }
    let allowed = min(edits, max(1, typed.count / 3))
    var best: (name: String, distance: Int)?
    for candidate in known {
      let letters = folded(candidate)
      guard abs(letters.count - typed.count) <= allowed else { continue }
      let distance = distance(typed, letters)
      if distance <= allowed, distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    return best?.name
  }

  /// `_`, `-` and space are one, and so are capitals and small letters.
  private static func folded(_ name: String) -> [Character] {
    name.lowercased().map { $0 == "-" || $0 == " " ? "_" : $0 }
  }

  /// Edits between two words: insert, delete, replace, swap two neighbours.
  private static func distance(_ left: [Character], _ right: [Character]) -> Int {
    var before: [Int] = []
    var row = Array(0...right.count)
    for (i, letter) in left.enumerated() {
      var next = [i + 1]
      for (j, other) in right.enumerated() {
        var cost = min(row[j + 1] + 1, next[j] + 1, row[j] + (letter == other ? 0 : 1))
        if i > 0, j > 0, letter == right[j - 1], left[i - 1] == other {
          cost = min(cost, before[j - 1] + 1)
        }
        next.append(cost)
      }
      before = row
      row = next
    }
    return row[right.count]
  }
}
