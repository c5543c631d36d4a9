import ArgumentParser
import RecallConsole
import RecallDomain
import RecallReports

/// `recall outbox`: writes the messages whose step has come, and lists those that wait. No command
/// that only reads (worklist, notes, why) writes any.
struct OutboxCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "outbox", abstract: "Write the messages that are due, and print those that wait.",
    discussion: """
      A message is written when it is the next step of a recall's cadence, the patient consented to \
      a channel, its words are approved, and the caps and calling hours permit it; once, whoever \
      comes to it first. The console's `next` writes a few on its way too.
      """)

  @Flag(help: "One JSON document.")
  var json = false

  @Flag(help: "Hand each message to the clinic's own command (not part of this version yet).")
  var send = false

  @OptionGroup var options: GlobalOptions

  func run() throws {
    if send {
      throw Failure(
        .configuration, "this version writes messages and cannot send them yet",
        hint: "`recall outbox` lists them; nothing has been sent")
    }
    let clinic = try OpenClinic(options)
    try clinic.endDue()
    try clinic.settleDue()
    let written = try write(in: clinic)
    let items: [OutboxItem]
    do { items = try clinic.store.outbox([.waiting]) } catch { throw Failure(error) }
    let document = OutboxDocument(zone: clinic.zone)
    if json { return Printing.json(.list(items.map(document.json))) }
    for item in items { Printing.line(document.text(item)) }
    if items.isEmpty { Printing.line("no message waits") }
    tell(written)
  }

  private func write(in clinic: OpenClinic) throws -> MessagesWritten {
    let library = try clinic.library()
    let due = DueMessages(
      policy: clinic.policy,
      shelf: ScriptShelf(library, policy: clinic.policy, kind: clinic.store.kind),
      kind: clinic.store.kind)
    var sum = MessagesWritten()
    while true {
      let round: MessagesWritten
      do {
        round = try due.write(into: clinic.store, at: clinic.clock.now(), limit: 64)
      } catch { throw Failure(error) }
      sum = sum + round
      // What colleagues have in hand at this moment is left to a later run.
      guard !round.isDone, round.hasMoved else { return sum }
    }
  }

  /// What this run did; nothing when there was nothing to do.
  private func tell(_ written: MessagesWritten) {
    var parts: [String] = []
    if written.written > 0 { parts.append("written now: \(written.written)") }
    if written.passedOver > 0 {
      parts.append("passed over without consent: \(written.passedOver)")
    }
    if written.waiting > 0 { parts.append("kept back by caps or hours: \(written.waiting)") }
    if !parts.isEmpty { Printing.line(parts.joined(separator: " · ")) }
  }
}
