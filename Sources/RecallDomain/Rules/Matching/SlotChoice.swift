import Foundation

/// What the patient has asked for while an appointment is sought: told by the caller at the `book`
/// prompt, on the clinic's clock, because the visit is there.
package struct SlotPreference: Hashable, Sendable {
  package enum Days: Hashable, Sendable {
    /// That day of any week.
    case weekday(Weekday)
    /// That date, or as soon after it as there is something.
    case from(CivilDate)
  }

  package var part: PartOfDay?
  package var days: Days?
  /// The part of the day for which the patient asked to be called. When to be called and when to
  /// come are two things: it puts times first and hides none.
  package var likely: PartOfDay?
  /// Not only the patient's own provider.
  package var anyProvider = false
  /// Fitting slots that were shown before and did not suit.
  package var passed = 0

  package init(part: PartOfDay? = nil, days: Days? = nil, anyProvider: Bool = false) {
    self.part = part
    self.days = days
    self.anyProvider = anyProvider
  }

  /// Something narrows the choice, so that nothing found may mean that something else is open.
  package var isNarrow: Bool { part != nil || days != nil }
}

extension SlotPreference {
  /// The part of the clinic's day that a time to be called lies in.
  ///
  /// - Parameter zone: the patient's, in which the time was given.
  package static func likely(
    _ window: CallbackWindow, zone: Zone, policy: ClinicPolicy
  ) -> PartOfDay {
    let time =
      switch window.moment {
      case .time(let time): time
      case .part(let part): part.bounds.middle
      }
    let instant = LocalTime(date: window.date, time: time).instant(in: zone)
    return PartOfDay.of(LocalTime(instant, in: policy.zone).time)
  }
}

/// Which open slots fit a patient (MISSION 10): their provider and specialty, the time they asked
/// for, their language where it is known who speaks it; the soonest first.
package struct SlotChoice: Sendable {
  /// Shown at once.
  package static let shown = 6

  private let entry: RecallEntry
  private let language: String?
  private let policy: ClinicPolicy

  package init(entry: RecallEntry, patient: Patient, policy: ClinicPolicy) {
    (self.entry, self.policy) = (entry, policy)
    language = patient.language
  }

  /// - Parameter slots: open ones, soonest first.
  package func fitting(_ slots: [Slot], _ preference: SlotPreference) -> ArraySlice<Slot> {
    let fitting = slots.filter { fits($0, preference) }
    let ordered = spoken(likelyFirst(fitting, preference), preference)
    return ordered.dropFirst(preference.passed).prefix(Self.shown)
  }

  private func likelyFirst(_ slots: [Slot], _ preference: SlotPreference) -> [Slot] {
    guard let likely = preference.likely, preference.part == nil else { return slots }
    let isLikely = { (slot: Slot) in
      PartOfDay.of(LocalTime(slot.start, in: policy.zone).time) == likely
    }
    return slots.filter(isLikely) + slots.filter { !isLikely($0) }
  }

  /// Whether this time is in the patient's language, where that is not the clinic's own: the slot
  /// says so, or its provider is known to speak it. `nil` = nobody says.
  package func speaksLanguage(_ slot: Slot) -> Bool? {
    guard let language, !isOwn(language) else { return nil }
    if let offered = slot.language { return Self.alike(offered, language) }
    let spoken = slot.provider.flatMap { policy.provider(named: $0) }
      .flatMap { policy.providerLanguages[$0] }
    return spoken.map { $0.contains { Self.alike($0, language) } }
  }

  private func isOwn(_ language: String) -> Bool { Self.alike(language, policy.sourceLanguage) }

  private static func alike(_ left: String, _ right: String) -> Bool {
    LanguageTag.primary(left) == LanguageTag.primary(right)
  }

  /// Where any provider will do, those who speak the patient's language go first.
  private func spoken(_ slots: [Slot], _ preference: SlotPreference) -> [Slot] {
    guard preference.anyProvider || (entry.provider ?? "").isEmpty else { return slots }
    return slots.filter { speaksLanguage($0) == true } + slots.filter { speaksLanguage($0) != true }
  }

  private func fits(_ slot: Slot, _ preference: SlotPreference) -> Bool {
    let local = LocalTime(slot.start, in: policy.zone)
    if let part = preference.part, PartOfDay.of(local.time) != part { return false }
    switch preference.days {
    case .weekday(let weekday): if local.date.weekday != weekday { return false }
    case .from(let date): if local.date < date { return false }
    case nil: break
    }
    if !preference.anyProvider, ProviderName.same(slot.provider, entry.provider) == false {
      return false
    }
    return isForThem(slot) && SpecialtyName.same(slot.specialty, entry.specialty) != false
  }

  /// A time kept for speakers of another language than the clinic's own is left to them.
  private func isForThem(_ slot: Slot) -> Bool {
    guard let offered = slot.language, !isOwn(offered) else { return true }
    return language.map { Self.alike($0, offered) } ?? false
  }
}
