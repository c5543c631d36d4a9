import RecallDomain
package import ScriptEngine

/// `recall script strangers --format json`: every sentence that somebody may hear who is not known to
/// be the patient, by language and listener.
package enum StrangerDocument {
  package static func json(_ sheet: StrangerSheet) -> JSONValue {
    [
      "format": "recall-strangers/1", "script": .string(sheet.script),
      "clinic": .string(sheet.clinic), "structure": .string(sheet.structure),
      "states": .int(sheet.states), "edges": .int(sheet.edges), "errors": .int(sheet.errors),
      "approval": .string(sheet.approval), "languages": .array(sheet.pages.map(json)),
    ]
  }

  private static func json(_ page: StrangerSheet.Page) -> JSONValue {
    let sentences = page.sections.flatMap { section in
      section.sentences.map { json($0, section.audience) }
    }
    return [
      "locale": .string(page.locale), "words": .string(page.words),
      "personal_facts": .texts(page.personalFacts.map(\.rawValue)),
      "helper_facts": .texts(page.helperFacts.map(\.rawValue)), "sentences": .list(sentences),
    ]
  }

  private static func json(
    _ sentence: StrangerSheet.Sentence, _ audience: StrangerSheet.Audience
  ) -> JSONValue {
    [
      "heard": .string(audience.rawValue), "line": .string(sentence.line),
      "forms": .texts(sentence.forms), "facts": .texts(sentence.facts.map(\.rawValue)),
      "nodes": .texts(sentence.nodes),
      "conversation": sentence.conversation.map(JSONValue.texts) ?? .null,
      "interrupts": .texts(sentence.interrupts.map(\.rawValue)),
    ]
  }
}
