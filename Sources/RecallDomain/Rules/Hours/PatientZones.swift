/// The zones a patient may be in, and what told so.
package struct ZoneCandidates: Hashable, Sendable {
  /// The strongest source that spoke.
  package enum Basis: String, CaseIterable, Codable, Sendable {
    case named
    case postalCode = "postal-code"
    case state
    case areaCode = "area-code"
    /// Nothing on record tells: all zones of the clinic's own state.
    case clinicState = "clinic-state"
  }

  /// A call is allowed only when the clock permits it in every one of them. The likeliest first.
  /// Empty when the record names a zone that this system does not know: then no time is right.
  package let zones: [Zone]
  package let basis: Basis

  package init(zones: [Zone], basis: Basis) {
    self.zones = zones
    self.basis = basis
  }

  /// Whether the patient's clock is certain.
  package var isCertain: Bool { zones.count == 1 && basis != .clinicState }
}

/// Where the patient is, for the clock: named zone > ZIP code > state > area code (DOMAIN 1.3).
///
/// The strongest source that is on record speaks; a weaker one never narrows it. Where a weaker
/// one names only other zones, the sources disagree, and its zones are candidates too. A zone
/// named outright is believed alone. Nothing known = all zones of the clinic's state, and when the
/// clinic has named none, every zone of the contiguous states: never silently the clinic's own.
package enum PatientZones {
  package static func candidates(of patient: Patient, policy: ClinicPolicy) -> ZoneCandidates {
    reading(of: patient, policy: policy).candidates
  }

  /// The zone in which words are chosen and times are said and understood: the likeliest one. An
  /// ambiguous address is read with the help of the area code; nothing known = the clinic's zone.
  /// Words only: whether a call is allowed is decided over all candidates.
  package static func forWords(of patient: Patient, policy: ClinicPolicy) -> Zone {
    reading(of: patient, policy: policy).forWords
  }

  /// Both of them, read once.
  static func reading(
    of patient: Patient, policy: ClinicPolicy
  ) -> (candidates: ZoneCandidates, forWords: Zone) {
    if let named = patient.timeZone, !named.isEmpty {
      let zone = Zone(named)
      let zones = zone.map { [$0] } ?? []
      return (ZoneCandidates(zones: zones, basis: .named), zone ?? policy.zone)
    }
    let evidence = evidence(of: patient)
    guard let strongest = evidence.first else { return (ofClinicState(policy), policy.zone) }
    var zones = strongest.zones
    for weaker in evidence.dropFirst() where !weaker.zones.contains(where: zones.contains) {
      zones += weaker.zones
    }
    let shared = evidence.dropFirst().lazy.compactMap { weaker in
      strongest.zones.first { weaker.zones.contains($0) }
    }
    return (
      ZoneCandidates(zones: zones, basis: strongest.basis), shared.first ?? strongest.zones[0]
    )
  }

  /// The state whose calling hours apply: the address, else the ZIP code's, else the area code's;
  /// nothing known = the clinic's own, whose zones are then the candidates too.
  package static func state(of patient: Patient, policy: ClinicPolicy) -> String? {
    if let told = state(of: patient) { return told }
    return (patient.timeZone ?? "").isEmpty && evidence(of: patient).isEmpty ? policy.state : nil
  }

  /// What the record itself tells.
  package static func state(of patient: Patient) -> String? {
    if let state = patient.state?.uppercased(), !StateZones.zones(state).isEmpty { return state }
    if let place = patient.postalCode.flatMap({ ZipZones.place($0) }) { return place.state }
    return usable(patient.phones).lazy.compactMap {
      AreaCodeZones.place(ofNumber: $0.number)?.state
    }
    .first
  }

  /// What each source on record says, the strongest first.
  private static func evidence(of patient: Patient) -> [ZoneCandidates] {
    var found: [ZoneCandidates] = []
    if let place = patient.postalCode.flatMap({ ZipZones.place($0) }) {
      found.append(ZoneCandidates(zones: place.zones, basis: .postalCode))
    }
    if let state = patient.state {
      found.append(ZoneCandidates(zones: StateZones.zones(state), basis: .state))
    }
    for phone in usable(patient.phones) {
      let zones = AreaCodeZones.place(ofNumber: phone.number)?.zones ?? []
      found.append(ZoneCandidates(zones: zones, basis: .areaCode))
    }
    return found.filter { !$0.zones.isEmpty }
  }

  /// A dead or wrong number tells nothing about the patient.
  private static func usable(_ phones: [PatientPhone]) -> [PatientPhone] {
    phones.filter { $0.status == .good || $0.status == .silenced }.sorted { $0.rank < $1.rank }
  }

  private static func ofClinicState(_ policy: ClinicPolicy) -> ZoneCandidates {
    let zones = policy.state.map { StateZones.zones($0) } ?? []
    return ZoneCandidates(
      zones: zones.isEmpty ? ZoneLetters.zones("ECMAP") : zones, basis: .clinicState)
  }
}

extension ClinicPolicy {
  /// The clinic's own zone. `clinic.yaml` is refused when the system does not know it, so that
  /// nothing is ever computed in another.
  package var zone: Zone { .certain(timeZone) }
}
