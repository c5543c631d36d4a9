import ArgumentParser
import Foundation
import RecallDomain
import RecallReports
import RecallStorage
import ScriptEngine

extension ScriptCommand {
  /// `recall script coverage [ID…]`: which ways calls, rehearsals and tests have walked.
  struct Walked: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "coverage",
      abstract: "Tell which ways of a script calls, rehearsals and tests have walked.",
      discussion: """
        Calls are read from the store's journals; those of a demo count as rehearsals, and so do \
        practice calls, from the practice store. "Written" are the rehearsals that the clinic has for a way, whether or not \
        anybody has practised them. Without ID a line for each script; with ID every way, those never walked \
        first. Tests are the golden conversations in --golden, where the folder has them.

        Examples:
          recall script coverage
          recall script coverage overdue-follow-up --json
        """)

    @Argument(help: ArgumentHelp("The scripts; all when none is named.", valueName: "id"))
    var ids: [String] = []

    @Option(help: ArgumentHelp("Golden conversations.", valueName: "dir"))
    var golden: String?

    @Flag(help: "As JSON.")
    var json = false

    @OptionGroup var options: GlobalOptions

    func run() throws {
      let clinic = try OpenClinic(options, for: "script coverage")
      let library = try clinic.libraryWithRehearsals()
      _ = try CheckEntries(library, ids: ids, live: false)
      let words = try CommandWords(clinic, options)
      let coverages = try WalkedWays(
        clinic: clinic, library: library, golden: golden, language: words.phrases.locale
      ).coverages().filter { ids.isEmpty || ids.contains($0.script) }
      if json { return Printing.json(CoverageDocument.json(coverages)) }
      let text = CoverageText(words.phrases)
      Printing.line(
        ids.isEmpty
          ? text.summary(coverages) : coverages.map(text.text).joined(separator: "\n\n"))
    }
  }
}

/// Counts the ways of every sound script of the folder.
struct WalkedWays {
  let clinic: OpenClinic
  let library: ScriptLibrary
  /// A folder that was named; otherwise the one beside the scripts, where there is one.
  let golden: String?
  /// In which what staff read beside a key is told.
  let language: String

  func coverages() throws -> [Coverage] {
    let source = library.policy.sourceLanguage
    var coverages = library.editions.mapValues { edition in
      let book = edition.phrasebooks[language] ?? edition.phrasebooks[source]
      return Coverage(of: edition.script, labels: book?.labels ?? [:])
    }
    try addCalls(to: &coverages)
    try addPractice(to: &coverages)
    let rehearsed = RehearsedWays(library)
    for (id, edition) in library.editions {
      rehearsed.add(to: &coverages[id]!, of: edition.script)
    }
    for id in coverages.keys { try addGolden(to: &coverages[id]!) }
    return coverages.values.sorted { $0.script < $1.script }
  }

  /// Practice calls leave their ways in the practice store, and no journal.
  private func addPractice(to coverages: inout [String: Coverage]) throws {
    let place = try PracticePlace(policy: clinic.policy, folder: clinic.folder)
    guard let store = try place.openIfMade() else { return }
    do {
      for result in try store.practice(since: nil) {
        guard let ways = coverages[result.script]?.ways else { continue }
        let walked = Set(result.ways)
        coverages[result.script]?.add(
          Set(ways.map(\.edge).filter { walked.contains($0.name) }), by: .rehearsal)
      }
    } catch { throw PracticePlace.explained(error) }
  }

  private func addCalls(to coverages: inout [String: Coverage]) throws {
    let walker: Coverage.Walker = clinic.store.kind == .live ? .live : .rehearsal
    var editions: [String: Edition] = [:]
    do {
      try clinic.store.eachJournal { hash, journal in
        if editions[hash] == nil {
          editions[hash] = try clinic.store.edition(hash: hash).flatMap(CompiledEdition.edition)
        }
        guard let edition = editions[hash],
          let walked = WalkedEdges.of(journal, in: edition)
        else { return }
        coverages[edition.script.id]?.add(walked, by: walker)
      }
    } catch let failure as StoreFailure { throw Failure(failure) }
  }

  /// Both languages walk the same ways; what all scripts share stands in a file of its own.
  private func addGolden(to coverage: inout Coverage) throws {
    let folder = golden ?? clinic.folder.path + "/Tests/Golden"
    let source = library.policy.sourceLanguage
    var walked: Set<AuthorEdge> = []
    let used = library.scripts.first { $0.id == coverage.script }?.uses ?? []
    for name in [coverage.script] + used {
      let path = folder + "/\(name).\(source).txt"
      guard let data = FileManager.default.contents(atPath: path) else { continue }
      walked.formUnion(GoldenWays.edges(in: String(decoding: data, as: UTF8.self)))
    }
    coverage.add(walked, by: .test)
  }
}
