import Foundation
import RecallDomain

/// `block [50m | off]`: work in blocks. Without more: how long is left, or a block of the length that the
/// caller's own file has.
extension ConsoleCommand {
  static var block: ConsoleCommand {
    ConsoleCommand { console, argument throws(StoreFailure) in
      BlockDesk(desk: console.desk).obey(argument)
      return .goOn
    }
  }
}

/// The block that runs at a desk.
struct BlockDesk {
  let desk: Desk

  func obey(_ argument: String) {
    if argument.isEmpty { return showOrBegin() }
    if isOff(argument) { return end() }
    guard let minutes = WorkBlock.length(argument) else {
      let most = WorkBlock.lengths
      return desk.screen.problem(
        desk.say(
          "block.not-understood",
          ["least": String(most.lowerBound), "most": String(most.upperBound)]))
    }
    begin(minutes)
  }

  /// Between calls, never during one: said once, and the block is over.
  func tellIfOver() {
    guard let block = desk.block, block.isOver(at: desk.now) else { return }
    desk.run(nil)
    // Of yesterday's nobody needs to be told.
    guard LocalTime(block.ends, in: desk.clinicZone).date == desk.today else { return }
    ProgressWords(desk: desk).tell(block, isOver: true)
  }

  private func isOff(_ typed: String) -> Bool {
    ["off", "end", "stop"].contains(Folded.text(typed)) || desk.typed.means("off", typed)
  }

  private func showOrBegin() {
    if let block = desk.block {
      let left = block.minutesLeft(at: desk.now)
      return desk.tell(
        "block.left", ["time": desk.dates.time(block.ends, in: desk.clinicZone)], count: left)
    }
    guard let usual = desk.usualBlock else { return desk.tell("block.none") }
    begin(usual)
  }

  private func begin(_ minutes: Int) {
    let block = WorkBlock(begun: desk.now, minutes: minutes)
    desk.run(block)
    desk.tell(
      "block.begun",
      [
        "length": ProgressWords(desk: desk).length(minutes),
        "time": desk.dates.time(block.ends, in: desk.clinicZone),
      ])
  }

  private func end() {
    guard let block = desk.block else { return desk.tell("block.none") }
    desk.run(nil)
    ProgressWords(desk: desk).tell(block, isOver: false)
  }
}
