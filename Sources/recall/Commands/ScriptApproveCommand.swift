import ArgumentParser
import Foundation
import RecallConsole
import RecallDomain
import ScriptEngine

extension ScriptCommand {
  /// `recall script approve ID [--locale TAG]`: a script goes live only by its exact content.
  struct Approve: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Approve the exact content of scripts for live calls.",
      discussion: """
        Without --locale the words of every offered language are approved, with --locale TAG those \
        of that language alone. `recall script diff ID` shows what has changed since the last time.

        Examples:
          recall script approve overdue-follow-up
          recall script approve overdue-follow-up missed-visit --locale es
        """)

    @Argument(help: ArgumentHelp("Scripts to approve.", valueName: "id"))
    var ids: [String]

    @OptionGroup var options: GlobalOptions

    func run() throws {
      let clinic = try OpenClinic(options, for: "script approve")
      let approved = try Approving(
        library: try clinic.library(), folder: clinic.folder, store: clinic.store
      ).approve(
        ids, by: clinic.staff.id, at: clinic.clock.now(), locales: options.locale.map { [$0] })
      try OpenClinic(options).settle()
      for one in approved { Printing.line(ApprovedText.text(one)) }
    }
  }
}

/// What was approved, and what still is not, with what to do about it.
enum ApprovedText {
  static func text(_ new: NewApproval) -> String {
    let id = new.approval.script
    let words = new.newWords.keys.sorted().joined(separator: ", ")
    let head = "approved \(id): its steps, and its words in \(words)"
    guard !new.notApproved.isEmpty else { return head }
    let open = new.notApproved.joined(separator: ", ")
    return head + "\n  its words in \(open) are not approved as they are: "
      + (new.edition.approved
        ? "no live call is spoken in \(open)" : "no live call can be made with it")
      + "\n  `recall script approve \(id) --locale \(new.notApproved[0])` approves them"
  }
}
