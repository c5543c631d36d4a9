/// Is the stated name the recorded one? A given name *and* a surname have to be there (DOMAIN 2,
/// "compare").
///
/// Exact but for case, accents, hyphens, apostrophes, suffixes and left-out middle names: `match`.
/// Nickname, prefix of a given name, one of two surnames, the other order: `loose`.
enum NameMatch {
  static func compare(_ stated: String, with recorded: RecordedName) -> IdentityComparison {
    if let comma = stated.firstIndex(of: ",") {
      let after = NameWords.of(String(stated[stated.index(after: comma)...]))
      let before = NameWords.of(String(stated[..<comma]))
      if !after.isEmpty, !isSuffixOnly(after) {
        return judge(given: after, surname: before, recorded)
      }
    }
    let words = NameWords.of(stated)
    if recorded.given.isEmpty || recorded.surname.isEmpty { return single(words, recorded) }
    var best = IdentityComparison.mismatch
    for cut in words.indices.dropFirst() {
      let (head, tail) = (Array(words[..<cut]), Array(words[cut...]))
      switch judge(given: head, surname: tail, recorded) {
      case .match: return .match
      case .loose: best = .loose
      default: break
      }
      if judge(given: tail, surname: head, recorded) != .mismatch { best = .loose }
    }
    return best
  }

  private static func isSuffixOnly(_ words: [String]) -> Bool {
    words.allSatisfy { ["jr", "sr", "ii", "iii", "iv"].contains($0) }
  }

  /// A person recorded with one name only states all of it.
  private static func single(_ words: [String], _ recorded: RecordedName) -> IdentityComparison {
    let whole = (recorded.given + recorded.surname).joined()
    return !words.isEmpty && words.joined() == whole ? .match : .mismatch
  }

  private static func judge(
    given: [String], surname: [String], _ recorded: RecordedName
  ) -> IdentityComparison {
    let surname = NameWords.withoutParticles(surname)
    let one = SurnameMatch.compare(surname, recorded.surname)
    guard one != .mismatch else { return .mismatch }
    let other = GivenNameMatch.compare(given, recorded.given)
    guard other != .mismatch else { return .mismatch }
    return one == .match && other == .match ? .match : .loose
  }
}

enum SurnameMatch {
  static func compare(_ stated: [String], _ recorded: [String]) -> IdentityComparison {
    guard !stated.isEmpty, !recorded.isEmpty else { return .mismatch }
    if stated == recorded || stated.joined() == recorded.joined() { return .match }
    let isPart = stated.allSatisfy(recorded.contains)
    let hasMore = stated.starts(with: recorded)
    return (isPart || hasMore) && stated.contains(where: { $0.count > 1 }) ? .loose : .mismatch
  }
}

enum GivenNameMatch {
  static func compare(_ stated: [String], _ recorded: [String]) -> IdentityComparison {
    guard let first = stated.first, let expected = recorded.first else { return .mismatch }
    let joined = stated.joined()
    if joined == recorded.joined() || joined == expected { return .match }
    if Nicknames.areCompound(joined, recorded) { return .loose }
    if stated.count == 1, first.count > 1, recorded.dropFirst().contains(first) { return .loose }
    let lead = firstNames(first, expected)
    guard lead != .mismatch else { return .mismatch }
    return combine(lead, middle(Array(stated.dropFirst()), Array(recorded.dropFirst())))
  }

  private static func combine(
    _ one: IdentityComparison, _ other: IdentityComparison
  ) -> IdentityComparison {
    if one == .mismatch || other == .mismatch { return .mismatch }
    return one == .match && other == .match ? .match : .loose
  }

  /// A prefix of two letters or more, either way round, or a nickname.
  private static func firstNames(_ stated: String, _ recorded: String) -> IdentityComparison {
    if stated == recorded { return .match }
    guard stated.count > 1, recorded.count > 1 else { return .mismatch }
    if recorded.hasPrefix(stated) || (recorded.count > 2 && stated.hasPrefix(recorded)) {
      return .loose
    }
    return Nicknames.areAlike(stated, recorded) ? .loose : .mismatch
  }

  /// Middle names may be left out or abbreviated; one that the record contradicts is a mismatch.
  private static func middle(_ stated: [String], _ recorded: [String]) -> IdentityComparison {
    var result = IdentityComparison.match
    for (index, name) in stated.enumerated() {
      guard index < recorded.count else { return .loose }
      let expected = recorded[index]
      if name == expected { continue }
      guard expected.hasPrefix(name) || name.hasPrefix(expected) || recorded.contains(name) else {
        return .mismatch
      }
      result = name.count == 1 || expected.count == 1 ? result : .loose
    }
    return result
  }
}
