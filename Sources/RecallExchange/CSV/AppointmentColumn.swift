/// The columns of a list of appointments.
enum AppointmentColumn: Int, CSVColumn {
  case appointmentID, patientID, mrn, start, date, time, status, provider, specialty, location

  static let table: [(column: AppointmentColumn, name: String, synonyms: String)] = [
    (
      .appointmentID, "appointment_id",
      "apptid aptid aptnum apptnum appointmentnumber appointmentno appointment appt bookingid visitid encounterid pceid id"
    ),
    (
      .patientID, "patient_id",
      "pid patnum rpid patientnumber patientno chart chartnumber chartno account accountnumber acct pubpid pcpid numerodepaciente idpaciente iddepaciente expediente numerodeexpediente numexpediente historiaclinica numerodehistoria nhc"
    ),
    (.mrn, "mrn", "medicalrecordnumber medrecno patientmrn"),
    (
      .start, "start",
      "starttime startdatetime startsat startat begin datetime appointmentstart apptstart appointmentdatetime apptdatetime aptdatetime scheduledstart scheduledfor scheduleddatetime inicio fechayhora"
    ),
    (
      .date, "date",
      "appointmentdate apptdate aptdate startdate visitdate scheduleddate dateofservice dos pceventdate fecha fechadecita fechadelacita"
    ),
    (
      .time, "time",
      "appointmenttime appttime apttime visittime scheduledtime pcstarttime hora horadecita horadelacita"
    ),
    (
      .status, "status",
      "appointmentstatus apptstatus aptstatus visitstatus apptstate pcapptstatus estado estatus estadodelacita"
    ),
    (
      .provider, "provider",
      "prov rprovider resource doctor physician md providername practitioner medico medica doctora proveedor"
    ),
    (.specialty, "specialty", "department dept service especialidad departamento servicio"),
    (.location, "location", "facility rfacility site clinic sede lugar clinica consultorio"),
  ]
}

/// The columns of a list of open times.
enum SlotColumn: Int, CSVColumn {
  case slotID, start, date, time, end, minutes, provider, specialty, location, language, status

  static let table: [(column: SlotColumn, name: String, synonyms: String)] = [
    (.slotID, "slot_id", "slot openingid id"),
    (
      .start, "start",
      "starttime startdatetime startsat startat begin datetime slotstart scheduledstart inicio fechayhora"
    ),
    (.date, "date", "startdate slotdate day fecha"), (.time, "time", "slottime hora"),
    (.end, "end", "endtime enddatetime endsat endat slotend finish fin"),
    (.minutes, "minutes", "duration durationminutes length mins min slotlength minutos duracion"),
    (
      .provider, "provider",
      "prov rprovider resource doctor physician md providername practitioner medico medica doctora proveedor"
    ),
    (.specialty, "specialty", "department dept service especialidad departamento servicio"),
    (.location, "location", "facility rfacility site clinic sede lugar clinica consultorio"),
    (.language, "language", "lang languages idioma"),
    (.status, "status", "slotstatus state availability available estado"),
  ]
}
