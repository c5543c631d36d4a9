internal import Foundation
internal import RecallDomain

/// One act of the trail as AuditEvent.
struct FHIRAuditOut {
  let act: TrailAct
  let terms: FHIRTerms
  /// The clinic's name.
  let site: String

  var resource: FHIRValue {
    FHIRTerms.resource(
      "AuditEvent", "act-\(act.number)",
      [
        ("type", type),
        ("subtype", .list([FHIRTerms.coding(OwnFHIR.url("act"), act.act)])),
        ("action", .text(action)), ("recorded", terms.instant(act.at)), ("outcome", .text("0")),
        ("agent", .list([agent])), ("source", source), ("entity", .list(entities)),
      ])
  }

  /// DICOM's code for a patient's record; R4 binds it loosely.
  private var type: FHIRValue {
    FHIRTerms.coding("http://dicom.nema.org/resources/ontology/DCM", "110110", "Patient Record")
  }

  private var action: String {
    switch act.act {
    case "claimed", "opened", "notes-read", "exported": "R"
    case "began", "imported", "approved", "message-written", "staff-added", "note-amended": "C"
    case "staff-removed": "D"
    default: "U"
    }
  }

  /// Without a person it was the program.
  private var agent: FHIRValue {
    .members([
      ("who", FHIRTerms.named(act.who == nil ? "Device" : "Practitioner", act.who ?? "recall")),
      ("altId", .optional(act.who)), ("requestor", .flag(act.who != nil)),
    ])
  }

  private var source: FHIRValue {
    .members([
      ("site", .text(site)), ("observer", FHIRTerms.named("Device", "recall")),
    ])
  }

  private var entities: [FHIRValue] {
    let references = [
      act.recall.map { FHIRTerms.reference("ServiceRequest", $0.rawValue) },
      act.call.map { FHIRTerms.reference("Communication", $0.rawValue) },
    ].compactMap { $0 }
    var entities = references.map { FHIRValue.members([("what", $0)]) }
    if let subject = act.subject {
      let detail = FHIRValue.members([
        ("type", .text("subject")), ("valueString", .text(subject)),
      ])
      entities.append(.members([("name", .text(act.act)), ("detail", .list([detail]))]))
    }
    return entities
  }
}
