package import Foundation
package import RecallDomain

/// Open times of a demo clinic: on the next business days, mornings and afternoons, each provider.
package enum DemoSlots {
  /// - Parameter now: the first slot lies on the business day after it.
  package static func slots(policy: ClinicPolicy, zone: Zone, after now: Date) -> [Slot] {
    let times = ["09:20", "10:40", "13:30", "15:10"].compactMap { TimeOfDay($0) }
    var date = LocalTime(now, in: zone).date
    var slots: [Slot] = []
    for _ in 1...10 {
      date = policy.calling.businessDay(1, after: date)
      for (index, provider) in DemoPatients.providers.enumerated() {
        let time = times[(index + date.day) % times.count]
        slots.append(slot(provider, LocalTime(date: date, time: time), zone: zone))
      }
    }
    return slots
  }

  private static func slot(_ provider: String, _ local: LocalTime, zone: Zone) -> Slot {
    let name = provider.lowercased().filter(\.isLetter)
    return Slot(
      id: SlotID("demo-\(name)-\(local.date)-\(local.time)"), start: local.instant(in: zone),
      minutes: 30, provider: provider, specialty: DemoPatients.specialty,
      location: "Lakeside, second floor")
  }
}
