/// One console with the person at it: what was typed last, what stands open there, and what has
/// gone wrong with it.
final class Seat {
  let console: ConsoleProcess
  var caller: RandomCaller
  /// Decides when something goes wrong here.
  var faults: Faults
  let session: Int
  let transcript: Transcript

  var move = Move("")
  /// When the last line was typed.
  var typedAt = ContinuousClock.now
  var state = State.working
  /// It was stopped past its lease; from then on colleagues may have what it had.
  var isGhost = false

  /// The call under way, as the store names it.
  var call: String?
  /// The number that this console has a claim on, and the one that its card shows.
  var held: String?
  var shown: String?

  enum State: Equatable {
    case working
    /// Stopped until the crowd has come to so many prompts in this shift.
    case stalled(shift: Int, prompts: Int)
    /// Nobody hears it any more; it must end by itself.
    case unheard
    case gone
  }

  init(
    _ console: ConsoleProcess, _ caller: RandomCaller, faults: Faults, session: Int,
    transcript: Transcript
  ) {
    (self.console, self.caller, self.faults, self.session) = (console, caller, faults, session)
    self.transcript = transcript
  }

  var name: String { "\(caller.id)/\(session)" }
}
