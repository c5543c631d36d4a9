import ArgumentParser
import Foundation
import RecallConsole
import RecallDomain
import ScriptEngine

extension ScriptCommand {
  /// `recall script approve ID [--locale TAG]`: a script goes live only by its exact content.
  struct Approve: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "approve", abstract: "Approve the exact content of scripts for live calls.",
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
      let text = ApprovedText(words: try CommandWords(clinic, options.withoutLocale))
      let approved = try Approving(
        library: try clinic.library(), folder: clinic.folder, store: clinic.store
      ).approve(
        ids, by: clinic.staff.id, at: clinic.clock.now(), locales: options.locale.map { [$0] })
      try OpenClinic(options).settle()
      for one in approved { Printing.line(text.text(one)) }
    }
  }
}

/// What was approved, and what still is not, with what to do about it.
struct ApprovedText {
  let words: CommandWords

  func text(_ new: NewApproval) -> String {
    let id = new.approval.script
    let approved = new.newWords.keys.sorted().joined(separator: ", ")
    let head = words.say("approved.head", ["script": id, "languages": approved])
    guard let first = new.notApproved.first else { return head }
    let open = ["languages": new.notApproved.joined(separator: ", ")]
    return [
      head, "  " + words.say(new.edition.approved ? "approved.open" : "approved.open-all", open),
      "  " + words.say("approved.then", ["script": id, "language": first]),
    ].joined(separator: "\n")
  }
}
