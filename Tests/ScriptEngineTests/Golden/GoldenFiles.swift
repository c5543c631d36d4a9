import Foundation
import RecallDomain

@testable import ScriptEngine

/// The shipped scripts with their golden files, `Tests/Golden/<script>.<locale>.txt`.
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

  /// Every script of `scripts/`, in every offered language.
  static let plays: [Play] = library.scripts.map(\.id).sorted().flatMap { id in
    policy.languages.map { Play(script: id, locale: $0) }
  }

  struct Play: Hashable, Sendable, CustomStringConvertible {
    let script: String
    let locale: String

    var description: String { "\(script).\(locale).txt" }
    var url: URL { folder.appending(path: description) }
    var kept: String? { try? String(contentsOf: url, encoding: .utf8) }

    func golden() throws -> Golden { try GoldenFiles.played[self]!.get() }

    fileprivate func play() throws -> Golden {
      var play = GoldenPlay(
        edition: library.rehearsalEdition(of: script)!, locale: locale,
        start: PracticeCall.start(script: script, policy: policy, locale: locale),
        staff: library.staffPhrases[locale]!, roads: GoldenFiles.roads[script]!)
      return Golden(text: try play.text(), walked: play.walked)
    }
  }

  struct Golden {
    let text: String
    let walked: Set<AuthorEdge>
  }

  /// Each played once, for all the tests that look at it.
  private static let played: [Play: Result<Golden, any Error>] = plays.reduce(into: [:]) {
    played, play in
    played[play] = Result { try play.play() }
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
