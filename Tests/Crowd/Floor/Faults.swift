/// What goes wrong at a console, and when, by its own dice.
struct Faults {
  private var dice: SeededDice
  private let every: Int
  private let hasServer: Bool

  enum Fault: Equatable {
    /// `kill -9` while it waits at its prompt.
    case killedWaiting
    /// `kill -9` while it works on the line just typed.
    case killedWorking
    /// Stopped at its prompt until its lease is over; the line waits in its pipe.
    case stalled
    /// Stopped while it works on the line just typed, in the middle of a transaction perhaps; only
    /// where others need not wait for that.
    case stalledWorking
    /// Its input ends, as when a terminal is closed.
    case inputClosed
    /// Nobody reads its output any more.
    case outputClosed
  }

  /// - Parameter every: one prompt in so many.
  init(seed: UInt64, session: String, every: Int, hasServer: Bool) {
    self.hasServer = hasServer
    dice = SeededDice(seed: seed, for: "faults of \(session)")
    self.every = every
  }

  mutating func next() -> Fault? {
    guard dice.once(in: every) else { return nil }
    return dice.pick(byWeight: [
      (.killedWaiting, 3), (.killedWorking, 3), (.stalled, 4), (.inputClosed, 1),
      (.outputClosed, 1), (.stalledWorking, hasServer ? 3 : 0),
    ])
  }

  /// How far into the next shift a stalled console sleeps, in prompts of the whole crowd.
  mutating func sleep(upTo prompts: Int) -> Int { dice.below(max(1, prompts)) }
}
