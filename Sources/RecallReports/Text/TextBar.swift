/// A share as a bar of text, beside its number: nothing is told by it alone.
struct TextBar {
  let columns: Int
  /// The terminal has no block characters.
  let isPlain: Bool

  /// Full at `whole`; nothing at all where there is none. Any share that is not nothing shows.
  func bar(_ part: Int, _ whole: Int) -> String {
    guard whole > 0, columns > 0 else { return "" }
    let share = min(1, max(0, Double(part) / Double(whole)))
    return isPlain ? plain(share) : blocks(share)
  }

  private func plain(_ share: Double) -> String {
    let full = filled(share, of: columns)
    return String(repeating: "#", count: full) + String(repeating: ".", count: columns - full)
  }

  private func blocks(_ share: Double) -> String {
    let eighths = filled(share, of: columns * 8)
    let rest = eighths % 8
    let full = String(repeating: "█", count: eighths / 8) + (rest == 0 ? "" : Self.parts[rest - 1])
    return full + String(repeating: "·", count: columns - full.count)
  }

  private func filled(_ share: Double, of whole: Int) -> Int {
    share == 0 ? 0 : min(max(1, Int((share * Double(whole)).rounded())), whole)
  }

  private static let parts = ["▏", "▎", "▍", "▌", "▋", "▊", "▉"]
}
