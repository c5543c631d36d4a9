import Crowd

/// How somebody at a keyboard comes to the line that they mean: with slips and arrow keys, second
/// thoughts, a key for another window, a window that is drawn larger. What is read must be the line all
/// the same.
struct RestlessHands {
  private var dice: SeededDice

  enum Stroke {
    case keys(String)
    /// The window gets another size.
    case resize(rows: Int32, columns: Int32)
    /// Ctrl-Z, and `fg`; when so much of the line stands there.
    case suspend(after: String)
    /// Ctrl-C: the line is cleared, and the prompt comes again.
    case interrupt
  }

  init(seed: UInt64, session: String) { dice = SeededDice(seed: seed, for: "hands of \(session)") }

  /// The narrowest window.
  static let narrowest = 64

  /// Everything but Enter.
  mutating func strokes(for line: String) -> [Stroke] {
    let slip = [Stroke.keys(slipped(line))]
    let window = Stroke.resize(
      rows: Int32(12 + dice.below(40)), columns: Int32(Self.narrowest + dice.below(60)))
    let (start, rest) = split(line)
    guard line.count < Self.narrowest - 24 else { return [.keys(line)] }
    return dice.pick(byWeight: [
      ([.keys(line)], 40), (slip, 20),
      ([.keys(Self.rubbish(&dice) + "\u{05}\u{15}" + line)], 8),
      ([.keys("\u{1B}[A\u{1B}[B\u{1B}[A\u{05}\u{15}" + line)], 4),
      ([.keys("\u{0C}" + line)], 2),
      ([.keys(start), window, .keys(rest)], 8),
      ([.keys(start), .suspend(after: start), .keys(rest)], 7),
      ([.keys(Self.rubbish(&dice)), .interrupt, .keys(line)], 6),
      ([.keys(String(line.prefix(2)) + "\t"), .keys("\u{05}\u{15}" + line)], line.isEmpty ? 0 : 4),
    ])
  }

  private mutating func split(_ line: String) -> (String, String) {
    let place = dice.below(line.count + 1)
    return (String(line.prefix(place)), String(line.dropFirst(place)))
  }

  /// A letter too many or too few, found later and put right with the arrow keys.
  private mutating func slipped(_ line: String) -> String {
    guard !line.isEmpty else { return "x\u{7F}" }
    let place = dice.below(line.count)
    let (start, rest) = (line.prefix(place), line.dropFirst(place))
    let left = String(repeating: "\u{1B}[D", count: rest.count)
    guard dice.once(in: 2) else { return start + "x" + rest + left + "\u{7F}" }
    return start + rest.dropFirst() + String(left.dropFirst(3)) + rest.prefix(1)
  }

  private static func rubbish(_ dice: inout SeededDice) -> String {
    dice.pick(["rubbish", "ñandú", "no no", "12 34", "\u{1B}[5~x", "q"])
  }
}
