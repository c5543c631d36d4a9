package import Foundation

/// By when a queue answers (MISSION 17), in the open hours of the clinic.
extension QueueHours {
  /// A queue for which the policy says nothing: clinical answers the same day, the others within
  /// one business day (DOMAIN 4 and 5).
  package static func standard(_ queue: QueueName) -> QueuePolicy {
    switch queue {
    case .clinical: QueuePolicy(due: .sameDay)
    case .insurance, .language, .transport, .records, .supervisor, .frontDesk:
      QueuePolicy(due: .businessDays(1))
    }
  }

  /// When an item opened at that instant is due.
  ///
  /// - Parameters:
  ///   - concern: what it is about; `nil`: what its queue is usually asked.
  ///   - visit: the patient's next appointment. What concerns it is settled by the end of the clinic's
  ///     last day before it, so that the patient can still act on the answer; where that has passed it
  ///     is as pressing as what is urgent, and never due after the visit itself.
  package func due(
    _ queue: QueueName, urgent: Bool, opened: Date, concern: Concern? = nil, visit: Date? = nil
  ) -> Date {
    let usual = usualDue(queue, urgent: urgent, opened: opened)
    guard let visit, visit > opened, (concern ?? .usual(of: queue)).isForTheVisit else {
      return usual
    }
    return beforeTheVisit(usual, queue, visit, from: opened)
  }

  /// By when an open item is due once the patient's visits are other than they were: by the rule by
  /// which it would be opened now, and never later than without any visit. One whose time has passed
  /// stays overdue.
  ///
  /// - Parameter visit: the patient's next appointment, if there is any.
  package func due(_ item: QueueItem, visit: Date?, at now: Date) -> Date? {
    guard let due = item.due, due >= now, item.isWaiting else { return item.due }
    let usual = item.dueOtherwise ?? due
    guard let visit, visit > now, (item.concern ?? .usual(of: item.queue)).isForTheVisit else {
      return usual
    }
    let settled = beforeTheVisit(usual, item.queue, visit, from: now)
    // Its last day has passed: nothing that comes in meanwhile gives it more time.
    return lastClosing(before: visit) > now ? settled : min(settled, due)
  }

  private func beforeTheVisit(
    _ usual: Date, _ queue: QueueName, _ visit: Date, from now: Date
  ) -> Date {
    let lastDay = lastClosing(before: visit)
    guard lastDay <= now else { return min(usual, lastDay) }
    return min(usual, usualDue(queue, urgent: true, opened: now), visit)
  }

  private func usualDue(_ queue: QueueName, urgent: Bool, opened: Date) -> Date {
    let policy = queues[queue] ?? Self.standard(queue)
    let zone = Zone.certain(zone)
    switch urgent ? policy.urgent : policy.due {
    case .sameDay: return endOfDay(opened, zone)
    case .minutes(let minutes): return after(minutes: minutes, opened, zone)
    case .businessDays(let days):
      let date = calling.businessDay(days, after: LocalTime(opened, in: zone).date)
      return closing(of: date, zone)
    }
  }

  /// The end of the clinic's day; opened after closing or on a closed day, the end of the next
  /// business day.
  private func endOfDay(_ opened: Date, _ zone: Zone) -> Date {
    let local = LocalTime(opened, in: zone)
    if let today = calling.clinicDay(on: local.date), local.time < today.to {
      return closing(of: local.date, zone)
    }
    return closing(of: calling.businessDay(1, after: local.date), zone)
  }

  /// When the clinic closes on its last open day before that day; of a clinic without hours, at the
  /// midnight before.
  private func lastClosing(before instant: Date) -> Date {
    let zone = Zone.certain(zone)
    var date = LocalTime(instant, in: zone).date
    for _ in 0..<14 {
      date = date.adding(days: -1)
      if calling.clinicDay(on: date) != nil { return closing(of: date, zone) }
    }
    return closing(of: LocalTime(instant, in: zone).date.adding(days: -1), zone)
  }

  /// Minutes run while the clinic is open.
  private func after(minutes: Int, _ opened: Date, _ zone: Zone) -> Date {
    var left = Double(minutes * 60)
    var date = LocalTime(opened, in: zone).date
    for _ in 0..<400 {
      if let day = calling.clinicDay(on: date) {
        let from = max(opened, LocalTime(date: date, time: day.from).instant(in: zone))
        let to = LocalTime(date: date, time: day.to).instant(in: zone)
        if to > from {
          if from.addingTimeInterval(left) <= to { return from.addingTimeInterval(left) }
          left -= to.timeIntervalSince(from)
        }
      }
      date = date.adding(days: 1)
    }
    return opened.addingTimeInterval(Double(minutes * 60))
  }

  /// When the clinic closes on that date; without hours, midnight.
  private func closing(of date: CivilDate, _ zone: Zone) -> Date {
    let midnight = TimeOfDay(minutes: 1440)!
    return LocalTime(date: date, time: calling.clinicDay(on: date)?.to ?? midnight).instant(
      in: zone)
  }
}
