import Foundation
import RecallDomain
import Testing

@testable import RecallConsole

@Suite("a telephone number that a click dials")
struct TelephoneLinkTests {
  @Test("the address has digits and nothing else; what is no number is no link")
  func address() {
    let link = TelephoneLink("+16175550142")
    #expect(
      link?.linked("dial +1 617 555 0142 mobile")
        == "dial \u{1B}]8;;tel:+16175550142\u{1B}\\+1 617 555 0142\u{1B}]8;;\u{1B}\\ mobile")
    #expect(link?.linked("nothing here") == "nothing here")
    for number in ["", "911", "+1", "+1617555014x", "+1617\u{1B}5550142", "+１６１７５５５０１４２"] {
      #expect(TelephoneLink(number) == nil, "\(number)")
    }
  }

  @Test("is there only after Enter has begun the attempt, and where the terminal knows links")
  func afterEnter() throws {
    let lines = ["next", "", "/card", "/back"]
    for (hasLinks, isLinear, links) in [(true, false, 2), (true, true, 0), (false, false, 0)] {
      let day = try ConsoleDay()
      (day.hasLinks, day.isLinear) = (hasLinks, isLinear)
      let output = day.run(lines).output
      #expect(output.components(separatedBy: "\u{1B}]8;;tel:+16175550142").count == links + 1)
      let before = output.components(separatedBy: "❝")[0]
      #expect(before.components(separatedBy: "tel:").count <= 2)
    }
  }

  @Test("a terminal that does not say that it knows links has none, unless somebody says so")
  func terminals() {
    let known: [[String: String]] = [
      ["TERM": "xterm-kitty"], ["TERM": "foot"], ["TERM": "xterm-256color", "VTE_VERSION": "7600"],
      ["TERM": "xterm-256color", "TERM_PROGRAM": "iTerm.app"],
      ["TERM": "xterm-256color", "WT_SESSION": "x"],
      ["TERM": "xterm-256color", "FORCE_HYPERLINK": "1"],
      ["TERM": "xterm-kitty", "NO_COLOR": "1"],
    ]
    for environment in known {
      #expect(TerminalLinks.areKnown(environment, wanted: nil), "\(environment)")
      #expect(!TerminalLinks.areKnown(environment, wanted: false), "\(environment)")
    }
    let unknown: [[String: String]] = [
      [:], ["TERM": "xterm-256color"], ["TERM": "xterm", "VTE_VERSION": "4205"],
      ["TERM": "tmux-256color", "VTE_VERSION": "7600"],
      ["TERM": "xterm-kitty", "FORCE_HYPERLINK": "0"],
    ]
    for environment in unknown { #expect(!TerminalLinks.areKnown(environment, wanted: nil)) }
    #expect(TerminalLinks.areKnown(["TERM": "xterm-256color"], wanted: true))
    for term in ["dumb", "", "linux"] {
      #expect(!TerminalLinks.areKnown(["TERM": term, "FORCE_HYPERLINK": "1"], wanted: true))
    }
  }
}
