import Foundation
import RecallDomain
import Testing

@testable import ScriptEngine

@Suite("a script as a play")
struct PlayTests {
  private static let library: ScriptLibrary = {
    var policy = ClinicPolicy(name: "Lakeside Specialty Clinic")
    policy.neutralName = "Lakeside Clinic"
    policy.phone = "+16175550100"
    return ScriptLibrary.read(files: (try? ShippedFolder.files()) ?? [], policy: policy)
  }()

  private static func play(_ locale: String = "en", notes: Bool = false) throws -> String {
    try #require(
      Play(library, script: "overdue-follow-up", locale: locale, notes: notes)
    ).text
  }

  @Test("every node of every shipped script stands in it once, in 80 columns, in both languages")
  func everyNodeOnce() throws {
    for script in Self.library.scripts {
      for locale in ["en", "es"] {
        let text = try #require(Play(Self.library, script: script.id, locale: locale)).text
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.allSatisfy { TerminalText.width($0) <= 80 })
        let unused = Set(PlayOrder(script).unused)
        for id in script.order where script[id].isNamed && !unused.contains(id) {
          let heads = lines.filter { $0.hasPrefix("── \(id) ─") }
          #expect(heads.count == 1, "\(script.id) \(locale) \(id)")
        }
      }
    }
  }

  @Test("the straight road comes first, the gate across it, the end at its foot")
  func straightRoad() throws {
    let text = try Self.play()
    let order = [
      "THE STRAIGHT ROAD", "── opening ", "── moment ", "── identity ",
      "══ IDENTITY CONFIRMED: THE GATE IS OPEN ══", "── reason ", "── offer ", "── confirm ",
      "■ scheduled/booked: nothing more to call about", "OFF THE STRAIGHT ROAD",
    ]
    let places = order.map { text.range(of: $0)?.lowerBound }
    #expect(places.allSatisfy { $0 != nil })
    #expect(places.compactMap { $0 } == places.compactMap { $0 }.sorted())
  }

  @Test("an answer has its number, its name, its label and where it leads")
  func answers() throws {
    let text = try Self.play()
    #expect(text.contains("   1 patient       the person asked for is on the line → moment\n"))
    #expect(text.contains("   4 no_answer     nobody answers ■ no-answer/rang-out\n"))
    #expect(text.contains("    verified         → reason (the gate opens)\n"))
    #expect(text.contains("    failed, refused  → cannot_confirm\n"))
    #expect(text.contains("→ back to where the call stood"))
    #expect(text.contains("(somebody\n                     new is on the line: the gate closes)"))
  }

  @Test("interrupts stand apart, each with its code, label and way")
  func interrupts() throws {
    let text = try Self.play()
    let apart = try #require(text.range(of: "WHAT MAY COME UP AT ANY PROMPT")).upperBound
    for interrupt in Interrupt.allCases {
      let head = "\n/\(interrupt.rawValue)  \(interrupt.code)  "
      #expect(text[apart...].contains(head))
      #expect(!text[..<apart].contains(head))
    }
    #expect(text.contains("/dropped  dr  the line dropped ■ no-answer/dropped"))
    #expect(text.contains("(the gate closes)"))
  }

  @Test("each way to end says what happens next, by the gate where that matters")
  func endings() throws {
    let text = try Self.play()
    let endings = try #require(text.range(of: "HOW A CALL CAN END")).upperBound
    let rows = text[endings...].split(separator: "\n")
    func row(_ ending: String) -> Substring? { rows.first { $0.hasPrefix("  \(ending) ") } }
    #expect(row("scheduled/booked")?.hasSuffix("nothing more to call about") == true)
    #expect(row("callback-requested/at-time")?.hasSuffix("the promised time") == true)
    #expect(row("declined/do-not-contact")?.contains("verified: the recall closes") == true)
    #expect(row("left-message/sent") == nil)
  }

  @Test("the words are those of the language asked for, with notes only when they are wanted")
  func words() throws {
    let spanish = try Self.play("es")
    #expect(spanish.contains("Lakeside Clinic") && spanish.contains("¿"))
    #expect(!spanish.contains("May I speak with"))
    let note = "(The patient is verified. An invitation, never a reproach about the date.)"
    #expect(try !Self.play("es").contains(note))
    #expect(try Self.play("es", notes: true).contains(note))
  }

  @Test("nothing of a person is in it, only what would be said there")
  func placeholders() throws {
    let text = try Self.play()
    #expect(text.contains("‹the appointment made in this call›") && !text.contains("{"))
  }

  @Test("a road that turns back on itself, and nodes that nothing leads to")
  func loops() {
    var draft = Draft()
    draft.add("opening", .go("middle"))
    draft.add("middle", .hear(["again": "opening", "on": "last"]))
    draft.add("last", .end(.noAnswer))
    draft.add("aside", .go("last"))
    draft.interrupts = [.busy: "last"]
    let order = PlayOrder(draft.script)
    #expect(order.straight == ["opening", "middle"])
    #expect(order.aside == ["last"])
    #expect(order.interrupts == [PlayOrder.Scene(interrupt: .busy, nodes: [])])
    #expect(order.unused == ["aside"])
  }
}
