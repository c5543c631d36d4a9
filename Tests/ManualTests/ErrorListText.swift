import Foundation
import RecallDomain

@testable import RecallExchange

/// The list as a page to look through.
enum ErrorListText {
  private static let head = """
    # What may be wrong, in the program's own words

    Every sentence with which `recall` says that it could not do what was asked, with what to do about
    it. What fills a sentence stands in braces. This page is made from the sources, and a test compares
    the two: whoever changes a sentence changes it here.

    A command ends with `recall: error: SENTENCE` and `hint: …` on standard error, and with the exit code
    of its heading; with `--json` also with `{"error": {"code", "message", "hint"}}`. No sentence holds
    a value of a patient.
    """

  private static let codes: [(code: String, title: String)] = [
    (".usage", "64, usage: the command line"),
    (".unreadable", "65, unreadable: a file that was named"),
    (".unreachable", "69, unreachable: the store"),
    (".inside", "70, internal: a fault of the program"),
    (".cannotCreate", "73, cannot-create: a file or folder"),
    (".tryAgain", "75, try-again: the store is busy"),
    (".notPermitted", "77, not-permitted"),
    (".configuration", "78, configuration: the files of the clinic"),
    (".findings", "1, findings"),
  ]

  static func document() throws -> String {
    let parts = try [
      head, commands(), reasons(), input(), rows(), findings(), console(),
    ]
    return parts.joined(separator: "\n\n") + "\n"
  }

  private static func commands() throws -> String {
    let all = try ErrorList.refusals()
    let sections = codes.map { code, title in
      let own = all.filter { $0.code == code }
      let lines = ErrorList.ordered(own.map(\.sentence)).map { sentence in
        let same = own.filter { $0.sentence == sentence }
        let files = ErrorList.ordered(same.map(\.file)).joined(separator: ", ")
        let hints = ErrorList.ordered(same.flatMap(\.hints))
        return (["- \(sentence)"] + hints.map { "  - hint: \($0)" } + ["  - in \(files)"])
          .joined(separator: "\n")
      }
      return "### \(title)\n\n" + lines.joined(separator: "\n")
    }
    return "## Commands\n\n" + sections.joined(separator: "\n\n")
  }

  private static func reasons() throws -> String {
    """
    ### What stands for `{why}` and `{constraint}` where the store is concerned

    \(list(ErrorList.ordered(try ErrorList.storeReasons()).sorted()))
    """
  }

  private static func input() -> String {
    let lines = ErrorList.unreadable.map { "- \($0.message)\n  - hint: \($0.hint)" }
    return "## Lists that cannot be read at all\n\nExit code 65, from `recall import`.\n\n"
      + lines.joined(separator: "\n")
  }

  private static func rows() throws -> String {
    """
    ## What may be wrong with a row

    Named with its line, its column and its field, on the screen, with `--json` and in
    `FILE.rejects.csv`; the other rows land. The hint is the page of the field: `man recall-import`.
    `{what}` is one of the sentences that begin with *is* or *has*.

    \(list(ErrorList.ordered(try ErrorList.rowProblems()).sorted()))
    """
  }

  private static func findings() throws -> String {
    let sections = try ErrorList.findings().map { title, sentences in
      "### \(title)\n\n\(list(sentences))"
    }
    return """
      ## What may be wrong with a file of the clinic

      Named with `FILE:LINE:COLUMN` and the rule; `recall script explain RULE` tells what the rule
      demands, why, and how to mend it. `did you mean …?` follows where a word is nearly right.


      """ + sections.joined(separator: "\n\n")
  }

  private static func console() throws -> String {
    let lines = try ErrorList.atTheConsole().map { "- `\($0.key)` \($0.text)" }
    return """
      ## What the console refuses

      In the language of the screen (here the English of `locales/en/console.yaml`); the place is the
      prompt, which is asked again, and what to do is part of the sentence.


      """ + lines.joined(separator: "\n")
  }

  private static func list(_ sentences: [String]) -> String {
    sentences.map { "- \($0)" }.joined(separator: "\n")
  }
}
