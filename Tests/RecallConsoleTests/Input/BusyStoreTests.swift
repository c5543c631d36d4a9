import RecallDomain
import Testing

@testable import RecallConsole

@Suite("A store that is busy when words are ready for it")
struct BusyStoreTests {
  private let problems = Paper()

  /// How often it was asked, and what came of it; `busy` times it has no room.
  private func keep(
    _ typed: [LineEvent], busy: Int, failing failure: StoreFailure = .busy
  ) -> (asked: Int, kept: Bool, prompts: [String]) {
    let (input, output) = (TypedLines(typed), Paper())
    let screen = Screen(
      isTerminal: false, colour: false, output: output.handle, problems: problems.handle,
      width: 80)
    var asked = 0
    let write = { () throws(StoreFailure) in
      asked += 1
      if asked <= busy { throw failure }
    }
    let store = BusyStore(screen: screen, input: input, saying: "The store is busy.")
    let kept: Void? = try? store.keep(unless: { $0 == "quit" }, write)
    return (asked, kept != nil, input.prompts)
  }

  @Test("each Enter asks again, until the words are kept")
  func again() {
    let found = keep([.line(""), .line("")], busy: 2)
    #expect(found.asked == 3 && found.kept)
    #expect(found.prompts == ["again", "again"])
    #expect(problems.text == "The store is busy.\nThe store is busy.\n")
  }

  @Test("Ctrl-C empties the line and gives nothing up")
  func interrupted() {
    let found = keep([.interrupt, .interrupt, .line("")], busy: 1)
    #expect(found.asked == 2 && found.kept)
  }

  @Test("they are given up by a word for it, or where the input ends")
  func givenUp() {
    for typed in [[LineEvent.line("quit")], [.endOfInput], [.terminated(15)]] {
      let found = keep(typed, busy: 9)
      #expect(found.asked == 1 && !found.kept)
    }
  }

  @Test("a store that fails for another reason is not asked twice")
  func otherFailure() {
    let found = keep([.line("")], busy: 1, failing: .full)
    #expect(found.asked == 1 && !found.kept && problems.text.isEmpty)
  }
}
