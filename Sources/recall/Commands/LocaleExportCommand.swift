import ArgumentParser
import Foundation
import RecallDomain
import ScriptEngine

extension LocaleCommand {
  /// `recall locale export TAG`: a gettext catalogue of every text.
  struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "export",
      abstract: "Write a language as a gettext catalogue (PO), for Poedit, Weblate and the like.",
      discussion: """
        Stale translations are marked fuzzy. A catalogue that FILE holds already tells what the \
        source said before.

        Examples:
          recall locale export es --output es.po
        """)

    @Argument(help: ArgumentHelp("The language, also a new one.", valueName: "tag"))
    var tag: String

    @Option(
      name: .shortAndLong,
      help: ArgumentHelp("The catalogue; else standard output.", valueName: "file"))
    var output: String?

    @OptionGroup var options: GlobalOptions

    func run() throws {
      let work = try LocaleWork(options)
      let tag = try work.translation(tag)
      let (source, translation, scripts) = try work.folders(tag)
      let catalogue = CatalogueExport(
        source: source, translation: translation, scripts: scripts,
        earlier: output.flatMap(earlier)
      ).file()
      let text = POWriter.text(catalogue)
      guard let output else { return Printing.document(String(text.dropLast())) }
      do { try Data(text.utf8).write(to: URL(fileURLWithPath: output), options: .atomic) } catch {
        throw Failure(
          .cannotCreate, "the file \"\(output)\" could not be written",
          hint: "check that its folder is there and may be written")
      }
      let open = catalogue.entries.count { $0.isUntranslated || $0.isFuzzy }
      Printing.line("\(output): \(catalogue.entries.count) entries, \(open) to do")
    }

    /// What stands in the file now, if it is a catalogue.
    private func earlier(_ path: String) -> POFile? {
      FileManager.default.contents(atPath: path).flatMap {
        POReader.read(SourceFile(path: path, bytes: [UInt8]($0))).file
      }
    }
  }
}
