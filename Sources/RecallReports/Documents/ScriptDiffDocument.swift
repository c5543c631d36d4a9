package import RecallDomain
package import ScriptEngine

/// `recall script diff --json`: one script, since which approval, and every change with its place.
package struct ScriptDiffDocument {
  private let zone: Zone

  /// - Parameter zone: the clinic's, in which instants are written.
  package init(zone: Zone) { self.zone = zone }

  package func json(_ report: ScriptDiffReport) -> JSONValue {
    let (state, approved, changes) = parts(report.since)
    return [
      "script": .string(report.script), "locale": .text(report.locale),
      "state": .string(state), "approved": approved,
      "live": .string(live(report.verdict)),
      "changes": .array(changes), "count": .int(changes.count),
    ]
  }

  /// `state`: `never-approved`, `not-kept`, `unchanged`, `renamed` or `changed`.
  private func parts(_ since: ScriptDiffReport.Since) -> (String, JSONValue, [JSONValue]) {
    switch since {
    case .never: ("never-approved", .null, [])
    case .notKept(let signature): ("not-kept", json(signature), [])
    case .version(let version, let diff):
      (
        diff.isEmpty ? "unchanged" : diff.isRenamingOnly ? "renamed" : "changed", json(version),
        diff.groups.flatMap { group in group.changes.map { json($0, at: group.place) } }
      )
    }
  }

  private func json(_ version: ApprovedVersion) -> JSONValue {
    guard case .object(let members) = json(version.steps) else { return .null }
    let words = version.words.sorted { $0.key < $1.key }.map {
      JSONValue.Member($0.key, json($0.value))
    }
    return .object(members + [JSONValue.Member("words", .object(words))])
  }

  private func json(_ signature: ApprovedVersion.Signature) -> JSONValue {
    ["by": .string(signature.by), "at": .string(InstantText.rfc3339(signature.at, in: zone))]
  }

  /// Whether live calls may use the script as it is: `approved`, `in-part` (not in every offered
  /// language), `not-approved` or `findings`.
  private func live(_ verdict: ApprovalVerdict?) -> String {
    switch verdict {
    case .approved: "approved"
    case .wordsNotApproved: "in-part"
    case nil: "findings"
    case .never, .structureChanged, .policyChanged, .unreadable: "not-approved"
    }
  }

  private func json(_ change: ScriptChange, at place: ChangeGroup.Place) -> JSONValue {
    let (kind, step, path) = Self.parts(place)
    return [
      "place": .string(kind), "step": .text(step), "path": .texts(path),
      "kind": .string(change.kind.rawValue), "subject": .string(change.subject),
      "label": .text(change.label), "locale": .text(change.locale), "form": .text(change.form),
      "before": .text(change.before), "after": .text(change.after),
      "also_at": .texts(change.alsoAt),
    ]
  }

  private static func parts(_ place: ChangeGroup.Place) -> (String, String?, [String]) {
    switch place {
    case .step(let id, let path): ("step", id, path)
    case .interrupts: ("interrupts", nil, [])
    case .anywhere: ("anywhere", nil, [])
    case .policy: ("policy", nil, [])
    }
  }
}
