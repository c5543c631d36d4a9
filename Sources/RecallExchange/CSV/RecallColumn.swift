internal import RecallDomain

/// The columns of a list of recalls (INTERFACES, "CSV in"), and a few more that exports bring.
enum RecallColumn: Int, CSVColumn {
  case recallID, patientID, mrn, name, firstName, middleName, lastName, dateOfBirth
  case phone, phone2, phone3, email, postalCode, state, timeZone, language
  case segment, reason, dueDate, dueEnd, provider, specialty, location, lastAppointment
  case contactMethod, authorization, owner, voicemailOK, smsOK, emailOK, portalOK
  case doNotContact, confidential, priority, representativeName, representativeRelationship
  case deceased, inactive, sensitive, interpreter
  case phoneType, phone2Type, phone3Type
  case phoneVoicemailOK, phone2VoicemailOK, phone3VoicemailOK
  case phoneSMSOK, phone2SMSOK, phone3SMSOK, mailOK, consentDate, consentSource
  case onlyNumber, needs, guardian, representativeFrom, representativeUntil

  static let table: [(column: RecallColumn, name: String, synonyms: String)] = [
    (.recallID, "recall_id", "recallnum recallno rid orderid referralid"),
    (
      .patientID, "patient_id",
      "pid patnum rpid patientnumber patientno chart chartnumber chartno account accountnumber acct id pubpid"
    ),
    (.mrn, "mrn", "medicalrecordnumber medrecno"),
    (.name, "name", "patientname patient fullname nombre nombrecompleto paciente"),
    (.firstName, "first_name", "first fname given givenname nombres patientfirstname"),
    (.middleName, "middle_name", "middle mname middleinitial mi"),
    (
      .lastName, "last_name",
      "last lname family familyname surname apellido apellidos patientlastname"
    ),
    (.dateOfBirth, "date_of_birth", "dob birthdate birthday birth fechadenacimiento patientdob"),
    (
      .phone, "phone",
      "cell mobile homephone phonecell cellphone mobilephone phone1 telephone tel telefono celular phonenumber primaryphone patientphone"
    ),
    (.phone2, "phone2", "phonehome secondaryphone altphone alternatephone otherphone"),
    (.phone3, "phone3", "workphone phonebiz phonework businessphone"),
    (.email, "email", "emailaddress mail correo correoelectronico"),
    (.postalCode, "postal_code", "zip zipcode postcode postal codigopostal"),
    (.state, "state", "province estado"), (.timeZone, "time_zone", "tz"),
    (.language, "language", "lang preferredlanguage primarylanguage idioma"),
    (.segment, "segment", "list recalllist"),
    (
      .reason, "reason",
      "recalltype rreason eventtype recallreason visitreason reasonforvisit motivo"
    ),
    (
      .dueDate, "due_date",
      "due datedue reventdate recalldate targetdate nextdue fechalimite duestart"
    ),
    (.dueEnd, "due_end", "dueby targetend windowend dueuntil"),
    (.provider, "provider", "prov rprovider resource doctor physician md providername"),
    (.specialty, "specialty", "department service especialidad"),
    (.location, "location", "facility rfacility site clinic"),
    (
      .lastAppointment, "last_appointment",
      "lastappt lastseen dateprevious lastvisit lastvisitdate lastappointmentdate"
    ),
    (
      .contactMethod, "contact_method",
      "preferredcontact contactpreference preferredcontactmethod"
    ),
    (.authorization, "authorization", "insurance payer carrier auth priorauth insurancenote"),
    (.owner, "owner", "assignedto coordinator"),
    (.voicemailOK, "voicemail_ok", "voicemail hipaavoice hipaamessage okvoicemail leavemessage"),
    (.smsOK, "sms_ok", "sms consentsms allowsms hipaaallowsms textok oktotext"),
    (.emailOK, "email_ok", "consentemail allowemail hipaaallowemail okemail"),
    (.portalOK, "portal_ok", "allowpatientportal portal portalactive"),
    (.doNotContact, "do_not_contact", "dnc donotcall nocontact optout"),
    (.confidential, "confidential", "confidentialcommunication safecontact"),
    (.priority, "priority", "urgency"),
    (.representativeName, "representative_name", "responsibleparty repname"),
    (
      .representativeRelationship, "representative_relationship",
      "relationship guardianrelationship reprelationship"
    ),
    (.deceased, "deceased", "deathdate datedeceased dead"), (.inactive, "inactive", "isinactive"),
    (.sensitive, "sensitive", ""),
    (.interpreter, "interpreter_needed", "interpreter needsinterpreter interpreterrequired"),
    (.phoneType, "phone_type", "phonekind phone1type"), (.phone2Type, "phone2_type", "phone2kind"),
    (.phone3Type, "phone3_type", "phone3kind"),
    (.phoneVoicemailOK, "phone_voicemail_ok", "phone1voicemailok"),
    (.phone2VoicemailOK, "phone2_voicemail_ok", ""),
    (.phone3VoicemailOK, "phone3_voicemail_ok", ""),
    (.phoneSMSOK, "phone_sms_ok", "phone1smsok"), (.phone2SMSOK, "phone2_sms_ok", ""),
    (.phone3SMSOK, "phone3_sms_ok", ""),
    (.mailOK, "mail_ok", "hipaamail allowmail okmail lettersok"),
    (.consentDate, "consent_date", "consentgiven dateofconsent fechadeconsentimiento"),
    (.consentSource, "consent_source", ""),
    (.onlyNumber, "only_number", "onlyphone safenumber confidentialphone soloestenumero"),
    (.needs, "needs", "accessneeds communicationneeds accommodations necesidades"),
    (.guardian, "guardian", "guardianname legalguardian tutor tutorlegal"),
    (.representativeFrom, "representative_from", ""),
    (.representativeUntil, "representative_until", ""),
  ]

  var isPhone: Bool { self == .phone || self == .phone2 || self == .phone3 }

  /// For a phone column: what kind of telephone its numbers are.
  var phoneType: RecallColumn? {
    switch self {
    case .phone: .phoneType
    case .phone2: .phone2Type
    case .phone3: .phone3Type
    default: nil
    }
  }

  /// For a phone column: consents that concern its numbers alone.
  var phoneConsents: [(channel: ConsentChannel, column: RecallColumn)] {
    switch self {
    case .phone: [(.voicemail, .phoneVoicemailOK), (.sms, .phoneSMSOK)]
    case .phone2: [(.voicemail, .phone2VoicemailOK), (.sms, .phone2SMSOK)]
    case .phone3: [(.voicemail, .phone3VoicemailOK), (.sms, .phone3SMSOK)]
    default: []
    }
  }

  /// What the name of a phone column says about the phone.
  static func phoneKind(_ foldedHeader: String) -> PatientPhone.Kind {
    if foldedHeader.contains("cell") || foldedHeader.contains("mob") { return .mobile }
    if foldedHeader.contains("home") { return .home }
    return foldedHeader.contains("work") || foldedHeader.contains("biz") ? .work : .other
  }
}
