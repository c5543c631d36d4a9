import Foundation
import RecallDomain
import RecallStorage
import ScriptEngine
import Testing

@testable import RecallConsole

/// Every verb of the main prompt, typed by every role.
@Suite("Verbs and roles")
struct VerbsAndRolesTests {
  private static let shelf = ScriptShelf(
    ClinicFolder.library, policy: ClinicFolder.policy, approvedOnly: false)
  private static let behind: [MainVerb: String] = [.why: " r-1", .open: " r-1", .last: " n-1"]

  @Test("each verb, as each role, is obeyed or refused as the table says", arguments: ["en", "es"])
  func everyRole(locale: String) throws {
    var refused = 0
    for role in StaffRole.allCases {
      for verb in MainVerb.allCases where verb != .quit {
        let day = try ConsoleDay()
        day.locale = locale
        day.caller = StaffMember(id: "zoe", name: "Zoe", roles: [role], languages: ["en"])
        let said = day.run([verb.rawValue + (Self.behind[verb] ?? "")])
        let words = locale == "es" ? "zoe no puede " : "zoe may not "
        let isRefused = said.problems.contains(words)
        #expect(isRefused == !verb.need.allows(day.caller), "\(role) \(verb): \(said.everything)")
        #expect(said.code == 0, "\(role) \(verb): \(said.everything)")
        guard isRefused else { continue }
        refused += 1
        #expect(said.output.contains("recall staff add"), "who gives the role is said")
        #expect(!said.everything.contains("Rosa"))
        var acts = 0
        try day.store.eachAct(since: nil) { act in
          if act.act == "refused", act.who == "zoe" { acts += 1 }
        }
        #expect(acts == 1)
      }
    }
    #expect(refused > 20)
  }

  @Test("who only trains is greeted without a word about patients")
  func trainer() throws {
    let day = try ConsoleDay()
    day.caller = StaffMember(id: "zoe", name: "Zoe", roles: [.trainer], languages: ["en"])
    let said = day.run([])
    #expect(said.lines.first == "recall · Lakeside Clinic · Zoe · en")
  }

  @Test("who answers for a team is shown to its inbox in a demo, not to the next call")
  func nurse() throws {
    let day = try ConsoleDay()
    day.caller = StaffMember(id: "zoe", name: "Zoe", roles: [.clinical], languages: ["en"])
    let said = day.run([])
    #expect(said.output.contains("inbox shows what waits for you"))
    #expect(!said.output.contains("Type next to begin"))
  }

  @Test("every duty has its words in both languages")
  func words() {
    for locale in ["en", "es"] {
      let shelf = Self.shelf
      let words = DutyWords(phrases: shelf.words.phrases(in: locale))
      for duty in StaffDuty.allCases {
        #expect(!words.text(duty).hasPrefix("duty."), "\(locale) \(duty)")
      }
    }
  }

  @Test("the operator's table of roles is the table of the program")
  func guide() throws {
    let text = try String(
      contentsOf: ClinicFolder.root.appendingPathComponent("Sources/Manual/Guides/operator.md"),
      encoding: .utf8)
    let shelf = Self.shelf
    let words = DutyWords(phrases: shelf.words.phrases(in: "en"))
    let head = "| | " + StaffRole.allCases.map(\.rawValue).joined(separator: " | ") + " |"
    let rows = StaffDuty.allCases.map { duty in
      let marks = StaffRole.allCases.map { duty.roles.contains($0) ? "yes" : "" }
      return "| \(words.text(duty)) | " + marks.joined(separator: " | ") + " |"
    }
    for row in [head] + rows { #expect(text.contains(row.replacing("  ", with: " ")), "\(row)") }
  }
}
