import ArgumentParser
import Foundation
import RecallConsole
import RecallDomain
import RecallReports
import ScriptEngine

/// `recall script …`: proof and approval of call scripts.
struct ScriptCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "script", abstract: "Prove and approve call scripts.",
    discussion: """
      Examples:
        recall script check
        recall script show overdue-follow-up
      """,
    subcommands: [
      Check.self, Explain.self, Show.self, Strangers.self, Graph.self, Diff.self, Approve.self,
      Walked.self, Stumbles.self,
    ])
}

extension ScriptCommand {
  /// `recall script check [ID…]`: every rule, with place, reason and conversation.
  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check", abstract: "Prove that scripts are safe, or show what breaks a rule.",
      discussion: """
        Examples:
          recall script check
          recall script check overdue-follow-up missed-visit --live
        """)

    @Argument(help: ArgumentHelp("Scripts to check; all when none is named.", valueName: "id"))
    var ids: [String] = []

    @Flag(help: "As for live calls: approval of this exact content is needed too.")
    var live = false

    @Flag(help: "One JSON document.")
    var json = false

    @OptionGroup var options: GlobalOptions

    func run() throws {
      let library = try ScriptChecking(options).library
      let entries = try CheckEntries(library, ids: ids, live: live).entries
      if json {
        Printing.json(CheckDocument.json(entries))
      } else {
        Printing.line(CheckText(clinic: options.clinic).text(entries))
      }
      let errors = entries.flatMap(\.findings).contains { $0.severity == .error }
      if errors { throw ExitCode(Failure.Code.findings.rawValue) }
    }
  }
}

/// The scripts of a clinic folder, read without opening its store.
struct ScriptChecking {
  let library: ScriptLibrary
  let policy: ClinicPolicy
  /// The source language.
  var source: String { policy.sourceLanguage }

  init(_ options: GlobalOptions) throws {
    let folder = try ClinicFolder.find(
      named: options.clinic, environment: ProcessInfo.processInfo.environment)
    policy = try OpenClinic.policy(of: folder)
    library = try folder.library(policy)
  }
}

/// What was asked to be checked, script by script. Nothing to check is an error, and so is a
/// script that is not there.
struct CheckEntries {
  let entries: [CheckDocument.Entry]

  init(_ library: ScriptLibrary, ids: [String], live: Bool) throws {
    let known = library.reports.keys.sorted()
    let missing = ids.filter { !known.contains($0) }
    guard missing.isEmpty else {
      let near = DidYouMean.nearest(to: missing[0], among: known)
      throw Failure(
        .usage, "there is no script \"\(TerminalText.clean(missing[0]))\"",
        hint: near.map { "did you mean \"\($0)\"?" }
          ?? "scripts/ has \(known.joined(separator: ", "))")
    }
    guard !known.isEmpty else {
      throw Failure(
        .configuration, "there is no script to check", hint: "call scripts are scripts/<id>.yaml")
    }
    let wanted = ids.isEmpty ? known : ids
    let told = Set(wanted.flatMap { library.reports[$0]?.findings ?? [] })
    // What belongs to no script by name (a locale nobody uses) is told once, with the whole folder.
    // A rehearsal that cannot be read does not say whose it is, so it is told with any script.
    let read = Set(library.rehearsals.map(\.place.file))
    let others = library.findings.filter {
      !told.contains($0) && (ids.isEmpty || $0.isOfRehearsalFile && !read.contains($0.place.file))
    }
    entries = wanted.enumerated().map { index, id in
      let report = library.reports[id]
      let approval = live ? [library.approvalFinding(for: id)].compactMap { $0 } : []
      return CheckDocument.Entry(
        id: id, states: report?.states ?? 0, edges: report?.edges ?? 0,
        findings: (report?.findings ?? []) + (index == 0 ? others : []) + approval)
    }
  }
}

/// Findings as people read them: place, rule, reason; below it the conversation that shows it, and
/// the command that walks it.
struct CheckText {
  /// As it was named on the command line.
  let clinic: String?

  func text(_ entries: [CheckDocument.Entry]) -> String {
    (entries.map { text($0) } + more(entries)).joined(separator: "\n")
  }

  private func more(_ entries: [CheckDocument.Entry]) -> [String] {
    let findings = entries.flatMap(\.findings)
    guard let finding = findings.first(where: { $0.severity == .error }) ?? findings.first else {
      return []
    }
    return ["`recall script explain \(finding.rule.rawValue)` says why, and how to repair it"]
  }

  private func text(_ entry: CheckDocument.Entry) -> String {
    let errors = entry.findings.count { $0.severity == .error }
    let warnings = entry.findings.count - errors
    let verdict =
      entry.findings.isEmpty
      ? "no finding" : "\(count(errors, "error")), \(count(warnings, "warning"))"
    let head =
      "\(TerminalText.clean(entry.id)): \(verdict) · \(entry.states) states, \(entry.edges) edges walked"
    return ([head] + entry.findings.map { text($0, of: entry.id) }).joined(separator: "\n")
  }

  private func text(_ finding: Finding, of script: String) -> String {
    let severity = finding.severity == .warning ? "warning: " : ""
    let line = "  \(finding.place): \(severity)\(finding.message) [\(finding.rule.rawValue)]"
    let cleaned = TerminalText.clean(line).withIndent
    guard let conversation = finding.conversation else { return cleaned }
    let told = conversation.isEmpty ? ["the first words"] : conversation
    let command = ReplayCommand.text(script: script, conversation: conversation, clinic: clinic)
    return [
      cleaned, "      conversation: " + TerminalText.clean(told.joined(separator: " → ")),
      "      to see it: " + TerminalText.clean(command),
    ].joined(separator: "\n")
  }

  private func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }
}

extension String {
  fileprivate var withIndent: String { hasPrefix("  ") ? self : "  " + self }
}
