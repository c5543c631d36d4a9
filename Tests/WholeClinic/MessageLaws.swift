import Crowd
import Foundation
import RecallDomain

/// What must hold of a message at the moment in which somebody takes it to hand it over, read with SQL of
/// the auditor's own: nobody has asked for silence, somebody has said yes, and it is a decent hour.
struct MessageLaws {
  let rows: ClinicAuditor

  /// - Parameter now: by which it was judged.
  func broken(_ message: OutboxItem, at now: Date) throws -> [String] {
    let why = try silence(message) + noYes(message) + closed(message, at: now)
    return why.map { "\(message.channel) \(message.key) to \(message.address) was taken: \($0)" }
  }

  /// An answer that was lost is given again later: what has come since then could not be known.
  func isTaken(_ message: OutboxItem, at now: Date) throws -> Bool {
    try rows.count(
      """
      audit WHERE act = 'message-sending' AND call = '\(message.key)'
        AND at >= \(Int((now.timeIntervalSince1970 * 1_000_000).rounded()) - 1)
      """) > 0
  }

  /// Of the people at this address, what they were told, and who speaks there now.
  private func silence(_ message: OutboxItem) throws -> [String] {
    let (patient, place) = ("id = '\(message.patient.rawValue)'", message.address)
    return try rows.rows(
      """
      SELECT 'the patient wants no contact' FROM patient WHERE \(patient)
        AND (opted_out_at IS NOT NULL OR do_not_contact = 1)
      UNION ALL SELECT 'the patient is said to have died' FROM patient
        WHERE \(patient) AND (deceased = 1 OR held_for_death_at IS NOT NULL)
      UNION ALL SELECT 'they are no patient any more' FROM patient
        WHERE \(patient) AND inactive = 1
      UNION ALL SELECT 'the number is silenced' FROM silenced WHERE number = '\(place)'
      UNION ALL SELECT 'somebody speaks there' FROM claim
        WHERE ended_at IS NULL AND number = '\(place)'
      """
    ).map { $0[0] }
  }

  /// A yes on record, of a source or out of a call, for this way.
  private func noYes(_ message: OutboxItem) throws -> [String] {
    let here = """
      patient = '\(message.patient.rawValue)' AND place IN ('', '\(message.address)')
      """
    let yes = try rows.rows(
      """
      SELECT 1 FROM consent WHERE \(here) AND channel = '\(message.channel.rawValue)'
        AND allowed = 1
      UNION ALL SELECT 1 FROM contact_change WHERE \(here) AND what = 'consent'
        AND name = '\(message.channel.rawValue)' AND value = 'yes'
      """)
    return yes.isEmpty ? ["nobody has said yes to it"] : []
  }

  /// What was asked for in a call follows it within the hour, at any time of day.
  private func closed(_ message: OutboxItem, at now: Date) throws -> [String] {
    let isStep = message.key.hasPrefix("message/")
    guard isStep || now.timeIntervalSince(message.queued) >= 3_600 else { return [] }
    let number = message.channel == .sms ? message.address : ""
    return try rows.rows(
      """
      SELECT coalesce(postal_code, ''), coalesce(state, '') FROM patient
        WHERE id = '\(message.patient.rawValue)'
      """
    ).compactMap {
      CallingTimes.whyClosed(now, number: number, postal: $0[0], state: $0[1])
    }
  }
}
