/// CLDR's rules by language, for whole numbers. To add a language, add its tag to a family below,
/// or write its rule, in Swift and in C; the tests hold samples from CLDR for each family, and hold
/// the two against each other.
enum PluralTable {
  typealias Rule = @Sendable (UInt) -> PluralCategory

  /// The rules of a family of languages.
  struct Family: Sendable {
    let languages: String
    let rule: Rule
    /// The same in C, over `n`, for the `Plural-Forms` header of gettext: the index of the form
    /// among those that whole numbers below a million take, in CLDR's order.
    let expression: String
  }

  /// By language, the tag in small letters.
  static let families: [String: Family] = {
    var families: [String: Family] = [:]
    for (languages, rule, expression) in list {
      let family = Family(languages: languages, rule: rule, expression: expression)
      for language in languages.split(separator: " ") { families[String(language)] = family }
    }
    return families
  }()

  private static let list: [(languages: String, rule: Rule, expression: String)] = [
    ("vi zh ja ko th id ms lo my yue bo dz jv su km", onlyOther, "0"),
    (
      "en de nl sv da nb nn no fi et fy gl yi el bg ka kk ky az tr tk uz sq eu hu ta te ml mr ne ur"
        + " sw ps mn ckb ku so eo fo ug",
      oneIsSingular, "(n != 1)"
    ),
    ("es it ca pt-pt", romance(singular: 1...1), "(n != 1)"),
    ("fr pt", romance(singular: 0...1), "(n > 1)"),
    ("hi bn gu kn fa am as zu hy pa ln ti mg ak", zeroIsSingular, "(n > 1)"),
    (
      "ru uk be", eastSlavic,
      "(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2)"
    ),
    (
      "pl", polish,
      "(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2)"
    ),
    ("cs sk", czech, "(n==1 ? 0 : n>=2 && n<=4 ? 1 : 2)"),
    (
      "hr sr bs sh", southSlavic,
      "(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2)"
    ),
    ("sl", slovenian, "(n%100==1 ? 0 : n%100==2 ? 1 : n%100==3 || n%100==4 ? 2 : 3)"),
    (
      "lt", lithuanian,
      "(n%10==1 && (n%100<11 || n%100>19) ? 0 : n%10>=2 && (n%100<11 || n%100>19) ? 1 : 2)"
    ),
    ("lv", latvian, "(n%10==0 || (n%100>=11 && n%100<=19) ? 0 : n%10==1 ? 1 : 2)"),
    ("ro mo", romanian, "(n==1 ? 0 : n==0 || (n%100>=1 && n%100<=19) ? 1 : 2)"),
    (
      "ar", arabic,
      "(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5)"
    ),
    ("he iw", hebrew, "(n==1 ? 0 : n==2 ? 1 : 2)"),
    ("fil tl", filipino, "(n!=1 && n!=2 && n!=3 && (n%10==4 || n%10==6 || n%10==9))"),
    ("is mk", icelandic, "(n%10!=1 || n%100==11)"),
    ("ga", irish, "(n==1 ? 0 : n==2 ? 1 : n>=3 && n<=6 ? 2 : n>=7 && n<=10 ? 3 : 4)"),
    ("cy", welsh, "(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n==3 ? 3 : n==6 ? 4 : 5)"),
  ]

  static let onlyOther: Rule = { _ in .other }

  private static let oneIsSingular: Rule = { $0 == 1 ? .one : .other }

  private static let zeroIsSingular: Rule = { $0 <= 1 ? .one : .other }

  /// `many` is the form of whole millions: "un millón de semanas".
  private static func romance(singular: ClosedRange<UInt>) -> Rule {
    { number in
      if singular.contains(number) { return .one }
      return number != 0 && number.isMultiple(of: 1_000_000) ? .many : .other
    }
  }

  private static let eastSlavic: Rule = { number in
    if ends(number, in: 1...1, except: 11...11) { return .one }
    return ends(number, in: 2...4, except: 12...14) ? .few : .many
  }

  private static let polish: Rule = { number in
    if number == 1 { return .one }
    return ends(number, in: 2...4, except: 12...14) ? .few : .many
  }

  private static let czech: Rule = { number in
    number == 1 ? .one : (2...4).contains(number) ? .few : .other
  }

  private static let southSlavic: Rule = { number in
    if ends(number, in: 1...1, except: 11...11) { return .one }
    return ends(number, in: 2...4, except: 12...14) ? .few : .other
  }

  private static let slovenian: Rule = { number in
    switch number % 100 {
    case 1: .one
    case 2: .two
    case 3, 4: .few
    default: .other
    }
  }

  private static let lithuanian: Rule = { number in
    if ends(number, in: 1...1, except: 11...19) { return .one }
    return ends(number, in: 2...9, except: 11...19) ? .few : .other
  }

  private static let latvian: Rule = { number in
    if number % 10 == 0 || (11...19).contains(number % 100) { return .zero }
    return number % 10 == 1 ? .one : .other
  }

  private static let romanian: Rule = { number in
    if number == 1 { return .one }
    return number == 0 || (1...19).contains(number % 100) ? .few : .other
  }

  private static let arabic: Rule = { number in
    switch (number, number % 100) {
    case (0, _): .zero
    case (1, _): .one
    case (2, _): .two
    case (_, 3...10): .few
    case (_, 11...99): .many
    default: .other
    }
  }

  private static let hebrew: Rule = { $0 == 1 ? .one : $0 == 2 ? .two : .other }

  private static let filipino: Rule = { number in
    (1...3).contains(number) || ![4, 6, 9].contains(number % 10) ? .one : .other
  }

  private static let icelandic: Rule = { number in
    ends(number, in: 1...1, except: 11...11) ? .one : .other
  }

  private static let irish: Rule = { number in
    switch number {
    case 1: .one
    case 2: .two
    case 3...6: .few
    case 7...10: .many
    default: .other
    }
  }

  private static let welsh: Rule = { number in
    switch number {
    case 0: .zero
    case 1: .one
    case 2: .two
    case 3: .few
    case 6: .many
    default: .other
    }
  }

  /// The last digit is in `digits`, and the last two are not in `except`.
  private static func ends(
    _ number: UInt, in digits: ClosedRange<UInt>, except: ClosedRange<UInt>
  ) -> Bool {
    digits.contains(number % 10) && !except.contains(number % 100)
  }
}
