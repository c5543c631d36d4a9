import Foundation
import RecallDomain
import ScriptEngine

/// Writes that a script's exact content is approved: the file in `approvals/` and the row in the
/// store that live calls ask for.
struct Approving {
  let library: ScriptLibrary
  let folder: ClinicFolder
  let store: any RecallStore

  /// - Parameter locales: the languages whose words are approved; `nil` = every offered one.
  func approve(_ scripts: [String], by person: String, at now: Date, locales: [String]? = nil)
    throws
  {
    for id in scripts where library.editions[id] == nil {
      throw Failure(
        .configuration,
        "the script \"\(TerminalText.clean(id))\" cannot be approved: "
          + (library.reports[id] == nil ? "there is none of that name" : "it has findings"),
        hint: "`recall script check` lists them")
    }
    let files = library.approvals(by: person, at: now, scripts: scripts, locales: locales)
    for file in files { try folder.write(file) }
    for edition in scripts.compactMap({ library.editions[$0] }) {
      let words = edition.wordsHashes.filter { locales?.contains($0.key) ?? true }
      do {
        try store.recordApproval(
          script: edition.script.id, structure: edition.structureHash, words: words, by: person,
          at: now)
      } catch { throw Failure(error) }
    }
  }
}
