internal import RecallDomain

/// The columns of a list of recalls (INTERFACES, "CSV in"), and a few more that exports bring.
enum RecallColumn: Int, CSVColumn {
  case recallID, patientID, mrn, name, firstName, middleName, lastName, dateOfBirth
  case phone, phone2, phone3, email, postalCode, state, timeZone, language
  case segment, reason, dueDate, dueEnd, provider, specialty, location, lastAppointment
  case contactMethod, authorization, owner, voicemailOK, smsOK, emailOK, portalOK
  case doNotContact, confidential, priority, representativeName, representativeRelationship
  case deceased, inactive, sensitive, interpreter

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
    (.representativeName, "representative_name", "guardian guardianname responsibleparty repname"),
    (
      .representativeRelationship, "representative_relationship",
      "relationship guardianrelationship reprelationship"
    ),
    (.deceased, "deceased", "deathdate datedeceased dead"), (.inactive, "inactive", "isinactive"),
    (.sensitive, "sensitive", ""),
    (.interpreter, "interpreter_needed", "interpreter needsinterpreter interpreterrequired"),
  ]

  var isPhone: Bool { self == .phone || self == .phone2 || self == .phone3 }

  /// What the name of a phone column says about the phone.
  static func phoneKind(_ foldedHeader: String) -> PatientPhone.Kind {
    if foldedHeader.contains("cell") || foldedHeader.contains("mob") { return .mobile }
    if foldedHeader.contains("home") { return .home }
    return foldedHeader.contains("work") || foldedHeader.contains("biz") ? .work : .other
  }
}
