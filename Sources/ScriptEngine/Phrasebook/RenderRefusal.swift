package import RecallDomain

/// Why a line cannot be spoken. None of these holds a value of the record.
///
/// With an edition whose check found nothing, none of them can happen in a call: the proof says so
/// beforehand. They are the last wall, not the first.
package enum RenderRefusal: Error, Hashable, Sendable {
  case languageNotOffered(String)
  case noSuchLine(LineID, locale: String)
  /// `needs` is `nil` for a fact that the clinic never discloses.
  case belowLevel(Fact, needs: GateLevel?, has: GateLevel)
  /// `{appointment}`, `{callback_window}` or `{answer_by}` before it was given in this call.
  case notGiven(Fact)
  /// The record does not hold it, and the language has no neutral phrase for it.
  case nothingToSay(Fact, locale: String)
  /// A name in braces that is no fact.
  case noSuchFact(String)
  /// The system does not know the patient's or the clinic's time zone.
  case unknownZone(String)
}

extension RenderRefusal: CustomStringConvertible {
  package var description: String {
    switch self {
    case .languageNotOffered(let locale): "language \"\(locale)\" is not offered"
    case .noSuchLine(let line, let locale): "line \"\(line)\" is missing in \"\(locale)\""
    case .belowLevel(let fact, let needs?, let has):
      "fact \"\(fact.rawValue)\" needs the gate at \(needs.rawValue), and it is \(has.rawValue)"
    case .belowLevel(let fact, nil, _): "fact \"\(fact.rawValue)\" is never disclosed"
    case .notGiven(let fact): "fact \"\(fact.rawValue)\" has not been given in this call"
    case .nothingToSay(let fact, let locale):
      "fact \"\(fact.rawValue)\" is missing, and \"\(locale)\" has no phrase without it"
    case .noSuchFact(let name): "name \"\(name)\" in braces is no fact"
    case .unknownZone(let zone): "time zone \"\(zone)\" is not known to this system"
    }
  }
}
