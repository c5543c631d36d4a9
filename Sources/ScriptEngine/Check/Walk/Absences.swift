import RecallDomain

/// The shortest ways from a node of the main road through an interrupt to each `resume`, for one
/// moment of raising. They are the same for every node with that gate level and colour, because what
/// happens in between does not depend on what is remembered.
struct Absence {
  private let procedures: Procedures
  private let remembered: Int
  private let resumeEdges: ResumeEdges
  private let states: Int
  private var forest: Forest
  /// By moment of `resume`: the nearest place, -1 = none.
  private(set) var ends: [Int]

  /// The interrupt is raised at this moment, or after the call was parked there.
  init(_ procedures: Procedures, _ resumeEdges: ResumeEdges, raised moment: Int) {
    self.procedures = procedures
    self.resumeEdges = resumeEdges
    remembered = procedures.level(moment)
    let moments = procedures.moments
    states = procedures.step.index.nodes.count * moments
    ends = Array(repeating: -1, count: moments)
    forest = Forest(count: states + moments + resumeEdges.all.count * moments)
    forest.offer(states + moment, 0, from: -1, by: .nothing)
    if remembered > Edge.closed {
      forest.offer(states + procedures.taken(up: moment), Forest.park, from: -1, by: .park)
    }
    while let place = forest.next() { expand(place) }
  }

  func cost(to end: Int) -> Int { ends[end] < 0 ? Forest.never : forest.costs[ends[end]] }

  func ways(to end: Int) -> [Way] { forest.ways(from: ends[end]).reversed() }

  private mutating func expand(_ place: Int) {
    if place < states { return expandState(place) }
    let rest = place - states
    if rest < procedures.moments { return raise(rest, place) }
    expandResume((rest - procedures.moments) % procedures.moments, place)
  }

  private mutating func expandState(_ state: Int) {
    let step = procedures.step
    let (node, level, colour) = (step.node(state), step.level(state), step.colour(state))
    for edge in step.index.edgesOf[node] {
      arrive(edge, step.take(edge, level, colour), state)
    }
    if step.prompts(state) { prompt(procedures.moment(level, colour), state) }
  }

  private mutating func raise(_ moment: Int, _ place: Int) {
    var ends: [(Int, Arrival)] = []
    procedures.raised(moment, emergency: false) { ends.append(($0, $1)) }
    for (edge, arrival) in ends { arrive(edge, arrival, place) }
  }

  private mutating func arrive(_ edge: Int, _ arrival: Arrival, _ place: Int) {
    let step = procedures.step
    let cost = forest.costs[place] + step.cost(of: edge)
    if arrival.state >= 0 {
      if step.index.main[step.node(arrival.state)] { return }
      forest.offer(arrival.state, cost, from: place, by: .edge(Int32(edge)))
    } else if arrival.state == Arrival.resumes {
      let moment = procedures.moment(arrival.level, arrival.colour)
      let number = resumeEdges.numbers[edge]
      let target = states + procedures.moments * (1 + number) + moment
      forest.offer(target, cost, from: place, by: .edge(Int32(edge)))
    }
  }

  private mutating func prompt(_ moment: Int, _ place: Int) {
    let cost = forest.costs[place]
    forest.offer(states + moment, cost, from: place, by: .nothing)
    guard procedures.level(moment) > Edge.closed else { return }
    forest.offer(
      states + procedures.taken(up: moment), cost + Forest.park, from: place, by: .park)
  }

  private mutating func expandResume(_ moment: Int, _ place: Int) {
    if ends[moment] < 0 { ends[moment] = place }
    guard procedures.level(moment) < remembered else { return }
    prompt(procedures.moved(moment: moment), place)
  }
}

/// The edges that lead to `resume`, numbered.
struct ResumeEdges {
  let all: [Int]
  /// By edge; -1 for any other.
  let numbers: [Int]

  init(_ index: ScriptIndex) {
    var (all, numbers): ([Int], [Int]) = ([], [])
    for (number, edge) in index.edges.enumerated() {
      numbers.append(edge.target == Edge.resume ? all.count : -1)
      if edge.target == Edge.resume { all.append(number) }
    }
    (self.all, self.numbers) = (all, numbers)
  }
}

extension Procedures {
  /// How many moments there are.
  var moments: Int { 3 * step.colouring.count }

  func moved(moment: Int) -> Int { self.moment(level(moment), moved(colour(moment))) }
}
