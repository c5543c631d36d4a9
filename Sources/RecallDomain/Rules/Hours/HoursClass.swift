package import Foundation

/// What recalls share as far as the clock goes: the zones their patients may be in, the state whose
/// hours apply, and the parts of the day in which they were tried. Of one class and one segment all may
/// be called at an instant or none, and the part of the day suits all of them alike (`PartFit`).
package struct HoursClass: Hashable, Sendable {
  /// The likeliest first: in it parts of the day are told.
  package let zones: [Zone]
  package let state: String?
  package let tried: Set<PartOfDay>

  /// The class of one patient's recall, by the calls that were made for it.
  package init(of patient: Patient, after attempts: [AttemptSummary], policy: ClinicPolicy) {
    let (all, own) = PatientZones.reading(of: patient, policy: policy)
    let others = all.zones.filter { $0 != own }.sorted { $0.identifier < $1.identifier }
    self.init(
      zones: (all.zones.contains(own) ? [own] : []) + others,
      state: PatientZones.state(of: patient, policy: policy), after: attempts)
  }

  private init(zones: [Zone], state: String?, after attempts: [AttemptSummary]) {
    (self.zones, self.state) = (zones, state)
    tried =
      attempts.isEmpty || zones.isEmpty
      ? [] : CadencePosition([], after: attempts, zone: zones[0]).partsTried
  }

  /// The same place after these calls.
  package func after(_ attempts: [AttemptSummary]) -> HoursClass {
    HoursClass(zones: zones, state: state, after: attempts)
  }

  // MARK: As it stands in the store

  /// `America/New_York MA`, `America/Chicago America/New_York ? +morning`.
  package var name: String {
    let places = zones.map(\.identifier) + [state ?? "?"]
    let parts = PartOfDay.allCases.filter(tried.contains).map { "+\($0.rawValue)" }
    return (places + parts).joined(separator: " ")
  }

  /// `nil`: the name says nothing.
  package init?(named name: String) {
    let words = name.split(separator: " ")
    let places = words.filter { !$0.hasPrefix("+") }
    guard let state = places.last else { return nil }
    zones = places.dropLast().compactMap { Zone(String($0)) }
    self.state = state == "?" ? nil : String(state)
    tried = Set(
      words.filter { $0.hasPrefix("+") }.compactMap { PartOfDay(rawValue: String($0.dropFirst())) })
  }

  // MARK: What the clock says

  /// The first instant from `now` on at which they may be called; `nil` = none is in sight.
  package func opening(from now: Date, hours: CallingHours) -> Date? {
    hours.nextOpening(after: now, zones: zones, state: state)
  }

  package func fit(at now: Date, hours: CallingHours) -> PartFit {
    guard !tried.isEmpty, let zone = zones.first else { return .any }
    let local = LocalTime(now, in: zone)
    return PartFit(
      tried: tried, at: .callingSlot(local.time),
      offered: hours.partsOffered(from: local.date, state: state))
  }
}

/// What a store asks of calling hours to keep its list in order, without knowing any policy.
package struct HoursClasses: Sendable {
  /// The name of the class of a patient's recall; `nil`: not known, each is judged alone.
  package let name: @Sendable (Patient, _ attempts: [AttemptSummary]) -> String?
  /// The name of the class that a recall of this class comes to by its calls.
  package let after: @Sendable (_ name: String, _ attempts: [AttemptSummary]) -> String
  package let fit: @Sendable (_ name: String, _ segment: String, _ now: Date) -> PartFit

  /// Nothing is known of anybody's hours.
  package static let none = HoursClasses(
    name: { _, _ in nil }, after: { name, _ in name }, fit: { _, _, _ in .any })

  package static func under(_ policy: ClinicPolicy) -> HoursClasses {
    HoursClasses(
      name: { HoursClass(of: $0, after: $1, policy: policy).name },
      after: { HoursClass(named: $0)?.after($1).name ?? $0 },
      fit: { HoursClass(named: $0)?.fit(at: $2, hours: policy.calling(of: $1)) ?? .any })
  }
}
