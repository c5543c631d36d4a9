package import Foundation
package import RecallDomain

/// What the store holds, as one FHIR R4 Bundle of type *collection*, resource by resource: no more
/// than one is held, whatever the length.
package final class FHIRBundleOut {
  /// The base of every `fullUrl`: it makes relative references resolve within the bundle, and leads
  /// nowhere (RFC 2606).
  private static let base = "https://recall.invalid/fhir/"

  private let terms: FHIRTerms
  private let site: String
  private let segmentName: (String) -> String
  private let write: (String) throws -> Void
  private var isFirst = true
  /// Written already.
  private var schedules: Set<String> = []

  /// - Parameters:
  ///   - site: the clinic's name.
  ///   - segmentName: a segment as people read it.
  package init(
    zone: Zone, site: String, segmentName: @escaping (String) -> String = { $0 },
    write: @escaping (String) throws -> Void
  ) {
    terms = FHIRTerms(zone: zone)
    (self.site, self.segmentName, self.write) = (site, segmentName, write)
  }

  package func begin(at now: Date) throws {
    let head = FHIRValue.members([
      ("resourceType", .text("Bundle")), ("type", .text("collection")),
      ("timestamp", terms.instant(now)),
    ])
    // A bundle without entries has no list of them: R4 knows no empty list.
    try write(String(head.json.dropLast()))
  }

  package func end() throws { try write(isFirst ? "}\n" : "\n]}\n") }

  /// A patient with all that says how to reach them.
  package func add(_ patient: Patient) throws {
    try FHIRPatientOut(patient: patient).resources.forEach(add)
  }

  package func add(_ candidate: Candidate) throws {
    let recall = FHIRRecallOut(
      candidate: candidate, terms: terms, segmentName: segmentName(candidate.entry.segment))
    try recall.resources.forEach(add)
  }

  package func add(_ appointment: ExportedAppointment) throws {
    try add(FHIRAppointmentOut(appointment: appointment, terms: terms).resource)
  }

  /// Times of one person at one place hang on one Schedule, which comes before the first of them.
  package func add(_ slot: Slot) throws {
    let out = FHIRSlotOut(slot: slot, terms: terms)
    if schedules.insert(out.schedule).inserted { try add(out.scheduleResource) }
    try add(out.resource)
  }

  package func add(_ item: QueueItem, outcome: String?) throws {
    try add(FHIRTaskOut(item: item, terms: terms, outcome: outcome).resource)
  }

  package func add(_ kept: KeptNote) throws {
    try add(FHIRNoteOut(kept: kept, terms: terms).resource)
  }

  package func add(_ act: TrailAct) throws {
    try add(FHIRAuditOut(act: act, terms: terms, site: site).resource)
  }

  private func add(_ resource: FHIRValue) throws {
    let type = resource["resourceType"]?.asText ?? ""
    let id = resource["id"]?.asText ?? ""
    let entry = FHIRValue.members([
      ("fullUrl", .text("\(Self.base)\(type)/\(id)")), ("resource", resource),
    ])
    try write((isFirst ? ",\"entry\":[\n" : ",\n") + entry.json)
    isFirst = false
  }
}
