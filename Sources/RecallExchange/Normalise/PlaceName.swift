internal import RecallDomain

/// States, postal codes and time zones as exports write them.
enum PlaceName {
  /// Two capital letters; `nil` when it is no state or territory of the United States.
  static func state(_ text: String) -> String? {
    let folded = Folded.text(text).filter { $0.isLetter || $0 == " " }
    if folded.count == 2 {
      let code = folded.uppercased()
      return states.values.contains(code) ? code : nil
    }
    return states[folded]
  }

  /// Five digits need no second look.
  static func postalCode(_ cell: ArraySlice<UInt8>) -> String? {
    if cell.count == 5, cell.allSatisfy({ (0x30...0x39).contains($0) }) {
      return CellBytes.printable(cell)
    }
    return postalCode(FieldText.decode(cell))
  }

  /// A ZIP code with the zeros that spreadsheets eat put back; another country's code as it is.
  static func postalCode(_ text: String) -> String? {
    let clean = TerminalText.clean(text).trimmingSpaces
    // A spreadsheet that took the code for a number writes "2108.0".
    let code = clean.hasSuffix(".0") ? String(clean.dropLast(2)) : clean
    let digits = code.filter(\.isASCIIDigit)
    let isNumeric = code.allSatisfy { $0.isASCIIDigit || "- .".contains($0) }
    guard isNumeric else {
      return (3...10).contains(code.count) && !digits.isEmpty ? code.uppercased() : nil
    }
    switch digits.count {
    case 3, 4, 5: return zeros(digits, 5)
    case 8, 9:
      let whole = zeros(digits, 9)
      return "\(whole.prefix(5))-\(whole.suffix(4))"
    default: return nil
    }
  }

  /// An IANA zone, or the everyday name of a zone of the United States.
  static func zone(_ text: String) -> String? {
    let name = text.trimmingSpaces
    if name.contains("/"), let zone = Zone(name) { return zone.identifier }
    let word = Folded.text(name).replacing(" time", with: "").replacing(" standard", with: "")
    return zones[word]
  }

  private static func zeros(_ digits: String, _ width: Int) -> String {
    String(repeating: "0", count: width - digits.count) + digits
  }

  private static let zones: [String: String] = [
    "eastern": "America/New_York", "est": "America/New_York", "edt": "America/New_York",
    "et": "America/New_York", "central": "America/Chicago", "cst": "America/Chicago",
    "cdt": "America/Chicago", "ct": "America/Chicago", "mountain": "America/Denver",
    "mst": "America/Denver", "mdt": "America/Denver", "mt": "America/Denver",
    "pacific": "America/Los_Angeles", "pst": "America/Los_Angeles", "pdt": "America/Los_Angeles",
    "pt": "America/Los_Angeles", "alaska": "America/Anchorage", "akst": "America/Anchorage",
    "hawaii": "Pacific/Honolulu", "hst": "Pacific/Honolulu", "arizona": "America/Phoenix",
    "atlantic": "America/Puerto_Rico", "utc": "UTC",
  ]

  private static let states: [String: String] = {
    let names = """
      alabama AL,alaska AK,arizona AZ,arkansas AR,california CA,colorado CO,connecticut CT,\
      delaware DE,district of columbia DC,florida FL,georgia GA,hawaii HI,idaho ID,illinois IL,\
      indiana IN,iowa IA,kansas KS,kentucky KY,louisiana LA,maine ME,maryland MD,massachusetts MA,\
      michigan MI,minnesota MN,mississippi MS,missouri MO,montana MT,nebraska NE,nevada NV,\
      new hampshire NH,new jersey NJ,new mexico NM,new york NY,north carolina NC,north dakota ND,\
      ohio OH,oklahoma OK,oregon OR,pennsylvania PA,rhode island RI,south carolina SC,\
      south dakota SD,tennessee TN,texas TX,utah UT,vermont VT,virginia VA,washington WA,\
      west virginia WV,wisconsin WI,wyoming WY,puerto rico PR,guam GU,virgin islands VI,\
      american samoa AS,northern mariana islands MP,washington dc DC,nueva york NY,\
      nuevo mexico NM,nueva jersey NJ,carolina del norte NC,carolina del sur SC
      """
    return Dictionary(
      uniqueKeysWithValues: names.split(separator: ",").map {
        (String($0.dropLast(3)), String($0.suffix(2)))
      })
  }()
}
