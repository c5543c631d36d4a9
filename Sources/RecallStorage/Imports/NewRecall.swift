import Foundation
import RecallDomain

/// How a recall that comes in stands in its table: ready to be judged, or waiting for the instant
/// that the source names.
struct NewRecall {
  let entry: RecallEntry
  let id: String
  /// The name that the source gave it.
  let source: String?
  let lane: Int
  let now: Date
  /// Where it stands when it has been judged already.
  var kept: (phase: String, reason: ExclusionReason, notBefore: Int)?

  static let table = BulkInsert.Table(
    "recall",
    [
      "id", "source", "patient", "segment", "reason", "due", "due_end", "provider", "specialty",
      "location", "last_appointment", "\"authorization\"", "priority", "owner", "state", "next_at",
      "next_action", "callback", "lane", "phase", "not_before", "kept_back", "message_at",
    ])

  var values: [SQLValue] {
    get throws {
      let nextAt = entry.nextAt?.micros
      let waits = entry.callback == nil && (nextAt ?? 0) > now.micros
      let phase = entry.state != .open ? "off" : waits ? "waiting" : kept?.phase ?? "ready"
      let reason = waits ? .withinCadence : kept?.reason
      let callback = try entry.callback.map { try Whole.text($0) }
      return [
        .text(id), SQLValue(source), .text(entry.patient.rawValue), .text(entry.segment),
        SQLValue(entry.reason), .text(entry.due.description), SQLValue(entry.dueEnd?.description),
        SQLValue(entry.provider), SQLValue(entry.specialty), SQLValue(entry.location),
        SQLValue(entry.lastAppointment?.description), SQLValue(entry.authorization),
        .int(entry.priority), SQLValue(entry.owner), .text(entry.state.rawValue),
        SQLValue(nextAt), .text(entry.nextAction.rawValue), SQLValue(callback), .int(lane),
        .text(phase), .int(waits ? nextAt ?? 0 : kept?.notBefore ?? 0),
        SQLValue(phase == "waiting" || phase == "blocked" ? reason?.rawValue : nil),
        SQLValue(messageAt?.micros),
      ]
    }
  }

  /// When to look whether its message is to be written.
  private var messageAt: Date? {
    if entry.nextAction == .message { return entry.nextAt ?? now }
    guard let kept else { return nil }
    return Standing.mayAwaitMessage(kept.reason, entry, at: now) ? now : nil
  }
}
