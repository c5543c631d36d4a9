import RecallDomain

/// An interrupt summarised: all of them raised at one gate level with one colour, followed along
/// the author's edges until the main road is entered, `resume` is taken or the call ends. It does
/// not depend on what is remembered, so it is walked once for every place where it is raised.
struct Procedure {
  /// States off the main road, in the order of the walk.
  var states: [Int] = []
  /// States of the main road that are entered from here.
  var mains: [Int] = []
  /// `resume` taken: the edge, and the level and colour at that moment.
  var resumes: [Resume] = []
  /// Moments (level × colour) of states with a prompt.
  var prompts = Moments()
  /// Moments of `resume`.
  var resumed = Moments()

  struct Resume {
    let edge: Int
    let level: Int
    let colour: Int
  }
}

/// A set of moments: gate level × colour.
struct Moments: Sequence {
  private(set) var bits: UInt32 = 0

  var isEmpty: Bool { bits == 0 }

  /// `true` when it was not there yet.
  @discardableResult
  mutating func insert(_ moment: Int) -> Bool {
    defer { bits |= 1 << UInt32(moment) }
    return bits & (1 << UInt32(moment)) == 0
  }

  mutating func formUnion(_ other: Moments) { bits |= other.bits }

  func contains(_ moment: Int) -> Bool { bits & (1 << UInt32(moment)) != 0 }

  func isSuperset(of other: Moments) -> Bool { bits & other.bits == other.bits }

  func makeIterator() -> Iterator { Iterator(rest: bits) }

  struct Iterator: IteratorProtocol {
    var rest: UInt32

    mutating func next() -> Int? {
      guard rest != 0 else { return nil }
      defer { rest &= rest - 1 }
      return rest.trailingZeroBitCount
    }
  }
}

/// The procedures of a script for one colouring, and what follows from them: which procedures one
/// may run into another, and with which moments a call comes back from an interrupt.
final class Procedures {
  let step: Step
  private(set) var all: [Procedure] = []
  /// By level of the remembered node × procedure: every procedure that can follow, itself included.
  private(set) var closure: [Moments] = []
  /// By level of the remembered node × procedure: the moments of `resume`, before `moving`.
  private(set) var comebacks: [Moments] = []

  init(_ step: Step) {
    self.step = step
    var seen = [UInt8](repeating: 0, count: step.index.nodes.count * 3 * step.colouring.count)
    let moments = 3 * step.colouring.count
    for moment in 0..<moments { all.append(walk(moment, &seen)) }
    for level in 0..<3 {
      for moment in 0..<moments {
        let following = close(moment, remembered: level)
        closure.append(following)
        var back = Moments()
        for other in following { back.formUnion(all[other].resumed) }
        comebacks.append(back)
      }
    }
  }

  func moment(_ level: Int, _ colour: Int) -> Int { level * step.colouring.count + colour }

  func level(_ moment: Int) -> Int { moment / step.colouring.count }

  func colour(_ moment: Int) -> Int { moment % step.colouring.count }

  func closure(_ moment: Int, remembered level: Int) -> Moments {
    closure[level * 3 * step.colouring.count + moment]
  }

  func comebacks(_ moment: Int, remembered level: Int) -> Moments {
    comebacks[level * 3 * step.colouring.count + moment]
  }

  /// The interrupt's own edges from a moment; `emergency` has a walk of its own.
  func raised(_ moment: Int, emergency: Bool, _ body: (Int, Arrival) -> Void) {
    for (number, interrupt) in Interrupt.allCases.enumerated() {
      guard (interrupt == .emergency) == emergency else { continue }
      let colour = step.colouring.raise[number * step.colouring.count + colour(moment)]
      let level = interrupt.closesTheGate ? Edge.closed : level(moment)
      for edge in step.index.roads[number] { body(edge, step.take(edge, level, Int(colour))) }
    }
  }

  private func walk(_ moment: Int, _ seen: inout [UInt8]) -> Procedure {
    var procedure = Procedure()
    let mark = UInt8(moment + 1)
    raised(moment, emergency: false) { visit($0, $1, mark, &procedure, &seen) }
    var next = 0
    while next < procedure.states.count {
      let state = procedure.states[next]
      next += 1
      let (level, colour) = (step.level(state), step.colour(state))
      for edge in step.index.edgesOf[step.node(state)] {
        visit(edge, step.take(edge, level, colour), mark, &procedure, &seen)
      }
    }
    return procedure
  }

  private func visit(
    _ edge: Int, _ arrival: Arrival, _ mark: UInt8, _ procedure: inout Procedure,
    _ seen: inout [UInt8]
  ) {
    if arrival.state == Arrival.nowhere { return }
    if arrival.state == Arrival.resumes {
      procedure.resumes.append(
        Procedure.Resume(edge: edge, level: arrival.level, colour: arrival.colour))
      procedure.resumed.insert(moment(arrival.level, arrival.colour))
      return
    }
    guard seen[arrival.state] != mark else { return }
    seen[arrival.state] = mark
    let node = step.node(arrival.state)
    if step.index.main[node] { return procedure.mains.append(arrival.state) }
    procedure.states.append(arrival.state)
    if step.prompts(arrival.state) {
      procedure.prompts.insert(moment(arrival.level, arrival.colour))
    }
  }

  /// An interrupt raised inside replaces this one; a call taken up inside, or at the `verify` that
  /// `resume` runs first, stands at a lower gate, and there interrupts are raised as well.
  private func close(_ first: Int, remembered: Int) -> Moments {
    var closed = Moments()
    var waiting = [first]
    while let moment = waiting.popLast() {
      guard closed.insert(moment) else { continue }
      for prompt in all[moment].prompts {
        waiting.append(prompt)
        if level(prompt) > Edge.closed { waiting.append(taken(up: prompt)) }
      }
      for resumed in all[moment].resumed where level(resumed) < remembered {
        waiting.append(self.moment(level(resumed), moved(colour(resumed))))
      }
    }
    return closed
  }

  /// The same moment with the gate closed, after a call was taken up.
  func taken(up moment: Int) -> Int { self.moment(Edge.closed, moved(colour(moment))) }

  func moved(_ colour: Int) -> Int { Int(step.colouring.move[colour]) }
}
