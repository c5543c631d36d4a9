package import RecallDomain

/// What can be rehearsed in one language: rehearsals of the segments that are called, each followed
/// by its script to its end. The script need not be approved, but it has no errors. In the order in which a beginner would meet them: by level, then as the
/// segments are called, the shorter first.
package struct Repertoire: Sendable {
  package struct Piece: Hashable, Sendable {
    package let rehearsal: Rehearsal
    package let segment: String
  }

  package let pieces: [Piece]
  package let locale: String
  let library: ScriptLibrary

  package init(_ library: ScriptLibrary, locale: String) {
    (self.library, self.locale) = (library, locale)
    let segments = Self.segments(of: library.policy)
    let place = Dictionary(uniqueKeysWithValues: segments.enumerated().map { ($1.name, $0) })
    let playable = library.rehearsals.compactMap { rehearsal -> Piece? in
      guard let segment = segments.first(where: { $0.script == rehearsal.script })?.name,
        Self.canBePlayed(rehearsal, library, locale)
      else { return nil }
      return Piece(rehearsal: rehearsal, segment: segment)
    }
    pieces = playable.sorted { Self.rank($0, place) < Self.rank($1, place) }
  }

  private static func canBePlayed(
    _ rehearsal: Rehearsal, _ library: ScriptLibrary, _ locale: String
  ) -> Bool {
    guard let edition = library.editions[rehearsal.script],
      edition.languages.contains(locale),
      rehearsal.languages(of: library.policy).contains(locale)
    else { return false }
    return FollowedRehearsal(rehearsal, edition: edition, policy: library.policy, locale: locale)
      .problem == nil
  }

  private static func rank(
    _ piece: Piece, _ place: [String: Int]
  ) -> (level: Int, segment: Int, turns: Int, id: String) {
    let level = Rehearsal.Level.allCases.firstIndex(of: piece.rehearsal.level) ?? 0
    return (
      level, place[piece.segment] ?? 0, piece.rehearsal.turns.count, piece.rehearsal.id
    )
  }

  /// Segments that are called, the most urgent first.
  package static func segments(of policy: ClinicPolicy) -> [(name: String, script: String)] {
    policy.segments.filter(\.value.enabled)
      .sorted { ($0.value.priority, $0.key) < ($1.value.priority, $1.key) }
      .map { ($0.key, $0.value.script) }
  }
}
