/// What happened in a run, in numbers.
struct Counts {
  var consoles = 0
  var prompts = 0
  var calls = 0
  var saved = 0
  var takenUp = 0
  var killed = 0
  var stalled = 0
  var pipesClosed = 0
  var stale = 0
  var busy = 0
  /// Consoles that ended because their server had died.
  var cutOff = 0
  var slotsLost = 0
  var nobody = 0
  var samples = 0
  /// From a line to the next prompt.
  private var waits: [Duration] = []

  mutating func answerTook(_ time: Duration) { waits.append(time) }

  /// Milliseconds that so many of a hundred lines took at most.
  func milliseconds(ofHundred share: Int) -> Int {
    guard !waits.isEmpty else { return 0 }
    let sorted = waits.sorted()
    return Int(sorted[min(sorted.count - 1, sorted.count * share / 100)] / .milliseconds(1))
  }
}
