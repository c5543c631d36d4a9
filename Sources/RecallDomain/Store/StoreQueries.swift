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

package struct NoteQuery: Hashable, Sendable {
  package var patient: PatientID?
  package var since: Date?
  package var caller: String?
  package var id: NoteID?
  package var newestFirst: Bool
  package var limit: Int?

  package init(
    patient: PatientID? = nil, since: Date? = nil, caller: String? = nil, id: NoteID? = nil,
    newestFirst: Bool = false, limit: Int? = nil
  ) {
    self.patient = patient
    self.since = since
    self.caller = caller
    self.id = id
    self.newestFirst = newestFirst
    self.limit = limit
  }
}
