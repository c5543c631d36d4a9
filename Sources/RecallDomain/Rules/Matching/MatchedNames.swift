/// A name that every system writes in its own way.
protocol MatchedName {
  init(_ text: String)
  var words: [String] { get }
  func isSame(as other: Self) -> Bool
}

extension MatchedName {
  /// `nil` when one of them is not known.
  static func same(_ left: String?, _ right: String?) -> Bool? {
    guard let left = left.map(Self.init), let right = right.map(Self.init), !left.words.isEmpty,
      !right.words.isEmpty
    else { return nil }
    return left.isSame(as: right)
  }
}

extension ClinicPolicy {
  /// The provider of `clinic.yaml` whom a source means, however it writes the name; `nil` = none.
  package func provider(named name: String) -> String? {
    let known = Set(providers.keys).union(providerLanguages.keys)
    if known.contains(name) { return name }
    return known.sorted().first { ProviderName.same($0, name) == true }
  }
}

/// A provider as two systems write one: `Dr. Okafor`, `OKAFOR, ADA MD`, `A. Okafor`. The same when
/// every word of the shorter name stands in the longer, initials for names, and one whole word does.
struct ProviderName: MatchedName {
  let words: [String]

  init(_ text: String) {
    words = FoldedWords.of(text).filter { !Self.titles.contains($0) }
  }

  func isSame(as other: ProviderName) -> Bool {
    let (short, long) =
      words.count <= other.words.count ? (words, other.words) : (other.words, words)
    let fits = short.allSatisfy { word in long.contains { Self.fits(word, $0) } }
    return fits && short.contains { $0.count > 1 && long.contains($0) }
  }

  private static func fits(_ left: String, _ right: String) -> Bool {
    left == right || (left.count == 1 && right.hasPrefix(left))
      || (right.count == 1 && left.hasPrefix(right))
  }

  private static let titles: Set<String> = [
    "dr", "dra", "doctor", "doctora", "md", "do", "np", "pa", "pac", "rn", "phd", "dnp", "aprn",
    "fnp", "crnp", "lcsw", "prof", "mr", "mrs", "ms",
  ]
}

/// A specialty as two systems write one: `Cardiology`, `CARDIOLOGY CLINIC`, `Dept. of Cardiology`.
struct SpecialtyName: MatchedName {
  let words: [String]

  init(_ text: String) {
    words = FoldedWords.of(text).filter { !Self.fillers.contains($0) }.sorted()
  }

  func isSame(as other: SpecialtyName) -> Bool { words == other.words }

  private static let fillers: Set<String> = [
    "clinic", "department", "dept", "service", "services", "center", "centre", "of", "and", "the",
    "unit", "division", "clinica", "departamento", "servicio", "de", "y",
  ]
}

private enum FoldedWords {
  static func of(_ text: String) -> [String] {
    Folded.text(text).split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }
}
