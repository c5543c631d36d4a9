import ArgumentParser
import Foundation
import RecallConsole
import RecallDomain
import RecallReports
import ScriptEngine

extension ScriptCommand {
  /// `recall script stumbles [ID…]`: lines that callers have marked as hard to say.
  struct Stumbles: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "stumbles",
      abstract: "Show the lines that callers find hard to say, and what they say of them.",
      discussion: """
        Callers mark a line with /stumble in a call, or in practice. Each line stands here once in \
        each language: how often, by how many callers, and the newest words. It is done when it reads \
        otherwise than it did, or is gone. No patient is in it, and no caller by name.

        Examples:
          recall script stumbles
          recall script stumbles overdue-follow-up --json
        """)

    @Argument(help: ArgumentHelp("The scripts; all when none is named.", valueName: "id"))
    var ids: [String] = []

    @Flag(help: "As JSON.")
    var json = false

    @OptionGroup var options: GlobalOptions

    func run() throws {
      let clinic = try OpenClinic(options, for: "script stumbles")
      let library = try clinic.library()
      _ = try CheckEntries(library, ids: ids, live: false)
      let marked = MarkedLines(
        live: try live(clinic), practice: try practice(clinic), now: { library.editions[$0] })
      if json { return Printing.json(StumbleDocument(zone: clinic.zone).json(marked)) }
      PagedOutput.shared.begin(options, clinic)
      let phrases = try CommandWords(clinic, options).phrases
      StumbleText(phrases, width: LaidOut.width, zone: clinic.zone).lines(marked)
        .forEach(Printing.line)
    }

    private func live(_ clinic: OpenClinic) throws -> [Stumble] {
      do { return wanted(try clinic.store.stumbles(in: nil)) } catch { throw Failure(error) }
    }

    /// Practice calls leave what was marked in them in the practice store.
    private func practice(_ clinic: OpenClinic) throws -> [Stumble] {
      let place = try PracticePlace(policy: clinic.policy, folder: clinic.folder)
      guard let store = try place.openIfMade() else { return [] }
      do { return wanted(try store.practice(since: nil).flatMap { $0.stumbles ?? [] }) } catch {
        throw PracticePlace.explained(error)
      }
    }

    private func wanted(_ stumbles: [Stumble]) -> [Stumble] {
      ids.isEmpty ? stumbles : stumbles.filter { ids.contains($0.script) }
    }
  }
}
