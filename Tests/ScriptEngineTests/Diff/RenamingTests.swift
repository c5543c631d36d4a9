import RecallDomain
import Testing

@testable import ScriptEngine

@Suite("A step that only has another name")
struct RenamingTests {
  private let clinic = LocaleFixture()
  private let script = DiffFixture.script
  private let en = DiffFixture.en
  private let es = DiffFixture.es

  /// `told` under another name, wherever it is named.
  private var renamed: LocaleFixture {
    clinic.changing(script, "verified: told", "verified: about").changing(
      script, "  told:\n", "  about:\n")
  }

  @Test("is told as renamed, and that nothing else is different")
  func renaming() throws {
    let diff = try DiffFixture.diff(renamed)
    #expect(DiffFixture.told(diff) == ["about step-renamed about: told → about"])
    #expect(diff.isRenamingOnly)
  }

  @Test("is recognised with its unnamed ends, and when everything around it is renamed too")
  func chain() throws {
    let all = renamed.changing(script, "opening", "first").changing(
      script, "first.greeting", "opening.greeting"
    )
    .changing(script, "identity", "who").changing(script, "verify: who", "verify: identity")
    .changing(script, "who.ask", "identity.ask")
    let diff = try DiffFixture.diff(all)
    #expect(diff.isRenamingOnly)
    #expect(diff.changes.map(\.before) == ["opening", "identity", "told"])
  }

  @Test("is recognised by the answers that lead to it when its words changed as well")
  func withWords() throws {
    let changed = renamed.changing(script, "[told.weeks, told.when]", "[told.weeks]")
    let diff = try DiffFixture.diff(changed)
    #expect(diff.changes.map(\.kind) == [.stepRenamed, .wordsGone, .wordsGone, .factGone])
    #expect(!diff.isRenamingOnly)
  }

  @Test("two that do the same are told apart by what leads to them")
  func twins() throws {
    let before = clinic.changing(
      script, "  told:\n",
      "  a:\n    say: identity.ask\n    go: close\n  b:\n    say: identity.ask\n    go: close\n  told:\n"
    ).changing(script, "failed: close, refused: close", "failed: a, refused: b")
    let after = before.changing(script, "  a:\n", "  c:\n").changing(script, "  b:\n", "  d:\n")
      .changing(script, "failed: a, refused: b", "failed: c, refused: d")
    let diff = try DiffFixture.diff(before, after)
    #expect(diff.isRenamingOnly)
    #expect(
      DiffFixture.told(diff) == ["c step-renamed c: a → c", "d step-renamed d: b → d"])
  }

  @Test("is not seen in a step that does something else and is reached otherwise")
  func notARenaming() throws {
    let changed = clinic.changing(
      script, "  told:\n    say: [told.weeks, told.when]\n    go: close", ""
    )
    .changing(script, "verified: told, failed: close", "verified: close, failed: other")
    .changing(script, "nodes:", "nodes:\n  other:\n    say: identity.ask\n    go: close")
    let kinds = try DiffFixture.diff(changed).changes.map(\.kind)
    #expect(kinds.contains(.stepNew) && kinds.contains(.stepGone) && !kinds.contains(.stepRenamed))
  }

  @Test("a line under another name that says the same is told so")
  func line() throws {
    let changed = clinic.changing(script, "identity.ask", "who.ask")
      .changing(en, "identity.ask", "who.ask").changing(es, "identity.ask", "who.ask")
    let diff = try DiffFixture.diff(changed)
    #expect(DiffFixture.told(diff) == ["identity line-renamed who.ask: identity.ask → who.ask"])
    #expect(diff.isRenamingOnly)
  }
}
