/// "Did you mean": the one word that a slip of the finger may have been.
enum Near {
  /// The nearest of the words, when it is at most two slips away and less than half of it is wrong.
  static func word(to typed: String, among words: [String]) -> String? {
    index(of: typed, among: words).map { words[$0] }
  }

  /// The same by its place; of two that are as near the first.
  static func index(of typed: String, among words: [String]) -> Int? {
    guard typed.utf8.count <= 80 else { return nil }
    let slips = words.map { distance(Array(typed), Array($0)) }
    guard let best = words.indices.min(by: { slips[$0] < slips[$1] }), slips[best] <= 2,
      slips[best] * 2 < words[best].count
    else { return nil }
    return best
  }

  /// Insertions, deletions, replacements and swaps of neighbours.
  static func distance(_ left: [Character], _ right: [Character]) -> Int {
    var rows = [Array(0...right.count)]
    for (i, a) in left.enumerated() {
      var row = [i + 1]
      for (j, b) in right.enumerated() {
        var best = min(rows[i][j] + (a == b ? 0 : 1), rows[i][j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, a == right[j - 1], left[i - 1] == b {
          best = min(best, rows[i - 1][j - 1] + 1)
        }
        row.append(best)
      }
      rows.append(row)
    }
    return rows[left.count][right.count]
  }
}
