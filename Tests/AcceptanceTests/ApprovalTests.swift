import Foundation
import Testing

@Suite("Approval and what changed since", .serialized)
struct ApprovalTests {
  private let script = "overdue-follow-up"

  /// One text of a file of the demo clinic changed; a text that is not there is a slip of the test.
  private func edit(_ place: Workplace, _ path: String, _ old: String, _ new: String) throws {
    let file = place.home.appendingPathComponent("demo/\(path)")
    let text = try String(contentsOf: file, encoding: .utf8)
    try #require(text.contains(old))
    try text.replacing(old, with: new).write(to: file, atomically: true, encoding: .utf8)
  }

  private func script(_ place: Workplace, _ words: [String]) throws -> Ended {
    try place.run(["script"] + words + ["--clinic", "demo", "--as", "ana", "--now", Workplace.now])
  }

  @Test("diff says that nothing has changed, then what, then nothing again after approval")
  func diff() throws {
    let place = try Workplace()
    try place.smallDemo(patients: 10)
    let same = try script(place, ["diff", script])
    #expect(same.status == 0)
    #expect(same.output.hasPrefix("overdue-follow-up: nothing has changed since demo approved it"))
    try edit(place, "locales/es/overdue-follow-up.yaml", "Déjeme ver", "Permítame ver")
    let changed = try script(place, ["diff", script])
    for text in ["1 change since", "was  Déjeme ver", "now  Permítame ver", "--locale es"] {
      #expect(changed.output.contains(text))
    }
    #expect(!changed.output.contains("\u{1B}"))
    #expect(try script(place, ["diff", script, "--locale", "en"]).output.contains("nothing has"))
    let approved = try script(place, ["approve", script, "--locale", "es"])
    #expect(approved.output == "approved overdue-follow-up: its steps, and its words in es\n")
    #expect(try script(place, ["diff", script]).output.contains("nothing has changed"))
    #expect(try script(place, ["check", script, "--live"]).status == 0)
  }

  @Test("diff as one JSON document")
  func json() throws {
    let place = try Workplace()
    try place.smallDemo(patients: 10)
    try edit(
      place, "scripts/overdue-follow-up.yaml", "later: callback", "later: give_number")
    for form in [["--json"], ["--format", "json"]] {
      let ended = try script(place, ["diff", script] + form)
      let document = try #require(
        try JSONSerialization.jsonObject(with: Data(ended.output.utf8)) as? [String: Any])
      #expect(document["state"] as? String == "changed")
      #expect(document["live"] as? String == "not-approved")
      let changes = try #require(document["changes"] as? [[String: Any]])
      #expect(changes.count == document["count"] as? Int)
      #expect(changes.first?["kind"] as? String == "answer-leads")
      #expect(changes.first?["before"] as? String == "callback")
      #expect(changes.first?["path"] as? [String] == ["patient", "verified"])
    }
  }

  @Test("a language that is not offered and a script that is not there are refused with a hint")
  func refused() throws {
    let place = try Workplace()
    try place.smallDemo(patients: 10)
    for act in ["diff", "approve"] {
      let language = try script(place, [act, script, "--locale", "fr"])
      #expect(language.status == 64 && language.errors.contains("\"fr\" is not offered"))
      let unknown = try script(place, [act, "overdue-folow-up"])
      #expect(
        unknown.status == 64 && unknown.errors.contains("did you mean \"overdue-follow-up\"?"))
    }
  }

  @Test("the console refuses a script that changed and says what to do, until it is approved")
  func console() throws {
    let place = try Workplace()
    try place.smallDemo(patients: 10)
    try edit(
      place, "scripts/overdue-follow-up.yaml", "later: callback", "later: give_number")
    let refused = try place.console(["next overdue-follow-up", "quit"])
    #expect(!refused.output.contains("dial> "))
    #expect(refused.output.contains("recall script diff overdue-follow-up"))
    _ = try script(place, ["approve", script])
    #expect(
      try place.console(["next overdue-follow-up", "/back", "quit"]).output.contains("dial> "))
  }

  @Test("a call that was killed goes on with the words it began with, and its note names them")
  func runningCall() throws {
    let place = try Workplace()
    try place.smallDemo(patients: 10)
    let call = try Conversation(
      ["--clinic", "demo", "--as", "ana", "--now", Workplace.now], in: place)
    for (prompt, line) in [
      ("recall> ", "next overdue-follow-up"), ("dial> ", ""), ("opening> ", "patient"),
    ] {
      try call.wait(for: prompt)
      call.send(line)
    }
    try call.wait(for: "full_name> ")
    call.kill()
    try edit(
      place, "scripts/overdue-follow-up.yaml", "later: callback", "later: give_number")
    let resumed = try place.console([
      "resume", "/end no-answer hung-up", "", "next overdue-follow-up", "quit",
    ])
    #expect(resumed.output.holds(["full_name> ", "save> ", "saved"]))
    #expect(!resumed.output.contains("dial> "))
    let note = try #require(try place.notes().first)
    let used = try #require(note["script"] as? [String: Any])
    let approval = try String(
      contentsOf: place.home.appendingPathComponent("demo/approvals/overdue-follow-up.yaml"),
      encoding: .utf8)
    #expect(approval.contains(try #require(used["structure"] as? String)))
    #expect(used["approved"] as? Bool == true)
  }

  @Test("only a lead approves; in a live clinic nothing is approved until one does")
  func live() throws {
    let place = try Workplace()
    #expect(try place.run(["init", "clinic", "--as", "maria"]).status == 0)
    let added = try place.run(
      ["staff", "add", "ben", "Ben", "--clinic", "clinic", "--as", "maria"])
    #expect(
      added.output == "added ben · caller · en\n", "qualified in something, or nobody to call")
    let ben = try place.run(["script", "approve", script, "--clinic", "clinic", "--as", "ben"])
    #expect(ben.status == 77)
    let never = try place.run(["script", "diff", script, "--clinic", "clinic", "--as", "maria"])
    #expect(never.output.contains("never approved"))
    let refused = try place.run(["--clinic", "clinic", "--as", "maria"], lines: ["quit"])
    #expect(refused.output.contains("never approved"))
    let maria = try place.run(["script", "approve", script, "--clinic", "clinic", "--as", "maria"])
    #expect(maria.status == 0)
    let same = try place.run(["script", "diff", script, "--clinic", "clinic", "--as", "maria"])
    #expect(same.output.contains("nothing has changed since maria approved it"))
  }
}
