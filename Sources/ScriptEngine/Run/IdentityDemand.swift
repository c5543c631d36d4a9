import RecallDomain

/// What one run of the gate has to obtain: the clinic's identifiers, for this record, in this call
/// (SCRIPT-FORMAT, "The gate" and "Identifiers").
struct IdentityDemand: Hashable, Sendable {
  /// All of these, in policy order.
  private let required: [IdentifierKind]
  /// So many of `adds`, the first that the record holds and the patient gives.
  private let addsNeeded: Int
  private let adds: [IdentifierKind]

  /// A helper shows no identifiers: the patient has spoken for them.
  static let nothing = IdentityDemand(required: [], addsNeeded: 0, adds: [])

  private init(required: [IdentifierKind], addsNeeded: Int, adds: [IdentifierKind]) {
    self.required = required
    self.addsNeeded = addsNeeded
    self.adds = adds
  }

  /// `nil` when the record cannot satisfy the policy. `nameSpoken`: the patient's full name was
  /// spoken in this call while the gate was closed, so that anybody could repeat it: it does not
  /// count, and one of `sensitive_adds` is required in its place.
  init?(_ policy: IdentityPolicy, record: CallRecord, nameSpoken: Bool) {
    let nameIsSpoilt = nameSpoken && policy.require.contains(.fullName)
    required = policy.require.filter { !(nameSpoken && $0 == .fullName) }
    addsNeeded = (record.sensitive ? 1 : 0) + (nameIsSpoilt ? 1 : 0)
    let required = required
    adds = policy.sensitiveAdds.filter {
      record.held.contains($0) && !required.contains($0) && !(nameSpoken && $0 == .fullName)
    }
    guard required.allSatisfy(record.held.contains), adds.count >= addsNeeded,
      !required.isEmpty || addsNeeded > 0
    else { return nil }
  }

  /// An identifier that was not given goes on to the next; what is missing at the end is a failure.
  func next(matched: [IdentifierKind], notGiven: Set<IdentifierKind>) -> IdentityGate.Step {
    let isOpen = { (kind: IdentifierKind) in !matched.contains(kind) && !notGiven.contains(kind) }
    if let kind = required.first(where: isOpen) { return .identifier(kind) }
    let added = adds.count { matched.contains($0) }
    if added < addsNeeded {
      return adds.first(where: isOpen).map(IdentityGate.Step.identifier) ?? .failed
    }
    return required.allSatisfy(matched.contains) ? .verified : .failed
  }
}
