internal import RecallDomain

/// The columns of INTERFACES, "CSV in", and a few more that exports bring.
package enum CanonicalColumn: String, CaseIterable, Sendable {
  case recallID = "recall_id"
  case patientID = "patient_id"
  case mrn, name
  case firstName = "first_name"
  case middleName = "middle_name"
  case lastName = "last_name"
  case dateOfBirth = "date_of_birth"
  case phone, phone2, phone3, email
  case postalCode = "postal_code"
  case state
  case timeZone = "time_zone"
  case language, segment, reason
  case dueDate = "due_date"
  case dueEnd = "due_end"
  case provider, specialty, location
  case lastAppointment = "last_appointment"
  case contactMethod = "contact_method"
  case authorization, owner
  case voicemailOK = "voicemail_ok"
  case smsOK = "sms_ok"
  case emailOK = "email_ok"
  case portalOK = "portal_ok"
  case doNotContact = "do_not_contact"
  case confidential, priority
  case representativeName = "representative_name"
  case representativeRelationship = "representative_relationship"
  case deceased, inactive, sensitive
  case interpreter = "interpreter_needed"

  /// Other names in real exports (DOMAIN 8), folded: no case, space or punctuation.
  static let synonyms: [String: CanonicalColumn] = {
    var names: [String: CanonicalColumn] = [:]
    for column in allCases { names[folded(column.rawValue)] = column }
    for (column, words) in table {
      for word in words.split(separator: " ") { names[String(word)] = column }
    }
    return names
  }()

  static func folded(_ header: String) -> String {
    FoldedHeader.text(header)
  }

  private static let table: [(CanonicalColumn, String)] = [
    (.recallID, "recallnum recallno rid orderid referralid"),
    (
      .patientID,
      "patientid pid patnum rpid patientnumber patientno chart chartnumber chartno account accountnumber acct id pubpid"
    ),
    (.mrn, "mrn medicalrecordnumber medrecno"),
    (.name, "patientname patient fullname nombre nombrecompleto paciente"),
    (.firstName, "first fname given givenname firstname nombres patientfirstname"),
    (.middleName, "middle mname middleinitial mi"),
    (.lastName, "last lname family familyname surname lastname apellido apellidos patientlastname"),
    (.dateOfBirth, "dob birthdate birthday birth dateofbirth fechadenacimiento patientdob"),
    (
      .phone,
      "phone cell mobile homephone phonecell cellphone mobilephone phone1 telephone tel telefono celular phonenumber primaryphone patientphone"
    ),
    (.phone2, "phonehome phone2 secondaryphone altphone alternatephone otherphone"),
    (.phone3, "workphone phonebiz phonework phone3 businessphone"),
    (.email, "emailaddress mail correo correoelectronico"),
    (.postalCode, "zip zipcode postcode postal codigopostal"),
    (.state, "province estado"), (.timeZone, "timezone tz"),
    (.language, "lang preferredlanguage primarylanguage idioma"),
    (.segment, "list recalllist"),
    (.reason, "recalltype rreason eventtype recallreason visitreason reasonforvisit motivo"),
    (.dueDate, "due datedue reventdate recalldate targetdate nextdue duedate fechalimite duestart"),
    (.dueEnd, "dueby targetend windowend dueuntil"),
    (.provider, "prov rprovider resource doctor physician md providername"),
    (.specialty, "department service especialidad"), (.location, "facility rfacility site clinic"),
    (
      .lastAppointment, "lastappt lastseen dateprevious lastvisit lastvisitdate lastappointmentdate"
    ),
    (.contactMethod, "preferredcontact contactpreference preferredcontactmethod"),
    (.authorization, "insurance payer carrier auth priorauth insurancenote"),
    (.owner, "assignedto coordinator"),
    (.voicemailOK, "voicemailok voicemail hipaavoice hipaamessage okvoicemail leavemessage"),
    (.smsOK, "sms consentsms allowsms hipaaallowsms textok oktotext"),
    (.emailOK, "consentemail allowemail hipaaallowemail okemail"),
    (.portalOK, "allowpatientportal portal portalactive"),
    (.doNotContact, "dnc donotcall nocontact optout"),
    (.confidential, "confidentialcommunication safecontact"), (.priority, "urgency"),
    (.representativeName, "guardian guardianname responsibleparty repname"),
    (.representativeRelationship, "relationship guardianrelationship reprelationship"),
    (.deceased, "deathdate datedeceased dead"), (.inactive, "isinactive"),
    (.interpreter, "interpreter needsinterpreter interpreterrequired"),
  ]

  /// What the name of a phone column says about the phone.
  static func phoneKind(_ foldedHeader: String) -> PatientPhone.Kind {
    if foldedHeader.contains("cell") || foldedHeader.contains("mob") { return .mobile }
    if foldedHeader.contains("home") { return .home }
    return foldedHeader.contains("work") || foldedHeader.contains("biz") ? .work : .other
  }
}
