import ArgumentParser
import RecallDomain
import RecallReports
import ScriptEngine

extension ScriptCommand {
  /// `recall script strangers ID`: the page that a privacy officer signs.
  struct Strangers: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "strangers",
      abstract: "Print all that a stranger may hear, for a privacy officer to sign.",
      discussion: """
        Every offered language, or the one of --locale.

        Examples:
          recall script strangers overdue-follow-up --locale es
          recall script strangers overdue-follow-up --format html >sheet.html
        """)

    enum Format: String, CaseIterable, ExpressibleByArgument { case text, json, html }

    @Argument(help: ArgumentHelp("The script.", valueName: "id"))
    var id: String

    @Option(help: "text, json, or html for a browser and its printer.")
    var format = Format.text

    @Flag(help: "The same as --format json.")
    var json = false

    @OptionGroup var options: GlobalOptions

    func run() throws {
      let chosen = try ChosenScript(options, id: id)
      guard
        let sheet = StrangerSheet(
          chosen.library, script: id, locales: options.locale.map { [$0] })
      else { throw ChosenScript.unreadable(id) }
      switch json ? .json : format {
      case .text: Printing.line(StrangerText(sheet).text)
      case .json: Printing.json(StrangerDocument.json(sheet))
      case .html: Printing.document(StrangerHTML(sheet).document)
      }
    }
  }
}

/// One script that was named, and a language that is offered where one was.
struct ChosenScript {
  let library: ScriptLibrary
  let policy: ClinicPolicy
  /// The source language.
  var source: String { policy.sourceLanguage }

  init(_ options: GlobalOptions, id: String) throws {
    let checking = try ScriptChecking(options)
    library = checking.library
    policy = checking.policy
    _ = try CheckEntries(library, ids: [id], live: false)
    let offered = library.folders.keys.sorted()
    guard let locale = options.locale, !offered.contains(locale) else { return }
    let near = DidYouMean.nearest(to: locale, among: offered)
    throw Failure(
      .usage, "the language \"\(TerminalText.clean(locale))\" is not offered",
      hint: near.map { "did you mean \"\($0)\"?" }
        ?? "clinic.yaml offers \(offered.joined(separator: ", "))")
  }

  static func unreadable(_ id: String) -> Failure {
    Failure(
      .findings, "the script \"\(TerminalText.clean(id))\" cannot be shown: it has errors",
      hint: "`recall script check \(id)` lists them")
  }
}
