/// Shortest ways to every place from where it was planted, found nearest first; what a place is its
/// owner says.
///
/// A cost counts parks before steps, so that a way without parks is nearer than any with them.
struct Forest {
  static let step = 1
  /// A step that is also a park, or the beginning of a call that the patient made.
  static let park = (1 << 32) + 1
  static let never = Int.max

  private(set) var costs: [Int]
  /// Where a place was come to from, -1 at a root, and how.
  private var origins: [Int32]
  private var ways: [Way]
  /// By parks, then steps: places to look at.
  private var waiting: [[[Int32]]] = []
  private var (parks, steps, position) = (0, 0, 0)

  init(count: Int) {
    costs = Array(repeating: Forest.never, count: count)
    origins = Array(repeating: -1, count: count)
    ways = Array(repeating: .nothing, count: count)
  }

  /// A way to a place; taken when it is shorter than what is known.
  mutating func offer(_ place: Int, _ cost: Int, from origin: Int, by way: Way) {
    guard cost < costs[place] else { return }
    costs[place] = cost
    origins[place] = Int32(origin)
    ways[place] = way
    let (parks, steps) = (cost >> 32, cost & 0xFFFF_FFFF)
    while waiting.count <= parks { waiting.append([]) }
    while waiting[parks].count <= steps { waiting[parks].append([]) }
    waiting[parks][steps].append(Int32(place))
  }

  /// The next nearest place, each once.
  mutating func next() -> Int? {
    while parks < waiting.count {
      while steps < waiting[parks].count {
        while position < waiting[parks][steps].count {
          let place = Int(waiting[parks][steps][position])
          position += 1
          if costs[place] == (parks << 32) + steps { return place }
        }
        (steps, position) = (steps + 1, 0)
      }
      (parks, steps, position) = (parks + 1, 0, 0)
    }
    return nil
  }

  /// The ways from a place back to its root, the nearest to the place first.
  func ways(from place: Int) -> [Way] {
    var found: [Way] = []
    var at = place
    while at >= 0 {
      found.append(ways[at])
      at = Int(origins[at])
    }
    return found
  }
}

/// How a conversation goes from one place to the next.
enum Way {
  case nothing
  case edge(Int32)
  case park
  case inbound
  /// Away from a node of the main road by an interrupt raised at one moment, to `resume` at another.
  case away(raised: UInt8, resumed: UInt8, then: Return)
  /// A `verify` is passed by this edge, and what it raised the gate to is held until that `verify` is
  /// run again at this moment; `from` is the first place in between.
  case held(edge: Int32, from: Int32, until: UInt8)

  /// What follows `resume` at once.
  enum Return: UInt8 {
    case back
    /// The `verify` that had raised the gate is run and passed.
    case verified
    /// It is run.
    case rerun
    /// It is run, and the call parked at it and taken up.
    case parked
  }
}

extension Step {
  /// A `go` is not named, so it costs nothing.
  func cost(of edge: Int) -> Int {
    if case nil = index.labels[edge] { 0 } else { Forest.step }
  }
}
