import Foundation
import RecallDomain
import RecallStorage
import ScriptEngine

/// Writes that a script's exact content is approved: the content itself and the act in the store,
/// then the file in `approvals/` that live calls ask for.
struct Approving {
  let library: ScriptLibrary
  let folder: ClinicFolder
  let store: any RecallStore

  /// Nothing is approved unless all of it can be.
  ///
  /// - Parameter locales: the languages whose words are approved; `nil` = every offered one.
  @discardableResult
  func approve(_ scripts: [String], by person: String, at now: Date, locales: [String]? = nil)
    throws -> [NewApproval]
  {
    for locale in locales ?? [] { try library.refuseUnlessOffered(locale) }
    for id in scripts where library.editions[id] == nil { throw refusal(of: id) }
    let approvals = library.approvals(by: person, at: now, scripts: scripts, locales: locales)
    for approval in approvals {
      try record(approval, by: person, at: now)
      let watch = KillWatch("approvalFile")
      watch.before()
      try folder.write(approval.file)
      watch.done()
    }
    return approvals
  }

  private func record(_ new: NewApproval, by person: String, at now: Date) throws {
    let compiled = CompiledEdition(new.edition)
    do {
      try store.saveEdition(hash: compiled.hash, compiled: compiled.data)
      try store.recordApproval(
        RecordedApproval(
          script: new.approval.script, structure: new.approval.structure,
          policy: new.approval.policy, words: new.newWords, edition: compiled.hash, by: person,
          at: now))
    } catch { throw Failure(error) }
  }

  private func refusal(of id: String) -> Failure {
    guard library.reports[id] != nil else { return library.unknownScript(id) }
    return Failure(
      .configuration, "the script \"\(id)\" cannot be approved: it has findings",
      hint: "`recall script check \(id)` lists them")
  }
}

extension ScriptLibrary {
  func refuseUnlessOffered(_ locale: String) throws {
    guard !policy.languages.contains(locale) else { return }
    throw Failure(
      .usage, "the language \"\(TerminalText.clean(locale))\" is not offered by this clinic",
      hint: "languages: in clinic.yaml has \(policy.languages.joined(separator: ", "))")
  }

  func unknownScript(_ id: String) -> Failure {
    let known = reports.keys.sorted()
    return Failure(
      .usage, "there is no script \"\(TerminalText.clean(id))\"",
      hint: DidYouMean.nearest(to: id, among: known).map { "did you mean \"\($0)\"?" }
        ?? "scripts/ has \(known.joined(separator: ", "))")
  }
}
