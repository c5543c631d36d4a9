/// ZIP code → state and zones.
///
/// The first three digits decide, with single codes apart where a boundary runs through a prefix.
/// Where it runs through in a way that no short list tells, the prefix has both zones, and a call
/// is allowed only when both clocks permit it. Source: the Postal Service's prefixes, 49 CFR part
/// 71. Military prefixes (090–098, 340, 962–966) name no place and are left out.
enum ZipZones {
  struct Place: Hashable, Sendable {
    let state: String
    let zones: [Zone]
  }

  /// `first[-last]=STATE:letters`; a later entry wins over an earlier one.
  private static let prefixTable = """
    005=NY:E 006-007=PR:R 008=VI:V 009=PR:R 010-027=MA:E 028-029=RI:E 030-038=NH:E 039-049=ME:E
    050-059=VT:E 055=MA:E 060-069=CT:E 070-089=NJ:E 100-149=NY:E 150-196=PA:E 197-199=DE:E
    200-205=DC:E 201=VA:E 206-219=MD:E 220-246=VA:E 247-268=WV:E 270-289=NC:E 290-299=SC:E
    300-319=GA:E 398-399=GA:E 320-339=FL:E 341-349=FL:E 324-325=FL:C
    350-352=AL:C 354-369=AL:C 370-385=TN:C 373=TN:EC 374=TN:E 376-379=TN:E 386-397=MS:C
    400-418=KY:E 401=KY:EC 420-424=KY:C 425=KY:E 426-427=KY:EC 430-459=OH:E
    460-479=IN:E 463-464=IN:C 475=IN:EC 476-477=IN:C 479=IN:EC 480-499=MI:E 498-499=MI:EC
    500-528=IA:C 530-549=WI:C 550-567=MN:C 569=DC:E
    570-574=SD:C 575-576=SD:CM 577=SD:M 580-588=ND:C 585=ND:CM 586=ND:MC 590-599=MT:M
    600-629=IL:C 630-658=MO:C 660-679=KS:C 680-693=NE:C 690-692=NE:CM 693=NE:M
    700-714=LA:C 716-729=AR:C 730-749=OK:C 733=TX:C 750-799=TX:C 798=TX:CM 799=TX:M 885=TX:M
    800-816=CO:M 820-831=WY:M 832-838=ID:M 835=ID:P 838=ID:P 840-847=UT:M 850-865=AZ:A 865=AZ:AM
    870-884=NM:M 889-898=NV:P 900-961=CA:P 967-968=HI:H 969=GU:G 970-979=OR:P 979=OR:MP
    980-994=WA:P 995-999=AK:K
    """

  /// Single codes: the Gulf coast (ET south of the waterway), the Alabama towns that keep
  /// Georgia's time, Crab Orchard, Starke County, western Kansas, El Paso and Hudspeth, Riggins
  /// and Pollock, Malheur and Baker, the Nevada border, the Navajo Nation beside the Hopi, the
  /// Aleutians and Hyder, the Pacific islands, and two towns served from another state.
  private static let codeTable = """
    06390=NY:E 32456-32457=FL:E 36854=AL:CE 36856=AL:CE 36863-36864=AL:CE 36867-36870=AL:CE
    36872-36874=AL:CE 36877-36878=AL:CE 37723=TN:C 46531-46534=IN:C 46968=IN:C
    67733=KS:M 67735=KS:M 67741=KS:M 67758=KS:M 67761-67762=KS:M 67836=KS:M 67857=KS:M
    67878-67879=KS:M 79821=TX:M 79835-79839=TX:M 79847=TX:M 79849=TX:M 79851=TX:M 79853=TX:M
    83414=WY:M 83547=ID:M 83549=ID:M 86020=AZ:AM 86031=AZ:AM 86033=AZ:AM 86035=AZ:AM 86040=AZ:AM
    86044-86045=AZ:AM 86053-86054=AZ:AM 89825=NV:PM 89831-89832=NV:PM 89883=NV:M
    96799=AS:S 96898=HI:W 96939-96940=PW:L 96941=FM:O 96942=FM:U 96943=FM:U 96944=FM:X
    96950-96952=MP:N 96960=MH:J 96970=MH:Q 97904-97905=OR:P 97907=OR:P
    99546-99547=AK:D 99903=AK:KP
    """

  private static let prefixes = read(prefixTable)
  private static let codes = read(codeTable)

  /// `nil` when the text is no ZIP code, or names no place. ZIP+4 is read by its first five digits;
  /// three or four digits stand for a code that lost its leading zeros in a spreadsheet.
  static func place(_ text: String) -> Place? {
    guard let code = code(text) else { return nil }
    return codes[code] ?? prefixes[code / 100]
  }

  private static func code(_ text: String) -> Int? {
    var (number, digits) = (0, 0)
    for byte in text.utf8.prefix(while: { $0 != UInt8(ascii: "-") }) where byte != 0x20 {
      guard case 0x30...0x39 = byte, digits < 9 else { return nil }
      number = number * 10 + Int(byte - 0x30)
      digits += 1
    }
    switch digits {
    case 3...5: return number
    case 9: return number / 10_000
    default: return nil
    }
  }

  private static func read(_ table: String) -> [Int: Place] {
    var places: [Int: Place] = [:]
    for entry in table.split(whereSeparator: \.isWhitespace) {
      let sides = entry.split(separator: "=")
      let ends = sides[0].split(separator: "-").compactMap { Int($0) }
      let what = sides[1].split(separator: ":")
      let place = Place(state: String(what[0]), zones: ZoneLetters.zones(what[1]))
      for key in ends[0]...ends[ends.count - 1] { places[key] = place }
    }
    return places
  }
}
