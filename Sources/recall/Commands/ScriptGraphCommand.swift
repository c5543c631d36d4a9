import ArgumentParser
import Foundation
import RecallDomain
import ScriptEngine

extension ScriptCommand {
  /// `recall script graph ID`: the script as a picture.
  struct Graph: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "graph",
      abstract: "Draw a script: the road down, the gate across it, interrupts apart.",
      discussion: """
        SVG needs nothing else and opens in any browser; dot and mermaid are for other programs that \
        draw. In the source language, or the one of --locale. --part road and --part interrupts fit \
        a sheet of paper each.

        Examples:
          recall script graph overdue-follow-up --output call.svg
          recall script graph missed-visit --mermaid
          recall script graph missed-visit --part road --output road.svg
        """)

    enum Format: String, CaseIterable, ExpressibleByArgument { case svg, dot, mermaid }

    @Argument(help: ArgumentHelp("The script.", valueName: "id"))
    var id: String

    @Option(help: "svg, dot (Graphviz) or mermaid.")
    var format: Format?

    @Flag(help: "The same as --format svg.")
    var svg = false

    @Flag(help: "The same as --format dot.")
    var dot = false

    @Flag(help: "The same as --format mermaid.")
    var mermaid = false

    @Option(help: "Of an SVG: all, road or interrupts.")
    var part: PictureSVG.Part = .all

    @Option(help: ArgumentHelp("Write to this file instead of standard output.", valueName: "file"))
    var output: String?

    @OptionGroup var options: GlobalOptions

    func run() throws {
      let chosen = try ChosenScript(options, id: id)
      guard
        let picture = ScriptPicture(
          chosen.library, script: id, locale: options.locale ?? chosen.source)
      else { throw ChosenScript.unreadable(id) }
      let text =
        switch try wanted() {
        case .svg: PictureSVG(picture, part: part).text
        case .dot: PictureDOT.text(picture)
        case .mermaid: PictureMermaid.text(picture)
        }
      guard let output else { return Printing.document(String(text.dropLast())) }
      do {
        try Data(text.utf8).write(to: URL(fileURLWithPath: output), options: .atomic)
      } catch {
        throw Failure(
          .cannotCreate, "the file \"\(TerminalText.clean(output))\" could not be written",
          hint: "check that its folder is there and may be written to")
      }
    }

    private func wanted() throws -> Format {
      let named = [
        format, svg ? Format.svg : nil, dot ? Format.dot : nil, mermaid ? Format.mermaid : nil,
      ].compactMap { $0 }
      guard Set(named).count < 2 else {
        throw Failure(
          .usage, "one picture at a time: \(named.map(\.rawValue).joined(separator: " and "))",
          hint: "give one --format")
      }
      return named.first ?? .svg
    }
  }
}

extension PictureSVG.Part: ExpressibleByArgument {}
