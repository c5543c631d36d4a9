/// Proves scripts safe, or shows what is wrong with them (SCRIPT-FORMAT, "What the checker proves").
///
/// Pure: scripts and words in, findings out. What the reader refuses (`format`, and `reference` but
/// for lines) and what belongs to the languages (`locale/…`) is found elsewhere.
package enum Checker {
  /// - Parameters:
  ///   - phrasebooks: script id → locale → words.
  ///   - source: the source language, whose lines decide which line is unknown.
  ///   - clinic: what the clinic's settings put into spoken words.
  /// - Returns: a report for each script, by id; findings in the order of their places.
  package static func check(
    _ scripts: [Script], phrasebooks: [String: [String: Phrasebook]], disclosure: Disclosure,
    source: String, clinic: ClinicWords = ClinicWords()
  ) -> [String: CheckReport] {
    var lists: [[String]: ProtectedWords] = [:]
    let subjects = scripts.map { script in
      let books = phrasebooks[script.id] ?? [:]
      let listed = Subject.locales(of: books, source).flatMap { books[$0]!.language.protectedWords }
      let protected = lists[listed] ?? ProtectedWords(listed)
      lists[listed] = protected
      return Subject(
        script: script, phrasebooks: books, disclosure: disclosure, source: source, clinic: clinic,
        protected: protected)
    }
    let unused = Unreachable.everywhere(subjects)
    var reports: [String: CheckReport] = [:]
    for subject in subjects {
      reports[subject.script.id] = report(on: subject, Unreachable.findings(subject, unused))
    }
    return reports
  }

  private static func report(on subject: Subject, _ unreachable: [Finding]) -> CheckReport {
    var findings = unreachable + Rules.still.flatMap { $0.findings(in: subject) }
    var (states, edges) = (0, 0)
    for tracked in Rules.followed(in: subject) {
      let walk = Walk(tracked, in: subject.index)
      if tracked == .nothing { (states, edges) = (walk.states, walk.edges) }
      let breaches = Rules.walked.flatMap { $0.breaches(of: subject, in: walk) }
      findings += conversations(breaches.merged(), walk)
    }
    return CheckReport(findings: findings.inOrder(), states: states, edges: edges)
  }

  /// Each breach with the shortest conversation that shows it.
  private static func conversations(_ breaches: [Breach], _ walk: Walk) -> [Finding] {
    guard !breaches.isEmpty else { return [] }
    let search = ConversationSearch(walk)
    return breaches.map {
      Finding(
        rule: $0.rule, severity: $0.severity, place: $0.place, message: $0.message,
        conversation: search.shortest($0))
    }
  }
}

/// What the checker says of one script.
package struct CheckReport: Hashable, Sendable {
  package let findings: [Finding]
  /// How many moments of a call the proof visited, and how many ways between them it took.
  package let states: Int
  package let edges: Int

  package init(findings: [Finding], states: Int, edges: Int) {
    self.findings = findings
    self.states = states
    self.edges = edges
  }

  /// Warnings alone do not make a script unsafe, and neither does what is wrong with its rehearsals.
  package var isSafe: Bool {
    !findings.contains { $0.severity == .error && !$0.isOfRehearsal }
  }
}

extension [Breach] {
  /// Two ways of breaking the same rule at the same place are one breach.
  fileprivate func merged() -> [Breach] {
    var merged: [Breach] = []
    var positions: [String: Int] = [:]
    for breach in self {
      let key = "\(breach.rule.rawValue) \(breach.place) \(breach.message)"
      if let position = positions[key] {
        merged[position] = merged[position].or(breach)
      } else {
        positions[key] = merged.count
        merged.append(breach)
      }
    }
    return merged
  }
}

extension [Finding] {
  /// By place, then rule, then wording; each once.
  fileprivate func inOrder() -> [Finding] {
    var seen: Set<Finding> = []
    return filter { seen.insert($0).inserted }.sorted {
      ($0.place, $0.rule.rawValue, $0.message) < ($1.place, $1.rule.rawValue, $1.message)
    }
  }
}
