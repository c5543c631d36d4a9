import RecallDomain
import Testing

@testable import ScriptEngine

@Suite("What changed since a script was approved")
struct ScriptDiffTests {
  private let clinic = LocaleFixture()
  private let script = DiffFixture.script
  private let en = DiffFixture.en
  private let es = DiffFixture.es

  private func told(_ after: LocaleFixture, locales: [String]? = nil) throws -> [String] {
    DiffFixture.told(try DiffFixture.diff(after, locales: locales))
  }

  @Test("comments, layout, notes and labels are no change")
  func nothing() throws {
    let changes = [
      clinic, clinic.changing(script, "nodes:", "# a comment\n\nnodes:"),
      clinic.changing(en, "{ text: \"May I", "{ note: \"kind\", text: \"May I"),
      clinic.changing(en, "it is the patient", "the patient"),
      clinic.changing(en, "I am at work.", "I am busy."),
    ]
    for changed in changes { #expect(try told(changed) == []) }
  }

  @Test("other words are told where they are said, in their language, with the words before")
  func words() throws {
    let changed = clinic.changing(es, "¿Me dice su nombre?", "¿Cómo se llama?")
    #expect(
      try told(changed) == [
        "identity words-changed identity.ask es: ¿Me dice su nombre? → ¿Cómo se llama?"
      ])
    #expect(try told(changed, locales: ["en"]) == [])
  }

  @Test("of a plural only the form that changed is told")
  func plural() throws {
    let changed = clinic.changing(en, "It has been a while", "It has been some time")
    #expect(
      try told(changed) == [
        "told words-changed told.weeks en without: It has been a while, says {provider}. → "
          + "It has been some time, says {provider}."
      ])
  }

  @Test("a line that is said no more is told with its words and the facts that go with it")
  func gone() throws {
    let changed = clinic.changing(script, "[told.weeks, told.when]", "[told.weeks]")
    #expect(
      try told(changed) == [
        "told words-gone told.when en: I will call {callback_window}. → -",
        "told words-gone told.when es: Le llamo {callback_window}. → -",
        "told fact-gone callback_window: may be said to anyone → -",
      ])
  }

  @Test("a new fact in a line is told, and from when on it may be said")
  func facts() throws {
    let changed = clinic.changing(
      en, "I will call {callback_window}.", "I will call {callback_window} about {due}.")
    let told = try told(changed)
    #expect(
      told.contains("told fact-new due: - → only to somebody who may arrange the appointment"))
  }

  @Test("the same lines in another order")
  func order() throws {
    let changed = clinic.changing(script, "[told.weeks, told.when]", "[told.when, told.weeks]")
    #expect(
      try told(changed) == [
        "told words-order told: told.weeks, told.when → told.when, told.weeks"
      ])
  }

  @Test("an answer that leads elsewhere, a new one, one that is gone, and the numbers of all")
  func answers() throws {
    let leads = clinic.changing(script, "refused: close", "refused: told")
    #expect(try told(leads) == ["identity answer-leads refused: close → told"])
    let more = clinic.changing(script, "patient: identity", "patient: identity\n      later: close")
    #expect(
      try told(more) == [
        "opening answer-new later: - → close",
        "opening answer-order opening: 1 patient, 2 no_answer → 1 patient, 2 later, 3 no_answer",
      ])
    #expect(
      DiffFixture.told(try DiffFixture.diff(more, clinic)) == [
        "opening answer-gone later: close → -",
        "opening answer-order opening: 1 patient, 2 later, 3 no_answer → 1 patient, 2 no_answer",
      ])
    let last = clinic.changing(
      script, "detail: rang-out }", "detail: rang-out }\n      later: close")
    #expect(try told(last) == ["opening answer-new later: - → close"])
  }

  @Test("an outcome that an answer or a step now ends in")
  func outcomes() throws {
    let answer = clinic.changing(script, "detail: rang-out", "detail: machine")
    #expect(try told(answer).first?.hasPrefix("opening answer-leads no_answer: the end") == true)
    let step = clinic.changing("scripts/shared.yaml", "detail: hung-up", "detail: technical")
    #expect(try told(step).first?.hasPrefix("close outcome close: ends the call as") == true)
  }

  @Test("what a step does, which queues it tells, and how long its words may take")
  func steps() throws {
    let act = clinic.changing(
      "scripts/shared.yaml", "end: no-answer\n    detail: hung-up",
      "ask: question\n    then: { given: told, none: told }")
    #expect(try told(act).contains { $0.hasPrefix("close act close: ends the call") })
    let queue = clinic.changing(script, "go: close", "route: clinical\n    go: close")
    #expect(try told(queue).count == 1)
    #expect(try told(queue)[0].hasPrefix("told queue told: - → "))
    let limit = clinic.changing(script, "at_most_seconds: 6", "at_most_seconds: 7.5")
    #expect(
      try told(limit) == [
        "opening speaking-time opening: at most 6 seconds → at most 7.5 seconds"
      ])
  }

  @Test("a step that is new or gone is told with all its words")
  func newStep() throws {
    let more = clinic.changing(script, "go: close", "go: again").changing(
      script, "  told:", "  again:\n    say: identity.ask\n    go: close\n  told:")
    #expect(
      try told(more) == [
        "again step-new again: - → goes straight on",
        "again words-new identity.ask en: - → May I ask your name?",
        "again words-new identity.ask es: - → ¿Me dice su nombre?",
        "again answer-new go: - → close", "told answer-leads go: close → again",
      ])
    #expect(
      DiffFixture.told(try DiffFixture.diff(more, clinic)).contains(
        "again step-gone again: goes straight on → -"))
  }

  @Test("where interrupts lead, and where the call begins")
  func interrupts() throws {
    let before = clinic.changing(script, "nodes:", "interrupts: { busy: close }\nnodes:")
    let after = before.changing(script, "busy: close", "busy: told")
    #expect(
      DiffFixture.told(try DiffFixture.diff(before, after)) == [
        "interrupts interrupt /busy: close → told"
      ])
    #expect(
      DiffFixture.told(try DiffFixture.diff(clinic, before)) == [
        "interrupts interrupt /busy: - → close"
      ])
    let start = clinic.changing(script, "start: opening", "start: identity")
    #expect(try told(start) == ["anywhere start the call begins at: opening → identity"])
  }

  @Test("what may be heard in every call: reasons, engine, messages, greetings, patterns")
  func shared() throws {
    let cases = [
      (es, "su visita anual", "la visita anual", "reason yearly es"),
      ("locales/es/engine.yaml", "engine.again {clinic}", "again {clinic}", "engine.again es"),
      ("locales/es/messages.yaml", "message.sms {clinic}", "sms {clinic}", "message.sms es"),
      ("locales/es/language.yaml", "Good day", "Buenas", "greeting from 12:00 es"),
      ("locales/es/language.yaml", "h:mm a", "H:mm", "pattern of times es"),
      ("locales/es/language.yaml", "your doctor", "su médico", "provider is not known es"),
    ]
    for (path, old, new, subject) in cases {
      let told = try told(clinic.changing(path, old, new))
      #expect(told.count == 1 && told[0].hasPrefix("anywhere words-changed"), "\(told)")
      #expect(told.first?.contains(subject) == true, "\(told)")
    }
  }

  @Test("what the approval rests on in the policy")
  func policy() throws {
    let before = try DiffFixture.content(clinic)
    var policy = DiffFixture.policy
    policy.disclosure = ["patient_name": .open]
    policy.identity.tries = 3
    let after = try DiffFixture.content(clinic, policy)
    #expect(
      DiffFixture.told(ScriptDiff(from: before, to: after)) == [
        "policy disclosure patient_name: may be said to anyone → "
          + "only after identity is confirmed",
        "policy identity tries: 2 → 3",
      ])
    var sensitive = DiffFixture.policy
    sensitive.segments["s"] = SegmentPolicy(script: "visit", sensitive: true)
    let third = ScriptDiff(from: before, to: try DiffFixture.content(clinic, sensitive))
    #expect(third.changes.map(\.kind) == [.sensitivity])
  }

  @Test("a language whose words were never approved is told as a whole, and one no longer offered")
  func languages() throws {
    let both = try DiffFixture.content(clinic)
    let one = ScriptContent(
      script: both.script, books: both.books.filter { $0.key == "en" },
      disclosure: both.disclosure, identity: both.identity, policyHash: both.policyHash)
    #expect(
      DiffFixture.told(ScriptDiff(from: one, to: both)) == ["anywhere language-new es es: - → -"])
    #expect(
      DiffFixture.told(ScriptDiff(from: both, to: one)) == ["anywhere language-gone es es: - → -"])
    #expect(ScriptDiff(from: one, to: both, locales: ["en"]).isEmpty)
  }

  @Test("each place is told with the shortest way there")
  func ways() throws {
    let diff = try DiffFixture.diff(clinic.changing(es, "Le llamo", "Lo llamo"))
    #expect(diff.groups.map(\.place) == [.step("told", path: ["patient", "verified"])])
  }

  @Test("a line that several steps say is told once, with the others named")
  func once() throws {
    let before = clinic.changing(script, "go: close", "go: again").changing(
      script, "  told:", "  again:\n    say: identity.ask\n    go: close\n  told:")
    let after = before.changing(es, "¿Me dice su nombre?", "¿Cómo se llama?")
    let changes = try DiffFixture.diff(before, after).changes
    #expect(changes.count == 1 && changes.first?.alsoAt == ["again"])
  }
}
