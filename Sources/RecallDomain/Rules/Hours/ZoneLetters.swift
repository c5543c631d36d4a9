/// The zones of the North American numbering plan, one letter each, so that the tables of places
/// stay short enough to be read.
///
/// A letter stands for a zone's clock as it is kept today: Detroit and Indianapolis show New
/// York's time and have no letter of their own. Source: the time zone database.
package enum ZoneLetters {
  /// Every letter with the IANA name it stands for.
  static let names: [Character: String] = [
    "E": "America/New_York", "C": "America/Chicago", "M": "America/Denver",
    "A": "America/Phoenix", "P": "America/Los_Angeles", "K": "America/Anchorage",
    "D": "America/Adak", "H": "Pacific/Honolulu", "R": "America/Puerto_Rico",
    "V": "America/St_Thomas", "G": "Pacific/Guam", "N": "Pacific/Saipan",
    "S": "Pacific/Pago_Pago", "W": "Pacific/Wake", "L": "Pacific/Palau",
    "O": "Pacific/Pohnpei", "U": "Pacific/Chuuk", "X": "Pacific/Kosrae",
    "J": "Pacific/Majuro", "Q": "Pacific/Kwajalein",
    // Canada
    "e": "America/Toronto", "w": "America/Winnipeg", "r": "America/Regina",
    "d": "America/Edmonton", "v": "America/Vancouver", "f": "America/Fort_Nelson",
    "h": "America/Halifax", "j": "America/St_Johns", "y": "America/Whitehorse",
    "i": "America/Iqaluit", "k": "America/Rankin_Inlet",
    // The Caribbean and Bermuda
    "b": "America/Nassau", "a": "America/Barbados", "m": "Atlantic/Bermuda",
    "c": "America/Cayman", "t": "America/Grand_Turk", "g": "America/Jamaica",
    "s": "America/Santo_Domingo", "p": "America/Port_of_Spain",
  ]

  private static let zones: [Character: Zone] = names.compactMapValues { Zone($0) }

  /// The zones of these letters, in their order; a letter whose zone this system does not know is
  /// left out here and named by `missing`, on which the program refuses to start.
  static func zones(_ letters: some StringProtocol) -> [Zone] { letters.compactMap { zones[$0] } }

  /// Names that this system has no zone for, sorted. Not empty = the program must not run
  /// (STACK, "Time zones").
  package static let missing: [String] = names.values.filter { Zone($0) == nil }.sorted()
}
