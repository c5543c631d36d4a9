import RecallDomain

/// The hash of the parts of `clinic.yaml` that a script's approval depends on: what may be disclosed,
/// who must be verified and how, and which of its calls are sensitive or strict.
enum PolicyHash {
  static func of(_ policy: ClinicPolicy, script id: String) -> String {
    var text = CanonicalText()
    text.add("recall-policy/1")
    text.add("disclosure", policy.disclosure.mapValues(\.rawValue))
    text.add("require", policy.identity.require.map(\.rawValue).joined(separator: " "))
    text.add("sensitive_adds", policy.identity.sensitiveAdds.map(\.rawValue).joined(separator: " "))
    text.add("tries", String(policy.identity.tries))
    let segments = policy.segments.filter { $0.value.script == id }
    text.add("segments", segments.mapValues { mark($0.sensitive, $0.strict) })
    let reasons = policy.reasons.filter { segments[$0.value.segment] != nil }
    text.add("reasons", reasons.mapValues { mark($0.sensitive, $0.strict) })
    return text.hash
  }

  private static func mark(_ sensitive: Bool, _ strict: Bool) -> String {
    (sensitive ? "sensitive" : "-") + " " + (strict ? "strict" : "-")
  }
}
