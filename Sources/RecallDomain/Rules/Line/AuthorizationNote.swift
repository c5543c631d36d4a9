/// What a record notes of insurance and authorization, several notes with semicolons between.
package enum AuthorizationNote {
  package static let separator = "; "

  /// It says that there is nothing to note.
  package static func isNothing(_ note: String) -> Bool { nothing.contains(Folded.text(note)) }

  /// Somebody should look at it before the call. What is settled, such as `approved`, is worth showing
  /// and no more; what is not known to be settled is looked at.
  package static func asksForALook(_ note: String) -> Bool {
    note.split(separator: ";").contains {
      let part = Folded.text($0)
      return !part.isEmpty && !nothing.contains(part) && !settled.contains(part)
    }
  }

  private static let nothing: Set<String> = [
    "", "-", "--", "0", "n", "n/a", "na", "no", "nil", "none", "null", "false", "none needed",
    "none required", "no auth", "no auth needed", "no auth required", "no authorization needed",
    "no authorization required", "not applicable", "not needed", "not required", "not req", "n/r",
    "nr", "no aplica", "no necesita", "no necesaria", "no requerida", "no requiere", "no requerido",
    "ninguna", "ninguno",
  ]

  private static let settled: Set<String> = [
    "approved", "auth approved", "authorization approved", "pre-approved", "preapproved",
    "authorized", "obtained", "on file", "auth on file", "active", "valid", "verified", "aprobada",
    "aprobado", "autorizada", "autorizado", "vigente", "activo", "activa", "verificado",
    "verificada",
  ]
}
