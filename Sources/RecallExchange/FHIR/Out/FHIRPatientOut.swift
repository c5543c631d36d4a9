internal import RecallDomain

/// A patient of ours as Patient, with RelatedPerson, Consent and Flag: what our import reads again.
struct FHIRPatientOut {
  let patient: Patient

  var resources: [FHIRValue] { [resource] + representatives + consents + flags }

  private var id: String { patient.id.rawValue }
  private var subject: FHIRValue { FHIRTerms.reference("Patient", id) }

  private var resource: FHIRValue {
    FHIRTerms.resource(
      "Patient", id,
      [
        ("meta", patient.sensitive ? restricted : nil), ("extension", .list(extensions)),
        ("identifier", .list([mrn].compactMap { $0 })), ("active", .flag(!patient.inactive)),
        ("name", .list([name])), ("telecom", .list(telecom)),
        ("birthDate", FHIRTerms.day(patient.dateOfBirth)),
        ("deceasedBoolean", patient.deceased ? .flag(true) : nil),
        ("address", .list([address].compactMap { $0 })), ("communication", .list(communication)),
      ])
  }

  private var restricted: FHIRValue {
    let system = "http://terminology.hl7.org/CodeSystem/v3-Confidentiality"
    return .members([("security", .list([FHIRTerms.coding(system, "R", "restricted")]))])
  }

  private var extensions: [FHIRValue] {
    let interpreter = "http://hl7.org/fhir/StructureDefinition/patient-interpreterRequired"
    return [
      patient.interpreterNeeded
        ? .members([("url", .text(interpreter)), ("valueBoolean", .flag(true))]) : nil,
      FHIRTerms.extension("time-zone", "String", .optional(patient.timeZone)),
      FHIRTerms.extension("contact-method", "Code", .optional(patient.contactMethod?.rawValue)),
      FHIRTerms.extension("strict", "Boolean", patient.strict ? .flag(true) : nil),
    ].compactMap { $0 }
  }

  private var mrn: FHIRValue? {
    let type = FHIRTerms.concept([
      FHIRTerms.coding("http://terminology.hl7.org/CodeSystem/v2-0203", "MR")
    ])
    return patient.mrn.map { .members([("type", type), ("value", .text($0))]) }
  }

  private var name: FHIRValue {
    .members([
      ("use", .text("official")), ("family", .text(patient.lastName)),
      ("given", patient.firstName.isEmpty ? nil : .list([.text(patient.firstName)])),
    ])
  }

  /// A number that nobody is to dial any more is an old one.
  private var telecom: [FHIRValue] {
    let phones = patient.phones.sorted { $0.rank < $1.rank }.map { phone -> FHIRValue in
      let use = phone.status == .good ? phone.kind.use : "old"
      let digits = phone.extensionDigits.map { " ext. \($0)" } ?? ""
      return .members([
        ("system", .text("phone")), ("value", .text(phone.number + digits)),
        ("use", .optional(use)), ("rank", phone.rank > 0 ? .number(phone.rank) : nil),
      ])
    }
    let email = patient.email.map {
      FHIRValue.members([("system", .text("email")), ("value", .text($0))])
    }
    return phones + [email].compactMap { $0 }
  }

  private var address: FHIRValue? {
    guard patient.postalCode != nil || patient.state != nil else { return nil }
    return .members([
      ("use", .text("home")), ("state", .optional(patient.state)),
      ("postalCode", .optional(patient.postalCode)),
    ])
  }

  private var communication: [FHIRValue] {
    patient.language.map { tag in
      let language = FHIRTerms.concept([FHIRTerms.coding("urn:ietf:bcp:47", tag)])
      return [.members([("language", language), ("preferred", .flag(true))])]
    } ?? []
  }

  // MARK: Who may speak for the patient

  private var representatives: [FHIRValue] {
    patient.representatives.enumerated().map { index, person in
      let authority = person.isGuardian ? "guardian" : "representative"
      let period = FHIRValue.members([
        ("start", FHIRTerms.day(person.from)), ("end", FHIRTerms.day(person.until)),
      ])
      return FHIRTerms.resource(
        "RelatedPerson", "\(id)-person-\(index + 1)",
        [
          (
            "extension",
            .list(
              [FHIRTerms.extension("authority", "Code", .text(authority))].compactMap { $0 })
          ),
          ("active", .flag(true)), ("patient", subject),
          ("relationship", .list([FHIRTerms.concept(text: person.relationship)])),
          ("name", .list([.members([("text", .text(person.name))])])), ("period", period),
        ])
    }
  }

  // MARK: How the patient may be reached

  private var consents: [FHIRValue] {
    var consents = patient.permissions.consents.enumerated().map { index, consent in
      self.consent(
        "\(id)-consent-\(index + 1)", consent.channel.rawValue, consent.allowed, consent)
    }
    if patient.permissions.doNotContact {
      consents.append(consent("\(id)-no-calls", "call", false, nil))
    }
    return consents
  }

  private func consent(
    _ id: String, _ channel: String, _ allowed: Bool, _ said: Consent?
  ) -> FHIRValue {
    let place = FHIRTerms.extension("place", "String", .optional(said?.at))
    let source = said?.source.map { FHIRValue.members([("title", .text($0))]) }
    let provision = FHIRValue.members([
      ("extension", .list([place].compactMap { $0 })),
      ("type", .text(allowed ? "permit" : "deny")),
      ("code", .list([FHIRTerms.concept(text: channel)])),
    ])
    return FHIRTerms.resource(
      "Consent", id,
      [
        ("status", .text("active")),
        (
          "scope",
          FHIRTerms.concept([
            FHIRTerms.coding(
              "http://terminology.hl7.org/CodeSystem/consentscope", "patient-privacy")
          ])
        ),
        (
          "category",
          .list([FHIRTerms.concept([FHIRTerms.coding("http://loinc.org", "59284-0")])])
        ),
        ("patient", subject), ("dateTime", FHIRTerms.day(said?.on)), ("sourceAttachment", source),
        ("policyRule", FHIRTerms.concept(text: "ways of contact that the patient permits")),
        ("provision", provision),
      ])
  }

  private var flags: [FHIRValue] {
    let needs = patient.needs.filter { $0 != .interpreter }.map(\.rawValue).sorted()
    var flags = needs.map { flag("\(id)-need-\($0)", $0, []) }
    if patient.permissions.confidential {
      let only = FHIRTerms.extension(
        "only-number", "String", .optional(patient.permissions.onlyNumber))
      flags.append(
        flag("\(id)-confidential", "confidential communication", [only].compactMap { $0 }))
    }
    return flags
  }

  private func flag(_ id: String, _ text: String, _ extensions: [FHIRValue]) -> FHIRValue {
    FHIRTerms.resource(
      "Flag", id,
      [
        ("extension", .list(extensions)), ("status", .text("active")),
        ("code", FHIRTerms.concept(text: text)), ("subject", subject),
      ])
  }
}

extension PatientPhone.Kind {
  /// ContactPoint.use; `nil` = it is not said.
  fileprivate var use: String? {
    switch self {
    case .mobile: "mobile"
    case .home: "home"
    case .work: "work"
    case .other: nil
    }
  }
}
