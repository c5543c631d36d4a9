import Foundation

@testable import RecallDomain
@testable import RecallExchange

extension FuzzEntry {
  /// Days and times as people say them in either language, and as exports write them.
  static let date = FuzzEntry(name: "date") { bytes in
    let text = String(decoding: bytes, as: UTF8.self)
    try DateEntry.birth(text)
    try DateEntry.callback(text)
    try DateEntry.appointment(text)
    try DateEntry.exported(bytes, text)
    _ = SlotPreference(
      text, now: DateEntry.now, zone: DateEntry.zone, words: DateEntry.words)
  }
}

enum DateEntry {
  /// Tuesday, 24 November 2026, five past two in the afternoon.
  static let now = InstantText.read("2026-11-24T14:05:00-05:00")!
  static let zone = Zone.certain("America/New_York")
  static let words = WhenWords()
  static let policy = ClinicPolicy(name: "Lakeside Clinic")

  static func birth(_ text: String) throws {
    guard case .date(let day) = StatedBirthDate.read(text) else { return }
    try promise(
      StatedBirthDate.read(day.description) == .date(day), "a birth date reads as it is written")
  }

  static func callback(_ text: String) throws {
    guard case .window(let window) = read(text) else { return }
    let today = LocalTime(now, in: zone).date
    try promise(window.date >= today, "a call back is never promised for a day that is past")
    try promise(
      today.days(until: window.date) <= CallbackReading.furthest,
      "a call back is not promised too far ahead")
    guard let open = policy.calling.window(on: window.date, state: "MA") else {
      throw BrokenPromise(description: "a call back is promised on an open day")
    }
    switch window.moment {
    case .time(let time):
      try promise(open.contains(time), "a call back is promised inside the hours")
      let instant = LocalTime(date: window.date, time: time).instant(in: zone)
      try promise(instant > now, "a call back lies ahead")
      try promise(
        read("\(window.date) \(time)") == .window(window), "a time reads as it is written")
    case .part(let part):
      try promise(
        read("\(window.date) \(part.rawValue)") == .window(window),
        "a part of a day reads as it is written")
    }
  }

  private static func read(_ text: String) -> CallbackReading.Reading {
    CallbackReading.read(text, now: now, zone: zone, policy: policy, state: "MA", words: words)
  }

  static func appointment(_ text: String) throws {
    let booked = CallbackReading.appointment(text, now: now, zone: zone, words: words)
    guard case .appointment(let start, _) = booked else { return }
    try promise(start > now, "an appointment lies ahead")
    let days = LocalTime(now, in: zone).date.days(until: LocalTime(start, in: zone).date)
    try promise(
      days <= CallbackReading.furthestAppointment, "an appointment is not too far ahead")
  }

  static func exported(_ bytes: [UInt8], _ text: String) throws {
    let reading = ExportDate.read(bytes[...])
    try promise(
      reading == ExportDate.read(FieldText.decode(bytes[...])),
      "a date is the same, read fast or slowly")
    if case .date(let day) = reading {
      try promise(
        ExportDate.read(day.description) == .date(day), "an exported date reads as it is written")
    }
    // Before the zones had whole minutes nobody has an appointment.
    guard case .at(let instant) = ExportMoment.read(text, in: zone),
      (1900...9000).contains(LocalTime(instant, in: zone).date.year)
    else { return }
    guard case .at(let again) = ExportMoment.read(InstantText.rfc3339(instant, in: zone), in: zone)
    else { throw BrokenPromise(description: "an instant reads as it is written") }
    try promise(
      abs(again.timeIntervalSince(instant)) < 1, "an instant reads as it is written, to the second")
  }
}
