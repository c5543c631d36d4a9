@testable import ScriptEngine

/// A shipped script with one thing broken, and what the checker has to say of it.
struct Mutant {
  let rule: RuleID
  /// What was done to it.
  let name: String
  let clinic: MutantClinic
  let site: Site
  /// The rule is about conversations, so the finding must show one.
  let isSpoken: Bool

  /// Where the finding has to stand.
  enum Site {
    /// The line of a key.
    case at(String, [String])
    /// Any line of what a key holds.
    case within(String, [String])
    case file(String)
    case line(String, Int)
    /// A conversation decides; the replay is the judge.
    case anywhere

    /// The line where a key stands in a clinic that can be read.
    static func line(of path: [String], _ file: String, in clinic: MutantClinic) -> Site {
      .line(file, clinic.span(file, path)?.lowerBound ?? 0)
    }
  }

  init(
    _ rule: RuleID, _ name: String, _ clinic: MutantClinic, _ site: Site, spoken: Bool = false
  ) {
    self.rule = rule
    self.name = name
    self.clinic = clinic
    self.site = site
    isSpoken = spoken
  }

  /// `nil` when it is caught as it should be.
  func survival(besides known: Set<String>) -> String? {
    let reading = clinic.reading()
    let all = rule == .approval ? clinic.approvalFindings : reading.findings
    let found = all.filter { $0.rule == rule && !known.contains(Self.key($0)) }
    let placed = found.filter(isHere)
    guard !placed.isEmpty else {
      let others = (found.isEmpty ? all : found).prefix(4).map {
        "\($0.rule.rawValue) @ \($0.place) \($0.message)"
      }
      return found.isEmpty ? "no such finding, but \(others)" : "elsewhere: \(others)"
    }
    guard isSpoken else { return nil }
    guard let subject = clinic.subject(reading) else { return "the script cannot be called with" }
    for finding in placed {
      guard let told = finding.conversation else { continue }
      return CrossTests.problem(finding, told, subject).map { "\(told): \($0)" }
    }
    return "no conversation"
  }

  private func isHere(_ finding: Finding) -> Bool {
    switch site {
    case .anywhere: true
    case .file(let file): finding.place.file == file
    case .line(let file, let line): finding.place.file == file && finding.place.line == line
    case .at(let file, let path):
      finding.place.file == file && clinic.span(file, path)?.lowerBound == finding.place.line
    case .within(let file, let path):
      finding.place.file == file && clinic.span(file, path)?.contains(finding.place.line) == true
    }
  }

  static func key(_ finding: Finding) -> String { "\(finding.rule.rawValue) \(finding.message)" }
}

/// A change that breaks nothing: no rule may say a word more than before.
struct NeutralChange {
  /// The rules that it comes near to.
  let rules: [RuleID]
  let name: String
  let clinic: MutantClinic

  init(_ rules: [RuleID], _ name: String, _ clinic: MutantClinic) {
    (self.rules, self.name, self.clinic) = (rules, name, clinic)
  }

  /// `nil` when it passes. `before`: how many findings each rule had.
  func alarm(before: [RuleID: Int]) -> String? {
    let all = rules.contains(.approval) ? clinic.approvalFindings : clinic.reading().findings
    let more = Dictionary(grouping: all, by: \.rule).filter { $1.count > before[$0] ?? 0 }
    guard let first = more.values.first?.last else { return nil }
    return "\(first.rule.rawValue) @ \(first.place) \(first.message)"
  }
}

extension MutantClinic {
  /// Everything found, and whether the script is approved for live use.
  var approvalFindings: [Finding] {
    let library = library()
    return library.findings + [library.approvalFinding(for: script)].compactMap { $0 }
  }
}
