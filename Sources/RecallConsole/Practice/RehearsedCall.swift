import Foundation
import RecallDomain
import ScriptEngine

/// One rehearsed call: the very screens, gate, engine and note of a live one, over a store that is
/// made for it and gone with it.
struct RehearsedCall {
  let room: PracticeRoom
  let scene: PracticeScene
  /// The console of practice: its screen and its language.
  let console: Desk
  /// The spoken language.
  let locale: String
  let edition: Edition
  private let call: CallDesk
  private let line: OtherEnd
  private let moment: Date

  /// How it went.
  struct Played {
    let end: CallEnd
    /// `nil`: the number was never dialled.
    let lesson: PracticeLesson?
    let run: CallRun
    /// Lines that were marked in it.
    let stumbles: [Stumble]
    /// In which language the console was left.
    let consoleLocale: String
  }

  init?(
    _ scene: PracticeScene, room: PracticeRoom, console: Desk, locale: String
  ) throws(StoreFailure) {
    // Approved or not, but safe: nobody practises what the check has refused.
    guard let edition = room.library.editions[scene.rehearsal.script] else {
      return nil
    }
    (self.room, self.scene, self.console, self.locale) = (room, scene, console, locale)
    self.edition = edition
    moment = room.moment
    line = OtherEnd(
      scene.rehearsal, isFree: scene.isFree, locale: locale, edition: edition, room: room,
      seed: room.seed())
    let desk = try Self.desk(room, console, locale, moment)
    let invented = InventedRow(scene, room.policy, locale: locale, at: moment)
    let row = ImportRow(patient: invented.patient, entry: invented.entry, entryHasOwnID: true)
    _ = try desk.store.importBatch(ImportBatch(source: "practice", rows: [row]), at: moment)
    let number = scene.rehearsal.patient.phone
    let answer = try desk.store.claim(
      invented.entry.id, by: desk.caller.id, at: moment, lease: Desk.lease,
      judge: { _ in .callable(number: number) })
    guard case .claimed(let ticket, let candidate, _) = answer else { return nil }
    call = CallDesk(
      desk: desk, candidate: candidate, ticket: ticket, number: number, edition: edition)
    call.terms = .rehearsed
    call.otherEnd = line
  }

  /// The desk of this call. Whoever rehearses a language need not be qualified in it yet.
  private static func desk(
    _ room: PracticeRoom, _ console: Desk, _ locale: String, _ moment: Date
  ) throws(StoreFailure) -> Desk {
    var caller = console.caller
    if !caller.isQualified(in: locale) { caller.languages.append(locale) }
    let began = room.clock.now()
    let clock = room.clock
    return Desk(
      store: try room.makeStore(moment), policy: room.policy, caller: caller,
      clock: Clock(of: { moment.addingTimeInterval(clock.now().timeIntervalSince(began)) }),
      shelf: console.shelf, input: console.input, screen: console.screen,
      consoleLocale: console.consoleLocale)
  }

  func play() throws(StoreFailure) -> Played {
    show()
    let end = try call.conduct(scene.rehearsal.direction == .inbound ? .inbound : .dial)
    let isBegun = call.ticket.call != nil
    return Played(
      end: end, lesson: isBegun ? line.lesson(call.run, at: moment) : nil,
      run: call.run, stumbles: try call.desk.store.stumbles(in: nil),
      consoleLocale: call.desk.consoleLocale)
  }

  private func show() {
    let screen = console.screen
    screen.clear()
    screen.heading(
      console.say(
        "practice.call-head",
        ["title": scene.title, "language": console.dates.languageName(locale)]))
    if let brief = scene.brief { screen.aside(TerminalText.clean(brief)) }
    if let why = scene.why { screen.aside(why) }
    if !edition.approved { screen.notice(console.say("practice.not-approved")) }
  }
}

/// An invented patient as a store holds them, with the recall that the call is about.
private struct InventedRow {
  let patient: Patient
  let entry: RecallEntry

  init(_ scene: PracticeScene, _ policy: ClinicPolicy, locale: String, at moment: Date) {
    let invented = scene.rehearsal.patient
    let record = scene.rehearsal.start(policy: policy, locale: locale, at: moment).record
    var patient = invented.patient
    patient.timeZone = policy.timeZone
    patient.language = record.preferredLanguage
    patient.sensitive = record.sensitive
    patient.permissions[.voicemail] = invented.voicemail
    if let channel = invented.message.flatMap({ ConsentChannel(rawValue: $0.rawValue) }) {
      patient.permissions[channel] = true
      patient.contactMethod = invented.message
      if invented.message == .email { patient.email = "patient@example.org" }
    }
    self.patient = patient
    let segment = scene.segment ?? scene.rehearsal.script
    var entry = RecallEntry(
      id: RecallID("practice"), patient: patient.id, segment: segment, reason: record.reasonCode,
      due: record.due ?? LocalTime(moment, in: policy.zone).date,
      priority: policy.segments[segment]?.priority ?? 3)
    (entry.provider, entry.lastAppointment) = (record.provider, record.lastVisit)
    self.entry = entry
  }
}
