/// The zones of each state and territory of the United States, by today's clocks.
///
/// All zones in which some of its people live, the greater part first. Places that keep another
/// time than the law says count as both (Phenix City in Alabama, Jackpot in Nevada, the Navajo
/// Nation in Arizona). Source: 49 CFR part 71 and the time zone database.
enum StateZones {
  private static let table = """
    AL CE AK KD AZ AM AR C CA P CO M CT E DE E DC E FL EC GA E HI H ID MP IL C IN EC IA C KS CM
    KY EC LA C ME E MD E MA E MI EC MN C MS C MO C MT M NE CM NV PM NH E NJ E NM M NY E NC E
    ND CM OH E OK C OR PM PA E RI E SC E SD CM TN CE TX CM UT M VT E VA E WA P WV E WI C WY M
    PR R VI V GU G MP N AS S
    """

  private static let letters: [Substring: Substring] = {
    let words = table.split(whereSeparator: \.isWhitespace)
    return Dictionary(
      uniqueKeysWithValues: stride(from: 0, to: words.count, by: 2).map {
        (words[$0], words[$0 + 1])
      })
  }()

  private static let zonesByState = letters.mapValues { ZoneLetters.zones($0) }

  /// Every code of the table, two capital letters.
  static var states: [String] { letters.keys.map(String.init).sorted() }

  /// Empty for what is no state.
  static func zones(_ state: String) -> [Zone] {
    zonesByState[Substring(state.uppercased())] ?? []
  }
}
