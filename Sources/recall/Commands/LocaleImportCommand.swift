import ArgumentParser
import Foundation
import RecallDomain
import RecallReports
import ScriptEngine

extension LocaleCommand {
  /// `recall locale import FILE`: a translator's catalogue comes home.
  struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "import",
      abstract: "Take the translations of a gettext catalogue into the locale files.",
      discussion: """
        What would break a name in braces is refused with its place; the rest lands.

        Examples:
          recall locale import es.po --dry-run
          recall locale import es.po
        """)

    @Argument(help: ArgumentHelp("The catalogue.", valueName: "file"))
    var file: String

    @Flag(name: .customLong("dry-run"), help: "Show what would change, and write nothing.")
    var dryRun = false

    @Flag(help: "One JSON document.")
    var json = false

    @OptionGroup var options: GlobalOptions

    func run() throws {
      let work = try LocaleWork(options)
      let catalogue = try read()
      guard let language = CatalogueImport.language(of: catalogue) else {
        throw Failure(
          .unreadable, "the catalogue \"\(file)\" does not say its language",
          hint: "its header needs a line such as \"Language: fr\"")
      }
      let tag = try work.translation(language)
      let (source, translation, _) = try work.folders(tag)
      guard
        let taken = CatalogueImport(
          catalogue, path: file, source: source, translation: translation, files: work.files)
      else {
        throw Failure(
          .unreadable, "the header Plural-Forms of \"\(file)\" could not be read",
          hint: "for this language: \(PluralForms(language: tag).header)")
      }
      let result = taken.result()
      if !dryRun { for file in result.files { try work.folder.write(file) } }
      if json {
        Printing.json(CatalogueText.json(result, locale: tag, written: !dryRun))
      } else {
        Printing.text(CatalogueText.text(result, locale: tag, written: !dryRun))
      }
      if !result.refused.isEmpty { throw ExitCode(Failure.Code.findings.rawValue) }
    }

    private func read() throws -> POFile {
      guard let data = FileManager.default.contents(atPath: file) else {
        throw Failure(
          .unreadable, "the file \"\(file)\" could not be read",
          hint: "check that it is there and may be read")
      }
      let (catalogue, findings) = POReader.read(SourceFile(path: file, bytes: [UInt8](data)))
      guard let catalogue else {
        let first = findings.first.map { "\($0.place): \($0.message)" } ?? "not a catalogue"
        throw Failure(.unreadable, first, hint: "`msgfmt --check` tells more")
      }
      return catalogue
    }
  }
}
