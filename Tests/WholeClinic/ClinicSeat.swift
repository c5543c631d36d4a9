import Crowd
import Foundation
import RecallConsole
import RecallDomain
import RecallStorage

/// One console with the person at it: the real console, the real store, a seeded person. It has its
/// turn from prompt to prompt, and from act to act of its store.
final class ClinicSeat {
  let name: String
  var person: RandomCaller
  let store: WatchedStore
  let place: WatchedPlace
  let clock: SeatClock
  /// A console in a terminal: it asks before a call is left, and has keys that no pipe has.
  let isTerminal: Bool
  private(set) var strand: Strand!
  private let output: SeatPaper
  private let problems: SeatPaper
  fileprivate var next: LineEvent = .endOfInput

  /// The prompt it stands at; `nil` while it works.
  fileprivate(set) var prompt: String?
  /// How its console ended.
  fileprivate(set) var code: Int32?
  /// What was typed last, and the call under way, as the store names it.
  var move = Move("")
  var call: String?
  /// A fault has met it; it may end without its person's wish.
  var wasMet = false
  /// Its store is away until then.
  var awayUntil = Date.distantPast
  /// Nobody types here until then; its person has gone to another console.
  var asleepUntil: Date?
  var isGhost = false
  var isDead: Bool { store.isDead }

  /// What an act of the console meets is asked of `meet`, on its own strand.
  init(
    _ person: RandomCaller, name: String, in room: ClinicRoom, at time: ClinicTime,
    isTerminal: Bool,
    meet: @escaping (ClinicSeat, _ act: String, _ writes: Bool) -> ActFault?
  ) throws {
    (self.name, self.person, self.isTerminal) = (name, person, isTerminal)
    store = WatchedStore(try room.open())
    place = WatchedPlace(room.outage)
    clock = SeatClock(time)
    (output, problems) = (try SeatPaper(in: room.folder), try SeatPaper(in: room.folder))
    let watch = self.clock
    strand = Strand { [unowned self] strand in
      store.beforeAct = { [unowned self] act, writes in
        strand.rest()
        return meet(self, act, writes)
      }
      code = work(room, Clock(of: { watch.now }, boot: { time.sinceStart }))
      store.die()
      store.leave()
      place.die()
    }
  }

  private func work(_ room: ClinicRoom, _ clock: Clock) -> Int32 {
    let caller = StaffMember(
      id: person.id, name: person.id, roles: [.caller, .lead], languages: room.policy.languages)
    let desk = Desk(
      store: store, policy: room.policy, caller: caller, clock: clock, shelf: room.clinic.shelf,
      input: SeatInput(self),
      screen: Screen(
        isTerminal: isTerminal, colour: false, output: output.handle, problems: problems.handle,
        width: 80),
      consoleLocale: "en")
    desk.outages = place
    return Console(desk: desk).run()
  }

  /// What stands on the screen since the last line was typed.
  func look() -> (screen: String, complaint: String) {
    let screen = output.fresh()
    let erased = screen.range(of: Self.erased, options: .backwards)
    return (erased.map { String(screen[$0.upperBound...]) } ?? screen, problems.fresh())
  }

  /// A terminal's screen and its scrollback are empty.
  private static let erased = "\u{1B}[H\u{1B}[2J\u{1B}[3J"

  /// The line that is read when it has the turn again.
  func type(_ move: Move) {
    self.move = move
    next = .line(move.line)
  }

  func end(_ event: LineEvent) { next = event }

  /// Ctrl-C or Ctrl-D.
  func press(_ event: LineEvent, _ move: Move) {
    self.move = move
    next = event
  }

  /// Killed: nothing more of it reaches the store or the disk.
  func die() {
    store.die()
    place.die()
    next = .terminated(9)
  }

  fileprivate func wait(at prompt: String) -> LineEvent {
    guard !isDead else { return .terminated(9) }
    self.prompt = prompt
    strand.rest()
    self.prompt = nil
    return next
  }
}

/// The keyboard of a seat: each prompt is a rest.
private final class SeatInput: LineInput {
  private unowned let seat: ClinicSeat

  init(_ seat: ClinicSeat) { self.seat = seat }

  func read(_ request: PromptRequest) -> LineEvent { seat.wait(at: request.name) }
}
