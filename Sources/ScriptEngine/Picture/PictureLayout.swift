/// Where everything of a picture stands, in points. An outline: the road in the first column, each
/// way out to the right, each level of a tree below the one before it, so that no line crosses
/// another.
struct PictureLayout {
  /// A box with its place.
  struct Placed {
    let box: ScriptPicture.Box
    let x: Double
    let centre: Double
    let width: Double
    let height: Double
    let lines: [String]

    var right: Double { x + width }
  }

  /// A line from a box to what follows, with what is read on it.
  struct Way {
    /// Corners, the arrow at the last one.
    let points: [(x: Double, y: Double)]
    let answer: [String]
    let isRoad: Bool
  }

  private(set) var boxes: [Placed] = []
  private(set) var ways: [Way] = []
  private(set) var right = 0.0

  /// What one letter takes at most on average, in the widest of the fonts a viewer may have.
  static let letter = 6.4
  private static let boldLetter = 7.3
  /// Height of one line of words.
  static let line = 12.0
  private static let answered = 158.0
  private static let plain = 30.0
  private static let spine = 13.0
  private static let gap = 9.0
  static let column = 212.0

  /// The road down from `top`; returns where it ends.
  mutating func road(
    _ trunks: [ScriptPicture.Trunk], left: Double, top: Double, comesFrom: Double?,
    entry: String? = nil
  ) -> Double {
    var top = top
    var (from, answer) = (comesFrom, entry)
    for trunk in trunks {
      let own = Self.size(trunk.box)
      let side = trunk.branches.map(Self.measure)
      let middle = max(own.height / 2, side.first?.centre ?? 0)
      let placed = put(trunk.box, x: left, centre: top + middle)
      if let from {
        ways.append(
          Way(
            points: [(left + 30, from), (left + 30, placed.centre - placed.height / 2)],
            answer: answer.map { PictureWords.lines($0, width: 27) } ?? [], isRoad: true))
      }
      hang(trunk.branches, from: placed)
      let below = side.reduce(middle - (side.first?.centre ?? 0)) { $0 + $1.height + Self.gap }
      from = placed.centre + placed.height / 2
      answer = trunk.onward
      top += max(middle + own.height / 2 + (answer == nil ? 18 : 34), below + 6)
    }
    end = from ?? top
    return top
  }

  /// The lower edge of the road's last box.
  private(set) var end = 0.0

  /// Trees without a road, one below the other.
  mutating func trees(_ branches: [ScriptPicture.Branch], left: Double, top: Double) -> Double {
    var top = top
    for branch in branches {
      let size = Self.measure(branch)
      let placed = put(branch.box, x: left, centre: top + size.centre)
      hang(branch.branches, from: placed)
      top += size.height + Self.gap + 3
    }
    return top
  }

  /// Ways out of a box, the first one level with it.
  mutating func hang(_ branches: [ScriptPicture.Branch], from placed: Placed) {
    guard let first = branches.first else { return }
    var top = placed.centre - Self.measure(first).centre
    for branch in branches {
      let size = Self.measure(branch)
      let centre = top + size.centre
      let start = placed.right + Self.spine
      let x = placed.right + (branch.answer == nil ? Self.plain : Self.answered)
      ways.append(
        Way(
          points: [
            (placed.right, placed.centre), (start, placed.centre), (start, centre), (x, centre),
          ],
          answer: branch.answer.map { PictureWords.lines($0, width: 23) } ?? [], isRoad: false))
      hang(branch.branches, from: put(branch.box, x: x, centre: centre))
      top += size.height + Self.gap
    }
  }

  private mutating func put(_ box: ScriptPicture.Box, x: Double, centre: Double) -> Placed {
    let size = Self.size(box)
    let placed = Placed(
      box: box, x: x, centre: centre, width: size.width, height: size.height, lines: Self.lines(box)
    )
    boxes.append(placed)
    right = max(right, placed.right)
    return placed
  }

  // MARK: measures

  /// The height of a tree, and where in it the centre of its own box is.
  private static func measure(_ branch: ScriptPicture.Branch) -> (height: Double, centre: Double) {
    let labelled = (branch.answer.map { PictureWords.lines($0, width: 23).count } ?? 0) > 1
    let own = max(size(branch.box).height, labelled ? 27 : 0)
    let inner = branch.branches.map(measure)
    let centre = max(own / 2, inner.first?.centre ?? 0)
    let below =
      inner.reduce(centre - (inner.first?.centre ?? 0)) { $0 + $1.height }
      + gap * Double(max(0, inner.count - 1))
    return (max(centre + own / 2, below), centre)
  }

  private static func size(_ box: ScriptPicture.Box) -> (width: Double, height: Double) {
    let lines = self.lines(box)
    switch box.kind {
    case .step, .gate: return (column, Double(lines.count) * line + 20)
    case .head: return (column, Double(lines.count) * line + 10)
    case .outcome, .goesTo, .resumes:
      let longest = lines.map(\.count).max() ?? 0
      let letter = if case .outcome = box.kind { Self.boldLetter } else { Self.letter }
      return (Double(longest) * letter + 22, Double(lines.count) * line + 8)
    }
  }

  private static func lines(_ box: ScriptPicture.Box) -> [String] {
    switch box.kind {
    case .step, .gate: box.words.isEmpty ? [] : PictureWords.lines(box.words, width: 31)
    case .head: PictureWords.lines(box.words, width: 25)
    case .goesTo: ["→ " + PictureWords.cut(box.title, to: 30)]
    case .resumes: ["↩ " + box.title]
    case .outcome: PictureWords.lines(box.title, width: 30)
    }
  }
}
