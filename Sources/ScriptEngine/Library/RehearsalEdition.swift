import RecallDomain

extension ScriptLibrary {
  /// What a conversation is walked on: any script that could be read, approved or not, broken ones
  /// too, because showing how a rule is broken is what walking it is for. Never for a live call.
  package func rehearsalEdition(of id: String) -> Edition? {
    if let edition = editions[id] { return edition }
    guard let script = scripts.first(where: { $0.id == id }) else { return nil }
    return EditionMaker(policy: policy).edition(
      of: script, folders.mapValues { $0.phrasebook(for: script) })
  }
}
