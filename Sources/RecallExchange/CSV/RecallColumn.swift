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
  case living, active, patientStatus, noVoicemail, noSMS, noEmail, noMail

  static let table: [(column: RecallColumn, name: String, synonyms: String)] = [
    (.recallID, "recall_id", "recallnum recallno rid orderid referralid"),
    (
      .patientID, "patient_id",
      "pid patnum rpid patientnumber patientno chart chartnumber chartno account accountnumber acct id pubpid numerodepaciente idpaciente iddepaciente expediente numerodeexpediente numexpediente historiaclinica numerodehistoria nhc"
    ),
    (.mrn, "mrn", "medicalrecordnumber medrecno numeroderegistromedico"),
    (.name, "name", "patientname patient fullname nombre nombrecompleto paciente"),
    (
      .firstName, "first_name",
      "first fname given givenname nombres nombrepila primernombre patientfirstname"
    ),
    (.middleName, "middle_name", "middle mname middleinitial mi segundonombre"),
    (
      .lastName, "last_name",
      "last lname family familyname surname apellido apellidos primerapellido patientlastname"
    ),
    (
      .dateOfBirth, "date_of_birth",
      "dob birthdate birthday birth fechadenacimiento fechanacimiento nacimiento patientdob"
    ),
    (
      .phone, "phone",
      "cell mobile wirelessphone homephone phonecell cellphone mobilephone phone1 telephone tel telefono telefonomovil telefonocelular movil celular phonenumber primaryphone patientphone"
    ),
    (
      .phone2, "phone2",
      "phonehome hmphone secondaryphone altphone alternatephone otherphone telefono2 telefonodecasa telefonocasa otrotelefono telefonofijo"
    ),
    (
      .phone3, "phone3",
      "workphone wkphone phonebiz phonework businessphone telefono3 telefonodetrabajo telefonotrabajo"
    ),
    (.email, "email", "emailaddress mail correo correoelectronico"),
    (.postalCode, "postal_code", "zip zipcode postcode postal codigopostal cp"),
    (.state, "state", "province estado"), (.timeZone, "time_zone", "tz zonahoraria husohorario"),
    (.language, "language", "lang preferredlanguage primarylanguage idioma lengua idiomapreferido"),
    (.segment, "segment", "list recalllist segmento lista"),
    (
      .reason, "reason",
      "recalltype rreason eventtype recallreason visitreason reasonforvisit motivo motivodecita motivodelacita motivodeconsulta razon"
    ),
    (
      .dueDate, "due_date",
      "due datedue reventdate recalldate targetdate nextdue fechalimite fechadevencimiento fechavencimiento vencimiento vence duestart"
    ),
    (.dueEnd, "due_end", "dueby targetend windowend dueuntil"),
    (
      .provider, "provider",
      "prov rprovider resource doctor physician md providername practitioner medico medica doctora proveedor"
    ),
    (.specialty, "specialty", "department dept service especialidad departamento servicio"),
    (.location, "location", "facility rfacility site clinic sede lugar clinica consultorio"),
    (
      .lastAppointment, "last_appointment",
      "lastappt lastseen dateprevious lastvisit lastvisitdate lastappointmentdate ultimacita ultimavisita fechadeultimacita fechadeultimavisita"
    ),
    (
      .contactMethod, "contact_method",
      "preferredcontact contactpreference preferredcontactmethod contactopreferido formadecontacto mediodecontacto"
    ),
    (
      .authorization, "authorization",
      "insurance payer carrier auth priorauth insurancenote seguro aseguradora autorizacion autorizacionprevia"
    ),
    (.owner, "owner", "assignedto coordinator responsable"),
    (
      .voicemailOK, "voicemail_ok",
      "voicemail hipaavoice hipaamessage okvoicemail leavemessage buzon buzondevoz dejarmensaje"
    ),
    (
      .smsOK, "sms_ok",
      "sms consentsms allowsms hipaaallowsms textok oktotext mensajesdetexto aceptasms aceptamensajes"
    ),
    (.emailOK, "email_ok", "consentemail allowemail hipaaallowemail okemail"),
    (.portalOK, "portal_ok", "allowpatientportal portal portalactive"),
    (
      .doNotContact, "do_not_contact",
      "dnc isdnc dncflag donotcall donotphone nocalls nocontact optout optedout nollamar nocontactar"
    ),
    (.confidential, "confidential", "confidentialcommunication safecontact confidencial"),
    (.priority, "priority", "urgency prioridad urgencia"),
    (
      .representativeName, "representative_name",
      "responsibleparty repname representante nombredelrepresentante"
    ),
    (
      .representativeRelationship, "representative_relationship",
      "relationship guardianrelationship reprelationship parentesco relacion"
    ),
    (
      .deceased, "deceased",
      "isdeceased deathdate datedeceased deceaseddate deceaseddatetime dateofdeath dod dead isdead fallecido fallecida difunto fechadedefuncion"
    ), (.inactive, "inactive", "isinactive inactivo inactiva"),
    (.sensitive, "sensitive", "delicado sensible"),
    (
      .interpreter, "interpreter_needed",
      "interpreter needsinterpreter interpreterrequired interprete necesitainterprete"
    ),
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
    (.living, "living", "isliving alive isalive vivo viva"),
    (.active, "active", "isactive activepatient patientactive ptactive activo activa"),
    (.patientStatus, "patient_status", "patstatus ptstatus estadodelpaciente"),
    (
      .noVoicemail, "no_voicemail",
      "voicemailoptout donotleavevoicemail donotleavemessage donotleavemessages dontleavemessage noleavemessage nomessages nodejarmensaje sinbuzon"
    ),
    (
      .noSMS, "no_sms",
      "smsoptout smsoptedout optoutsms textoptout donottext donotsms donttext notext notexts nomensajes"
    ),
    (.noEmail, "no_email", "emailoptout emailoptedout optoutemail donotemail dontemail nocorreo"),
    (.noMail, "no_mail", "mailoptout donotmail noletters"),
  ]

  var isAnswer: Bool {
    switch self {
    case .voicemailOK, .smsOK, .emailOK, .portalOK, .mailOK, .doNotContact, .confidential,
      .deceased, .inactive, .sensitive, .interpreter, .living, .active, .patientStatus,
      .noVoicemail, .noSMS, .noEmail, .noMail:
      true
    default: false
    }
  }

  var isNote: Bool { self == .authorization }

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
    if ["cel", "mob", "mov", "wireless"].contains(where: foldedHeader.contains) { return .mobile }
    if ["home", "hmphone", "casa", "fijo"].contains(where: foldedHeader.contains) { return .home }
    return ["work", "wkphone", "biz", "trabajo"].contains(where: foldedHeader.contains)
      ? .work : .other
  }
}
