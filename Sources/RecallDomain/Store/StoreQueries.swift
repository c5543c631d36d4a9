package import Foundation

package struct SlotWish: Hashable, Sendable {
  package var provider: String?
  package var specialty: String?
  package var from: Date
  package var limit: Int

  package init(provider: String?, specialty: String?, from: Date, limit: Int) {
    self.provider = provider
    self.specialty = specialty
    self.from = from
    self.limit = limit
  }
}

/// Which notes: those that meet every condition that is set.
package struct NoteQuery: Hashable, Sendable {
  package var patient: PatientID?
  /// Calls that ended at this instant or later.
  package var since: Date?
  /// Calls that ended before this instant.
  package var until: Date?
  package var caller: String?
  package var id: NoteID?
  /// Of the recall.
  package var segment: String?
  /// As it counts, corrections included.
  package var outcome: Outcome?
  /// The number dialled or called from, E.164.
  package var number: String?
  package var newestFirst: Bool
  package var limit: Int?

  package init(
    patient: PatientID? = nil, since: Date? = nil, until: Date? = nil, caller: String? = nil,
    id: NoteID? = nil, segment: String? = nil, outcome: Outcome? = nil, number: String? = nil,
    newestFirst: Bool = false, limit: Int? = nil
  ) {
    self.patient = patient
    self.since = since
    self.until = until
    self.caller = caller
    self.id = id
    self.segment = segment
    self.outcome = outcome
    self.number = number
    self.newestFirst = newestFirst
    self.limit = limit
  }
}
