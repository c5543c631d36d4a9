import Foundation
import RecallConsole
import RecallDomain
import ScriptEngine

/// The scripts for a console that opens on a terminal. Where every file is as it was when they were
/// last proved, the prompt comes first and the proof behind it, on a thread of its own; where something
/// is new, the proof comes first, and what it finds is said above the prompt.
struct ScriptsBehindThePrompt {
  private let folder: ClinicFolder
  private let policy: ClinicPolicy
  /// A demo shows what a live clinic does: only what is approved is used.
  private let approvedOnly: Bool
  private let environment: [String: String]

  init(_ clinic: OpenClinic, _ environment: [String: String]) {
    (folder, policy, self.environment) = (clinic.folder, clinic.policy, environment)
    approvedOnly = clinic.store.kind != .practice
  }

  func scripts() throws -> DeskScripts {
    let files = try folder.libraryFiles(rehearsals: false)
    let kept = try KeptStanding(folder, policy, files, approvedOnly: approvedOnly, environment)
    if let expected = kept.read() {
      let words = ScriptLibrary.staffPhrases(
        files: files, policy: policy, shipped: ShippedFiles.consoleTexts)
      return .inProof(
        proof(of: files, expecting: expected, kept),
        words: StaffWords(words, languages: policy.languages))
    }
    let library = Self.library(files, policy)
    guard !library.staffPhrases.isEmpty else {
      throw Failure.unreadableConsoleTexts(library.findings)
    }
    let shelf = ScriptShelf(library, policy: policy, approvedOnly: approvedOnly)
    kept.keep(shelf.standing)
    return .proved(shelf)
  }

  private func proof(
    of files: [SourceFile], expecting expected: ScriptStanding, _ kept: KeptStanding
  ) -> ScriptProof {
    ScriptProof(expecting: expected) { [policy, approvedOnly] in
      let shelf = ScriptShelf(
        Self.library(files, policy), policy: policy, approvedOnly: approvedOnly)
      if shelf.standing != expected { kept.keep(shelf.standing) }
      return shelf
    }
  }

  private static func library(_ files: [SourceFile], _ policy: ClinicPolicy) -> ScriptLibrary {
    ScriptLibrary.read(files: files, policy: policy, shipped: ShippedFiles.consoleTexts)
  }
}
