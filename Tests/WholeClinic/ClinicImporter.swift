import Crowd
import Foundation
import RecallConsole
import RecallDomain
import RecallStorage

/// What comes in from elsewhere in the middle of the day: bookings, wishes to stop, lists with patients
/// who have died, have left, or want no calls.
final class ClinicImporter {
  private let room: ClinicRoom
  /// As the other system has them by now.
  private var patients: [ImportRow]
  private let wishes: ImportedWishes
  private let time: ClinicTime
  private var dice: SeededDice
  private(set) var imported = 0

  init(_ room: ClinicRoom, time: ClinicTime, wishes: ImportedWishes, seed: UInt64) {
    (self.room, self.time, self.wishes) = (room, time, wishes)
    patients = room.patients
    dice = SeededDice(seed: seed, for: "importer")
  }

  func round(_ colleague: ClinicColleague, _ number: Int) {
    // Now and then only: who calls should still find patients.
    guard dice.once(in: 3) else { return }
    let place = dice.below(patients.count)
    let row = patients[place]
    let done: Bool =
      switch dice.below(5) {
      case 0: booked(row, colleague, number)
      case 1: stopped(row, colleague, number)
      case 2, 3: listed(place, colleague)
      default: cancelled(colleague, number)
      }
    if done { imported += 1 }
  }

  private func judge(_ now: Date) -> (Candidate) -> Callability {
    let (rules, segments) = (CallRules(policy: room.policy), room.clinic.shelf.segments)
    return { rules.judge($0, at: now, caller: nil, scripts: segments) }
  }

  private func booked(_ row: ImportRow, _ colleague: ClinicColleague, _ number: Int) -> Bool {
    let now = time.now
    var appointment = AppointmentRow(
      id: "ext-\(number)", whose: .patient(row.patient.id),
      start: now.addingTimeInterval(Double(3 + dice.below(20)) * 86_400), status: .booked)
    appointment.recall = dice.once(in: 2) ? row.entry?.id : nil
    guard write([appointment], colleague, now) else { return false }
    if let recall = appointment.recall, let start = appointment.start {
      wishes.booked(appointment.id, for: recall, at: start)
    }
    return true
  }

  private func cancelled(_ colleague: ClinicColleague, _ number: Int) -> Bool {
    let (now, row) = (time.now, patients[dice.below(patients.count)])
    let appointment = AppointmentRow(
      id: "ext-\(1 + dice.below(number))", whose: .patient(row.patient.id), start: nil,
      status: .cancelled)
    wishes.cancelled(appointment.id)
    return write([appointment], colleague, now)
  }

  private func write(
    _ rows: [AppointmentRow], _ colleague: ClinicColleague, _ now: Date
  ) -> Bool {
    colleague.insisting { () throws(StoreFailure) in
      try colleague.store.importAppointments(
        rows, at: now, hours: room.policy.queueHours, judge: judge(now))
    } != nil
  }

  private func stopped(_ row: ImportRow, _ colleague: ClinicColleague, _ number: Int) -> Bool {
    guard let phone = row.patient.phones.first else { return false }
    let now = time.now
    let words = dice.pick(["STOP", "Alto", "stop calling", "please call my sister instead"])
    let reply = ReplyRow(
      id: "reply-\(number)", channel: .sms, place: phone.number, at: now, said: .words(words))
    let done = colleague.insisting { () throws(StoreFailure) in
      try colleague.store.importReplies([reply], at: now) { row, candidate, _ in
        QueueItem(
          id: QueueItemID("\(row.id)/read"), queue: .frontDesk, recall: candidate.entry.id,
          patient: candidate.patient.id, call: nil, opened: now,
          due: room.policy.queueHours.due(.frontDesk, urgent: false, opened: now),
          owner: room.policy.queues[.frontDesk]?.owner, question: "an answer", verified: false)
      }
    }
    guard done != nil else { return false }
    if ["STOP", "Alto"].contains(words) { wishes.noMessages(.sms, to: phone.number) }
    if words == "stop calling" { wishes.noCalls(at: phone.number) }
    return true
  }

  private func listed(_ place: Int, _ colleague: ClinicColleague) -> Bool {
    var row = patients[place]
    var why: String?
    switch dice.below(8) {
    case 0:
      row.patient.deceased = true
      why = "has died"
    case 1:
      row.patient.inactive = true
      why = "is a patient no more"
    case 2, 3:
      row.patient.permissions.doNotContact = true
      why = "wants no calls"
    case 4:
      row.patient.permissions.sms = false
      row.patient.permissions.email = false
    case 5 where row.isMarked:
      row.unmark()
      wishes.calledAgain(row.patient.id)
    default: row.entry?.priority = 1 + dice.below(4)
    }
    let (now, changed) = (time.now, row)
    let done = colleague.insisting { () throws(StoreFailure) in
      try colleague.store.importList(
        ImportBatch(source: "demo", rows: [changed]), at: now, hours: room.policy.queueHours,
        judge: judge(now))
    }
    guard done != nil else { return false }
    patients[place] = row
    if let why { wishes.noCalls(row.patient.id, why) }
    return true
  }
}

extension ImportRow {
  /// The list says that nobody is to call.
  fileprivate var isMarked: Bool {
    patient.deceased || patient.inactive || patient.permissions.doNotContact
  }

  /// It was a mistake of the list: they live, are a patient here, and may be called.
  fileprivate mutating func unmark() {
    patient.deceased = false
    patient.inactive = false
    patient.permissions.doNotContact = false
  }
}
