internal import RecallDomain

/// A clinic whose rules cannot all be kept is told which, where, and what would make them agree.
enum ContradictionKeys {
  static func check(_ policy: ClinicPolicy, _ root: YamlNode, _ findings: inout Findings) {
    for found in policy.contradictions {
      let sentence = sentence(found.what, policy.cadence(in: found))
      let whose = found.segment.map { "segment \(quoted($0)): " } ?? ""
      findings.format(place(found, root), whose + sentence)
    }
  }

  // MARK: Where

  /// The key that says it: the segment's own, else the clinic's, else the whole that lacks it.
  private static func place(_ found: PolicyContradiction, _ root: YamlNode) -> SourcePlace {
    let path: [String]
    var step: Int?
    switch found.what {
    case .neverOpen: path = ["calling"]
    case .beyondTheLaw(let day), .closedByState(let day, _): path = ["calling", day.rawValue]
    case .weekBelowDay: path = ["limits", "contacts_per_week"]
    case .noCall: path = ["cadence"]
    case .nothingBefore(let at), .onePartOnly(let at, _), .putOff(let at, _, _),
      .tooLate(let at, _, _, _):
      (path, step) = (["cadence"], at)
    }
    let own = found.segment.flatMap { root["segments"]?[$0] }
    for base in [own, root].compactMap({ $0 }) where base[path[0]] != nil {
      return deepest(base, path, step)
    }
    // The step stands in no file: what was written of hours, limits or delays contradicts it.
    for base in [own, root].compactMap({ $0 }) {
      for key in ["limits", "calling", "delays"] where base[key] != nil {
        return base[key]!.place
      }
    }
    return own?.place ?? root.place
  }

  private static func deepest(_ base: YamlNode, _ path: [String], _ step: Int?) -> SourcePlace {
    var node = base
    for key in path {
      guard let next = node[key] else { break }
      node = next
    }
    if let step, case .list(let items) = node.content, items.indices.contains(step) {
      return items[step].place
    }
    return node.place
  }

  // MARK: What

  private static func sentence(
    _ what: PolicyContradiction.What, _ cadence: [CadenceStep]
  ) -> String {
    switch what {
    case .neverOpen:
      "no day of the week has calling hours: nobody could ever be called; give one day hours such as "
        + "\"09:00-19:00\""
    case .beyondTheLaw(let day):
      "hours of \(quoted(day.rawValue)) reach beyond 08:00-21:00, which the law sets and no clinic "
        + "widens; keep within them"
    case .closedByState(let day, let state):
      "hours of \(quoted(day.rawValue)) lie outside those that \(state) permits: nobody there "
        + "could be called that day; change them, or write \"closed\""
    case .weekBelowDay:
      "\"contacts_per_week\" is less than \"contacts_per_day\": the day's limit could never be used; "
        + "raise the one or lower the other"
    case .noCall: "cadence has no call: it needs at least one step \"call\""
    case .nothingBefore(let step):
      "\(name(step, cadence)) is the first: it has nothing before it that \"after\" or \"within\" "
        + "could count from; leave them out"
    case .onePartOnly(let step, let part):
      "\(name(step, cadence)) asks for another part of the day, and calling hours have only the "
        + "\(part.rawValue): widen them, or write \"call: best\""
    case .tooLate(let step, let within, let soonest, let cause):
      "\(name(step, cadence)) cannot come within \(count(within, "business day")) when nobody "
        + "answers: \(why(cause)) until \(count(soonest, "day")) after the step before; "
        + remedy(cause)
    case .putOff(let step, let after, let soonest):
      "\(name(step, cadence)) cannot come \(count(after, "day")) after the step before when nobody "
        + "answers: the limits permit no contact until \(count(soonest, "day")) after it; raise "
        + "\"contacts_per_week\" or space the steps"
    }
  }

  private static func why(_ cause: PolicyContradiction.Cause) -> String {
    switch cause {
    case .limits: "the limits permit no contact"
    case .delay(let detail): "the delay after \(quoted(detail.rawValue)) permits no call"
    case .after: "its own \"after\" permits no call"
    case .hours: "calling hours permit no call"
    }
  }

  private static func remedy(_ cause: PolicyContradiction.Cause) -> String {
    switch cause {
    case .limits: "raise the limits, or give the step more days with \"within\""
    case .delay: "shorten that delay, or give the step more days with \"within\""
    case .after: "lower \"after\", or raise \"within\""
    case .hours: "widen the hours, or give the step more days with \"within\""
    }
  }

  private static func name(_ step: Int, _ cadence: [CadenceStep]) -> String {
    let act =
      switch cadence[step].act {
      case .call: "call"
      case .message: "message"
      case .close: "close"
      }
    return "cadence step \(step + 1) (\(act))"
  }

  private static func count(_ number: Int, _ unit: String) -> String {
    "\(number) \(unit)\(number == 1 ? "" : "s")"
  }
}

extension ClinicPolicy {
  fileprivate func cadence(in found: PolicyContradiction) -> [CadenceStep] {
    found.segment.map { cadence(of: $0) } ?? cadence
  }
}

extension YamlNode {
  /// What stands behind a key; of a key written twice, the first.
  fileprivate subscript(key: String) -> YamlNode? {
    guard case .mapping(let entries) = content else { return nil }
    return entries.first { $0.key == key }?.value
  }
}
