package import Foundation
package import RecallDomain

/// What a trainer wants to know of the practice that was kept: who has practised what in which
/// language, how the scores move, and what is still unrehearsed.
///
/// *Never* one number for a person: each part is told as so much of what there was.
package struct PracticeSummary: Sendable {
  /// One person in one language; people by name, languages in the clinic's order.
  package let people: [PracticedPerson]
  /// Ways that nobody has walked in a language, by the file that they stand in.
  package let gaps: [PracticeGap]
  /// What this tells of began at this instant or later; `nil`: all that was kept.
  package let since: Date?
  /// Practice calls in it.
  package let calls: Int

  /// - Parameter results: oldest first, as the store gives them.
  package init(_ results: [PracticeResult], since: Date? = nil, library: ScriptLibrary) {
    let scripts = PracticedScripts(library)
    let byPerson = Dictionary(grouping: results) { Who(staff: $0.staff, language: $0.language) }
    let languages = library.policy.languages.map(RecallDomain.LanguageTag.primary)
    let place = { (language: String) in languages.firstIndex(of: language) ?? languages.count }
    let names = Dictionary(results.map { ($0.staff, $0.name) }, uniquingKeysWith: { $1 })
    people = byPerson.map { who, results in
      PracticedPerson(
        results, staff: who.staff, name: names[who.staff] ?? "", language: who.language,
        scripts: scripts)
    }.sorted {
      ($0.name, $0.staff, place($0.language), $0.language)
        < ($1.name, $1.staff, place($1.language), $1.language)
    }
    gaps = languages.flatMap { language in
      let walked = scripts.walked(in: results.filter { $0.language == language })
      return scripts.files.map { PracticeGap(file: $0, language: language, walked: walked) }
    }
    self.since = since
    calls = results.count
  }

  private struct Who: Hashable {
    let staff: String
    let language: String
  }
}

/// What one person has practised in one language.
package struct PracticedPerson: Sendable {
  package let staff: String
  /// As it was when they practised last, in whichever language.
  package let name: String
  package let language: String
  /// By segment, in alphabetical order.
  package let segments: [PracticedSegment]
  package let interrupts: [Interrupt]
  package let interruptsNotYet: [Interrupt]
  /// Segments that may be called, and that this person has not practised in this language.
  package let segmentsNotYet: [String]

  init(
    _ results: [PracticeResult], staff: String, name: String, language: String,
    scripts: PracticedScripts
  ) {
    (self.staff, self.name, self.language) = (staff, name, language)
    let walked = scripts.walked(in: results)
    let byScript = Dictionary(grouping: results, by: \.script)
    segments = byScript.map { script, results in
      PracticedSegment(results, script: script, walked: walked, scripts: scripts)
    }.sorted { ($0.segment, $0.script) < ($1.segment, $1.script) }
    interrupts = scripts.interrupts(in: walked)
    interruptsNotYet = scripts.interrupts.filter { [interrupts] in !interrupts.contains($0) }
    segmentsNotYet = scripts.segments.filter { byScript[$0.script] == nil }.map(\.segment)
  }
}

/// The practice calls of one person with the script of one segment, in one language.
package struct PracticedSegment: Sendable {
  package let segment: String
  package let script: String
  package let calls: Int
  package let passed: Int
  package let firstOn: Date
  package let lastOn: Date
  package let kinds: [PracticeResult.Kind: Int]
  /// Written rehearsals by name, with how often they were gone through, and passed.
  package let rehearsals: [PracticedRehearsal]
  package let scores: [PracticeMovement]
  /// Ways of the script that this person has walked in this language; what stands in a fragment
  /// counts whichever script led there. `nil`: the clinic has no such script any more.
  package let ways: PracticeResult.Count?
  package let waysNotYet: [AuthorEdge]

  init(
    _ results: [PracticeResult], script: String, walked: Set<SharedWay>, scripts: PracticedScripts
  ) {
    self.script = script
    segment = scripts.segment(of: script) ?? results.last?.segment ?? script
    calls = results.count
    passed = results.count(where: \.passed)
    firstOn = results.first?.started ?? .distantPast
    lastOn = results.last?.started ?? .distantPast
    kinds = Dictionary(grouping: results, by: \.kind).mapValues(\.count)
    rehearsals = PracticedRehearsal.all(of: results)
    scores = PracticeMovement.all(of: results)
    let all = scripts.ways(of: script)
    waysNotYet = all.filter { !walked.contains($0) }.map(\.edge)
    ways =
      scripts.knows(script)
      ? PracticeResult.Count(reached: all.count - waysNotYet.count, possible: all.count) : nil
  }
}

/// A written rehearsal as one person has gone through it.
package struct PracticedRehearsal: Hashable, Sendable {
  package let id: String
  package let calls: Int
  package let passed: Int

  static func all(of results: [PracticeResult]) -> [PracticedRehearsal] {
    Dictionary(grouping: results.filter { $0.rehearsal != nil }) { $0.rehearsal ?? "" }
      .map { id, results in
        PracticedRehearsal(id: id, calls: results.count, passed: results.count(where: \.passed))
      }.sorted { $0.id < $1.id }
  }
}

/// How one part of the score moves: the first calls against the last.
package struct PracticeMovement: Hashable, Sendable {
  /// So many calls are taken together at each end.
  package static let calls = 3

  package let part: String
  /// `nil`: it did not come up in these calls.
  package let first: PracticeResult.Count?
  /// `nil` too while there are no more calls than the first.
  package let last: PracticeResult.Count?

  /// In the order of `RehearsalScore.Part`; what this program does not know, behind.
  static func all(of results: [PracticeResult]) -> [PracticeMovement] {
    let known = RehearsalScore.Part.allCases.map(\.rawValue)
    let others = Set(results.flatMap(\.parts.keys)).subtracting(known).sorted()
    return (known + others).compactMap { part in
      let first = sum(part, results.prefix(calls))
      let last = results.count > calls ? sum(part, results.suffix(calls)) : nil
      return first == nil && last == nil
        ? nil : PracticeMovement(part: part, first: first, last: last)
    }
  }

  private static func sum(
    _ part: String, _ results: ArraySlice<PracticeResult>
  ) -> PracticeResult.Count? {
    let counts = results.compactMap { $0.parts[part] }
    guard !counts.isEmpty else { return nil }
    return PracticeResult.Count(
      reached: counts.reduce(0) { $0 + $1.reached }, possible: counts.reduce(0) { $0 + $1.possible }
    )
  }
}

/// The ways of one file, a script's own or a fragment's, that nobody has walked in one language.
package struct PracticeGap: Sendable {
  /// `missed-visit`, `common`.
  package let file: String
  package let isFragment: Bool
  package let language: String
  package let ways: [AuthorEdge]
  package let possible: Int

  init(file: PracticedScripts.File, language: String, walked: Set<SharedWay>) {
    (self.file, isFragment, self.language) = (file.name, file.isFragment, language)
    ways = file.ways.filter { !walked.contains($0) }.map(\.edge)
    possible = file.ways.count
  }
}
