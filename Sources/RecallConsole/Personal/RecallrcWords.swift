import RecallDomain

/// Where a person's own defaults were looked for, and what became of it.
package enum RecallrcFile: Equatable, Sendable {
  /// There is none.
  case absent
  case inForce(path: String, Recallrc)
  /// Not a line of it holds: somebody else could have written it.
  case refused(path: String, Refusal)

  package enum Refusal: String, Sendable {
    case writable, foreign, unreadable
  }

  package var defaults: Recallrc {
    if case .inForce(_, let defaults) = self { defaults } else { .none }
  }
}

/// What is wrong with a `.recallrc`: a sentence for each line, with the place and what to do.
package struct RecallrcWords {
  private let desk: Desk
  private let file: RecallrcFile

  package init(desk: Desk, file: RecallrcFile) { (self.desk, self.file) = (desk, file) }

  /// At the start of a console. The console opens all the same.
  package func tell() {
    for sentence in sentences { desk.screen.problem(sentence) }
  }

  var sentences: [String] {
    switch file {
    case .absent: []
    case .refused(let path, let why):
      [desk.say("recallrc.refused.\(why.rawValue)", ["file": path])]
    case .inForce(let path, let defaults):
      defaults.problems.map { problem in
        desk.say(
          "recallrc.line",
          ["file": path, "line": String(problem.line), "problem": sentence(problem.what)])
      } + unknownLanguage(defaults, path)
    }
  }

  private func sentence(_ what: Recallrc.Problem.What) -> String {
    switch what {
    case .noSetting: desk.say("recallrc.no-setting")
    case .unknown(let name, near: let near?):
      desk.say("recallrc.did-you-mean", ["name": name, "near": near])
    case .unknown(let name, near: nil):
      desk.say("recallrc.unknown", ["name": TerminalText.truncate(name, to: 40), "names": names])
    case .twice(let name): desk.say("recallrc.twice", ["name": name.rawValue])
    case .value(let name):
      desk.say(
        "recallrc.value.\(name.rawValue)",
        [
          "least": String(Recallrc.widths.lowerBound), "most": String(Recallrc.widths.upperBound),
          "languages": languages,
        ])
    }
  }

  private var names: String { Recallrc.Name.allCases.map(\.rawValue).joined(separator: ", ") }
  private var languages: String { desk.words.staffLanguages.joined(separator: ", ") }

  private func unknownLanguage(_ defaults: Recallrc, _ path: String) -> [String] {
    guard let tag = defaults.locale, desk.words.staffLocale(named: tag) == nil else { return [] }
    return [
      desk.say(
        "recallrc.language", ["file": path, "language": tag, "languages": languages])
    ]
  }
}
