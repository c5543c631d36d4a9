import ArgumentParser
import ScriptEngine

extension ScriptCommand {
  /// `recall script show ID`: the script as a play.
  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show", abstract: "Read a script as a play: words, answers, where each leads.",
      discussion: """
        In the source language, or the one of --locale.

        Examples:
          recall script show overdue-follow-up
          recall script show missed-visit --locale es --notes
        """)

    @Argument(help: ArgumentHelp("The script.", valueName: "id"))
    var id: String

    @Flag(help: "With the notes for translators and trainers.")
    var notes = false

    @OptionGroup var options: GlobalOptions

    func run() throws {
      let chosen = try ChosenScript(options, id: id)
      guard
        let play = Play(
          chosen.library, script: id, locale: options.locale ?? chosen.source, notes: notes)
      else { throw ChosenScript.unreadable(id) }
      Printing.line(play.text)
    }
  }
}
