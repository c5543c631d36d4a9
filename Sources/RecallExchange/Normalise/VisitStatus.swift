internal import RecallDomain

/// What became of an appointment, by the words of practice systems and of FHIR.
enum VisitStatus {
  /// `nil`: the word is not known.
  static func read(_ text: String) -> BookedAppointment.Status? {
    signs[text] ?? words[Folded.text(text).filter { $0.isLetter || $0.isNumber }]
  }

  /// OpenEMR's own signs.
  private static let signs: [String: BookedAppointment.Status] = [
    "-": .booked, "*": .booked, "+": .booked, "^": .booked, "@": .kept, "~": .kept,
    "<": .kept, ">": .kept, "$": .kept, "?": .noShow, "!": .noShow, "%": .cancelled,
    "&": .cancelled, "x": .cancelled,
  ]

  private static let words: [String: BookedAppointment.Status] = {
    let rows: [(BookedAppointment.Status, String)] = [
      (
        .booked,
        "booked scheduled confirmed active open new reminded reserved unconfirmed programada confirmada agendada"
      ),
      (
        // Who has arrived is being seen; many a system never writes more than that.
        .kept,
        "arrived checkedin checkin inprogress inroom roomed kept completed complete fulfilled seen checkedout checkout attended done show showed finished visited realizada completada asistio atendida"
      ),
      (
        .noShow,
        "noshow noshowed ns missed dna didnotattend didnotshow broken failed noasistio inasistencia"
      ),
      // What is not booked, or no longer, keeps nobody from being called.
      (
        .cancelled,
        "cancelled canceled cancel cancelledbypatient canceledbypatient rescheduled moved bumped deleted void voided enteredinerror error pending proposed requested waitlist waitlisted tentative planned unschedlist cancelada cancelado reprogramada anulada"
      ),
    ]
    var words: [String: BookedAppointment.Status] = [:]
    for (status, names) in rows {
      for name in names.split(separator: " ") { words[String(name)] = status }
    }
    return words
  }()
}

/// Whether a time is open.
enum SlotWord {
  /// `nil`: the word is not known.
  static func isOpen(_ text: String) -> Bool? {
    let word = Folded.text(text).filter { $0.isLetter || $0.isNumber }
    if open.contains(word) { return true }
    return taken.contains(word) ? false : nil
  }

  private static let open: Set<String> = [
    "", "free", "open", "available", "yes", "y", "true", "1", "libre", "disponible", "si",
  ]
  private static let taken: Set<String> = [
    "busy", "busyunavailable", "busytentative", "booked", "taken", "unavailable", "closed",
    "blocked", "held", "hold", "full", "no", "n", "false", "0", "enteredinerror", "cancelled",
    "canceled", "ocupado", "ocupada", "reservado", "reservada",
  ]
}
