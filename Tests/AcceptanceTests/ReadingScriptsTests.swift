import Foundation
import Testing

/// What a clinic lead reads of scripts, from the built program on the shipped folder.
@Suite("reading scripts")
struct ReadingScriptsTests {
  private let shipped = ["--clinic", Program.packageRoot.path]

  @Test("a rule is explained without any clinic; an unknown one is told what was meant")
  func explain() throws {
    let place = try Workplace()
    let list = try place.run(["script", "explain"])
    #expect(list.status == 0 && list.output.contains("act/gate "))
    let page = try place.run(["script", "explain", "act/gate"])
    #expect(page.status == 0 && page.output.contains("How to repair it"))
    let slip = try place.run(["script", "explain", "act/gaet"])
    #expect(slip.status == 64)
    #expect(slip.errors.contains("recall: error: there is no rule \"act/gaet\""))
    #expect(slip.errors.contains("hint: did you mean \"act/gate\"?"))
    let pages = try place.json(["script", "explain", "--all", "--json"])
    #expect(pages["count"] as? Int == (pages["items"] as? [Any])?.count)
  }

  @Test("a script is shown as a play in the language asked for")
  func show() throws {
    let place = try Workplace()
    let english = try place.run(["script", "show", "overdue-follow-up"] + shipped)
    #expect(english.status == 0 && english.output.contains("THE STRAIGHT ROAD"))
    #expect(english.output.contains("May I speak with"))
    let spanish = try place.run(
      ["--locale", "es", "script", "show", "overdue-follow-up"] + shipped)
    #expect(spanish.status == 0 && spanish.output.contains("¿"))
    let slip = try place.run(["script", "show", "overdue-folow-up"] + shipped)
    #expect(slip.status == 64 && slip.errors.contains("did you mean \"overdue-follow-up\"?"))
    let other = try place.run(
      ["--locale", "en-UK", "script", "show", "overdue-follow-up"] + shipped)
    #expect(other.status == 64 && other.errors.contains("is not offered"))
  }

  @Test("the stranger sheet is text, JSON or HTML, of one language or all")
  func strangers() throws {
    let place = try Workplace()
    let script = ["script", "strangers", "overdue-follow-up"] + shipped
    let text = try place.run(script)
    #expect(text.status == 0 && text.output.contains("LEFT ON A MACHINE"))
    #expect(text.output.contains("Signature   ____"))
    let sheet = try place.json(script + ["--json", "--locale", "es"])
    let languages = try #require(sheet["languages"] as? [[String: Any]])
    #expect(languages.map { $0["locale"] as? String } == ["es"])
    let sentences = try #require(languages[0]["sentences"] as? [String: Any])
    #expect(sentences["count"] as? Int == (sentences["items"] as? [Any])?.count)
    let page = try place.run(script + ["--format", "html"])
    #expect(page.output.hasPrefix("<!DOCTYPE html>") && page.output.contains("</html>"))
  }
}
