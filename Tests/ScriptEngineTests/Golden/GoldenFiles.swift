import Foundation
import RecallDomain

@testable import ScriptEngine

/// The shipped scripts and fragments with their golden files, `Tests/Golden/<name>.<locale>.txt`.
enum GoldenFiles {
  /// `RECALL_GOLDEN=write` (that is `make golden`) writes them anew instead of comparing.
  static let writes = ProcessInfo.processInfo.environment["RECALL_GOLDEN"] == "write"

  static let folder = ShippedFolder.root.appending(path: "Tests/Golden")

  static let policy: ClinicPolicy = {
    let data = try? Data(contentsOf: ShippedFolder.root.appending(path: "clinic.yaml"))
    let file = SourceFile(path: "clinic.yaml", bytes: Array(data ?? Data()))
    return ClinicFileReader.read(file).policy ?? ClinicPolicy(name: "")
  }()

  static let library = ScriptLibrary.read(
    files: (try? ShippedFolder.files()) ?? [], policy: policy)

  /// Every file of `scripts/`, in every offered language. A fragment is played by the first script
  /// that uses it.
  static let plays: [Play] = {
    let scripts = library.scripts.sorted { $0.id < $1.id }
    let players = scripts.reduce(into: [String: String]()) { players, script in
      for name in [script.id] + script.uses where players[name] == nil { players[name] = script.id }
    }
    return players.sorted { $0.key < $1.key }.flatMap { name, script in
      policy.languages.map { Play(name: name, script: script, locale: $0) }
    }
  }()

  struct Play: Hashable, Sendable, CustomStringConvertible {
    /// The script or fragment.
    let name: String
    /// The script that plays it.
    let script: String
    let locale: String

    var description: String { "\(name).\(locale).txt" }
    var url: URL { folder.appending(path: description) }
    var kept: String? { try? String(contentsOf: url, encoding: .utf8) }
    var isFragment: Bool { name != script }

    func golden() throws -> Golden { try GoldenFiles.played[self]!.get() }
  }

  /// One file, and the edges that it walks.
  struct Golden {
    let text: String
    let walked: Set<AuthorEdge>
  }

  /// Each played once, for all the tests that look at it: fragments first, because a script's file
  /// has of a fragment only what goes its own way.
  private static let played: [Play: Result<Golden, any Error>] = {
    var played: [Play: Result<Golden, any Error>] = [:]
    var shared: [String: [AuthorEdge: [String]]] = [:]
    for play in plays where play.isFragment {
      played[play] = Result {
        var stage = GoldenFiles.stage(play.script, play.locale)
        let sections = try stage.sections(of: "scripts/\(play.name).yaml")
        shared["\(play.name).\(play.locale)"] = sections.reduce(into: [:]) {
          $0[$1.edge!] = $1.lines
        }
        return Golden(text: text(play, sections), walked: stage.walked)
      }
    }
    for play in plays where !play.isFragment {
      played[play] = Result {
        var stage = GoldenFiles.stage(play.script, play.locale)
        var sections = try stage.beginnings()
        sections += try stage.sections(of: "scripts/\(play.script).yaml")
        for fragment in library.scripts.first(where: { $0.id == play.script })!.uses {
          let known = shared["\(fragment).\(play.locale)"] ?? [:]
          sections += try stage.sections(of: "scripts/\(fragment).yaml")
            .filter { known[$0.edge!] != $0.lines }
        }
        return Golden(text: text(play, sections), walked: stage.walked)
      }
    }
    return played
  }()

  private static func stage(_ script: String, _ locale: String) -> GoldenPlay {
    GoldenPlay(
      edition: library.rehearsalEdition(of: script)!, locale: locale,
      start: PracticeCall.start(script: script, policy: policy, locale: locale),
      staff: library.staffPhrases[locale]!, roads: roads[script]!)
  }

  private static func text(_ play: Play, _ sections: [GoldenPlay.Section]) -> String {
    let of =
      play.isFragment
      ? "What is shared, as \(play.script) plays it."
      : "What goes as in the file of a shared part is not repeated here."
    let head = """
      Golden conversations: \(play.name), \(play.locale)
      Written by `make golden`, compared by the tests; not edited by hand. A section for each way that
      the author made: what is heard after it, then the prompt or the end. "after" names the section
      that comes before, "as after" one with the same words. "/busy" and the like can come anywhere;
      here they come at the first words. \(of)
      """
    return ([head] + sections.map(\.text)).joined(separator: "\n\n") + "\n"
  }

  /// Structure alone decides the roads, so they are found once for all languages.
  static let roads: [String: GoldenRoads] = library.scripts.reduce(into: [:]) { roads, script in
    let start = PracticeCall.start(
      script: script.id, policy: policy, locale: policy.sourceLanguage)
    roads[script.id] = GoldenRoads(library.rehearsalEdition(of: script.id)!, start: start)
  }
}

/// What differs between two texts, line by line.
struct LineDiff: CustomStringConvertible {
  private let changes: [(number: Int, mark: String, line: String)]

  init(kept: String, now: String) {
    let (old, new) = (
      kept.split(separator: "\n", omittingEmptySubsequences: false),
      now.split(separator: "\n", omittingEmptySubsequences: false)
    )
    changes = new.difference(from: old).map { change in
      switch change {
      case .remove(let offset, let line, _): (offset + 1, "-", String(line))
      case .insert(let offset, let line, _): (offset + 1, "+", String(line))
      }
    }.sorted { ($0.number, $1.mark) < ($1.number, $0.mark) }
  }

  var description: String {
    let shown = changes.prefix(40).map { "\($0.number)\t\($0.mark) \($0.line)" }
    let more = changes.count > 40 ? ["and \(changes.count - 40) more changed lines"] : []
    return (shown + more).joined(separator: "\n")
  }
}
