import RecallDomain
import Testing

@testable import RecallConsole

@Suite("a screen that is hidden")
struct IdleScreenWordsTests {
  /// What a terminal was sent while something was done to a screen with these words on it.
  private func sent(_ work: IdleScreen.Work, _ act: (IdleScreen, Screen) -> Void) -> String {
    let paper = Paper()
    let screen = Screen(
      isTerminal: true, colour: false, output: paper.handle, problems: paper.handle, width: 80)
    let policy = IdlePolicy(blank: 60, leave: 120)
    let idle = IdleScreen(policy, at: work, screen: screen) { "<\($0)>" }
    screen.write("Rose Delaney")
    act(idle, screen)
    return paper.text
  }

  private static let cleared = "\u{1B}[H\u{1B}[2J\u{1B}[3J"

  @Test("stays as it is before its time, and nobody is waited for")
  func early() {
    let text = sent(.console) { idle, _ in
      #expect(idle.look(after: 59, isInCall: true) { _ in .ended } == .goesOn)
    }
    #expect(text == "Rose Delaney\n")
  }

  @Test(
    "says what goes on behind it",
    arguments: [
      (IdleScreen.Work.console, true, "idle.hidden-call"), (.console, false, "idle.hidden"),
      (.practice, true, "idle.hidden"), (.review, false, "idle.hidden-review"),
    ])
  func hidden(_ work: IdleScreen.Work, _ isInCall: Bool, _ key: String) {
    let text = sent(work) { idle, _ in
      let outcome = idle.look(after: 61, isInCall: isInCall) { most in
        #expect(most == 59, "until the console closes")
        return .entered
      }
      #expect(outcome == .shownAgain)
    }
    let shown = "Rose Delaney\n"
    #expect(text == shown + Self.cleared + "<\(key)>\n" + Self.cleared + shown)
  }

  @Test(
    "closes with its own last words, which a later clearing leaves there",
    arguments: [
      (IdleScreen.Work.console, "idle.left"), (.practice, "idle.left-practice"),
      (.review, "idle.left-review"),
    ])
  func left(_ work: IdleScreen.Work, _ key: String) {
    let text = sent(work) { idle, screen in
      #expect(idle.look(after: 120, isInCall: true) { _ in .entered } == .left(.tookTooLong))
      screen.clear()
    }
    #expect(text == "Rose Delaney\n" + Self.cleared + "<\(key)>\n")
  }

  @Test("closes when nobody comes back in time, and ends with a terminal that is gone")
  func waitedInVain() {
    _ = sent(.console) { idle, _ in
      #expect(idle.look(after: 61, isInCall: true) { _ in .tookTooLong } == .left(.tookTooLong))
    }
    _ = sent(.console) { idle, _ in
      #expect(idle.look(after: 61, isInCall: true) { _ in .ended } == .left(.ended))
    }
  }
}
