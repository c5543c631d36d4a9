import RecallDomain

/// One row in the making: what is written, and what it has to become.
struct MessyRow {
  var texts: [String] = []
  var patient = Patient(id: PatientID(""), firstName: "", lastName: "", dateOfBirth: nil)
  var reason = ""
  var due: CivilDate?
  var authorization: String?
  /// The first that rejects the row, in the order in which an import looks.
  var rejection: (column: Int, problem: String)?
  var flags: [(column: Int?, problem: String)] = []

  mutating func reject(_ column: Int, _ problem: String) {
    if rejection == nil { rejection = (column, problem) }
  }
}

/// Fills a row cell by cell, each in one of the ways in which real exports write it.
struct MessyCells {
  let number: Int
  /// Only letters that Windows-1252 has, and none of them decomposed.
  let isLatin: Bool
  var dice: Dice

  mutating func fill(_ row: inout MessyRow) {
    row.patient = Patient(
      id: PatientID("M-\(number)"), firstName: "", lastName: "", dateOfBirth: nil)
    row.patient.mrn = "M-\(number)"
    row.texts = ["R\(number)", dice.pick(["M-\(number)", " M-\(number) "])]
    name(&row)
    birth(&row)
    // An import looks at the reason and the due date before it is done with the rest, so their
    // rejections win over flags; the cells stand in the order of the header all the same.
    phone(&row)
    language(&row)
    reason(&row)
    due(&row)
    voicemail(&row)
    deceased(&row)
    note(&row)
  }

  private mutating func name(_ row: inout MessyRow) {
    let people: [(written: [String], first: String, last: String)] = [
      (["DELGADO RUIZ, ROSA", "Delgado Ruiz, Rosa", "delgado ruiz,rosa"], "Rosa", "Delgado Ruiz"),
      (["Ana Torres", "TORRES, ANA", "Torres, Ana"], "Ana", "Torres"),
      (["María de la Cruz", "DE LA CRUZ, MARÍA"], "María", "de la Cruz"),
      (["O'Brien-Smith, Seán"], "Seán", "O'Brien-Smith"),
      (
        ["Núñez, José", isLatin ? "Núñez, José" : "Nu\u{301}n\u{303}ez, Jose\u{301}"], "José",
        "Núñez"
      ),
      (["=SUM(A1:A9), Eve"], "Eve", "=SUM(A1:A9)"),
    ]
    if dice.next(25) == 0 {
      row.texts.append(dice.pick(["", "  ", "."]))
      return row.reject(3, "the name is missing")
    }
    let person = dice.pick(people)
    var written = dice.pick(person.written)
    if written == "delgado ruiz,rosa" { written = "Delgado Ruiz,Rosa" }
    row.texts.append(written)
    (row.patient.firstName, row.patient.lastName) = (person.first, person.last)
  }

  private mutating func birth(_ row: inout MessyRow) {
    if dice.next(15) == 0 {
      let (written, problem) = dice.pick([
        ("", "date_of_birth is missing"), ("0001-01-01", "date_of_birth is missing"),
        ("00/00/0000", "date_of_birth is missing"), ("1/1/1900", "date_of_birth is missing"),
        ("31/12/1970", "date_of_birth is not a date (month first)"),
        ("about 1970", "date_of_birth is not a date (month first)"),
        ("2031-01-01", "date_of_birth is in the future"),
        ("3/4/15", "date_of_birth has a two-digit year that could mean two centuries"),
      ])
      row.texts.append(written)
      return row.reject(4, problem)
    }
    let date = CivilDate(
      year: 1951 + dice.next(40), month: 1 + dice.next(12), day: 1 + dice.next(28))!
    row.patient.dateOfBirth = date
    row.texts.append(MessyDate.written(date, &dice))
  }

  private mutating func phone(_ row: inout MessyRow) {
    let line = String(1000 + number % 9000)
    let (first, second) = ("+1617253\(line)", "+1617254\(line)")
    let plain = { (number: String) in PatientPhone(number: number, kind: .mobile, rank: 1) }
    switch dice.next(10) {
    case 0:
      row.texts.append(dice.pick(["none", "", "n/a", "No phone", "0000000000"]))
      row.flags.append((nil, "no-number"))
    case 1:
      row.texts.append("253-\(line)")
      row.flags.append((5, "phone is not a number that can be dialled"))
      row.flags.append((nil, "no-number"))
    case 2:
      row.texts.append(dice.pick(["617-253-\(line) x 45", "(617) 253-\(line) ext. 45"]))
      var phone = plain(first)
      phone.extensionDigits = "45"
      row.patient.phones = [phone]
    case 3:
      let written = ["617-253-\(line)/617-254-\(line)", "617-253-\(line) or 617.254.\(line)"]
      row.texts.append(dice.pick(written))
      var phone = plain(second)
      phone.rank = 2
      row.patient.phones = [plain(first), phone]
    case 4:
      row.texts.append("do not call 617-253-\(line)")
      row.flags.append((5, "phone is not a number that can be dialled"))
      row.flags.append((nil, "no-number"))
    default:
      row.texts.append(
        dice.pick([
          "617-253-\(line)", "(617) 253-\(line)", "1-617-253-\(line)", "+1 617 253 \(line)",
          "617253\(line)", "1617253\(line)", "cell: 617.253.\(line)",
        ]))
      row.patient.phones = [plain(first)]
    }
  }

  private mutating func language(_ row: inout MessyRow) {
    let (written, tag) = dice.pick([
      ("Spanish; Castilian", "es"), ("SPA", "es"), ("ES", "es"), ("español", "es"), ("EN", "en"),
      ("English", "en"), ("unknown", nil), ("", nil), ("Klingon", "?"),
    ])
    row.texts.append(written)
    if tag == "?" { return row.flags.append((6, "language is not a known language")) }
    row.patient.language = tag
  }

  private mutating func reason(_ row: inout MessyRow) {
    if dice.next(25) == 0 {
      let (written, problem) = dice.pick([
        ("mystery", "reason is not mapped to a segment in clinic.yaml"),
        ("", "reason and segment are missing"),
      ])
      row.texts.append(written)
      return row.reject(7, problem)
    }
    let (written, code) = dice.pick([
      ("no-show", "no-show"), ("No Show", "no-show"), ("NO SHOW", "no-show"),
      ("Post procedure", "post-procedure"), ("post-procedure", "post-procedure"),
    ])
    row.texts.append(written)
    row.reason = code
  }

  private mutating func due(_ row: inout MessyRow) {
    if dice.next(15) == 0 {
      let (written, problem) = dice.pick([
        ("", "due_date is missing"), ("0001-01-01", "due_date is missing"),
        ("TBD", "due_date is missing"), ("9999-12-31", "due_date is missing"),
        ("24/12/2026", "due_date is not a date (month first)"),
        ("next spring", "due_date is not a date (month first)"),
        ("=TODAY()", "due_date is not a date (month first)"),
      ])
      row.texts.append(written)
      return row.reject(8, problem)
    }
    let date = CivilDate(year: 2026, month: 1 + dice.next(12), day: 1 + dice.next(28))!
    row.due = date
    row.texts.append(MessyDate.written(date, &dice))
  }

  private mutating func voicemail(_ row: inout MessyRow) {
    let (written, meant) = dice.pick([
      ("Y", true), ("yes", true), ("1", true), ("NO", false), ("N", false), ("", nil), ("unk", nil),
      ("mornings only", false),
    ])
    row.texts.append(written)
    row.patient.permissions.voicemail = meant
    if written == "mornings only" {
      row.flags.append((9, "voicemail_ok is neither yes nor no; taken as no"))
    }
  }

  private mutating func deceased(_ row: inout MessyRow) {
    let (written, meant) = dice.pick([
      ("", false), ("", false), ("N", false), ("Y", true), ("2020-03-14", true),
      ("3/14/2020", true),
      ("?", true),
    ])
    row.texts.append(written)
    row.patient.deceased = meant
    if written == "?" {
      row.flags.append((10, "deceased is neither yes nor no; taken as yes"))
    }
  }

  /// Whatever it looks like, it is kept as it is, on one line.
  private mutating func note(_ row: inout MessyRow) {
    let (written, meant) = dice.pick([
      ("", nil), ("auth on file", "auth on file"), ("=HYPERLINK(\"x\")", "=HYPERLINK(\"x\")"),
      ("+1 visit", "+1 visit"), ("@payer", "@payer"), ("two\nlines", "two lines"),
      ("a, b; c\td", "a, b; c d"), ("say \"ok\"", "say \"ok\""),
    ])
    row.texts.append(written)
    row.authorization = meant
  }
}

/// A date in one of the forms of DOMAIN 8.
enum MessyDate {
  static func written(_ date: CivilDate, _ dice: inout Dice) -> String {
    let (year, month, day) = (date.year, date.month, date.day)
    let two = { (number: Int) in number < 10 ? "0\(number)" : "\(number)" }
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    let meses = [
      "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre",
      "octubre", "noviembre", "diciembre",
    ]
    let serial = CivilDate(year: 1899, month: 12, day: 30)!.days(until: date)
    return dice.pick([
      "\(date)", "\(month)/\(day)/\(year)", "\(two(month))/\(two(day))/\(year)",
      "\(two(month))-\(two(day))-\(year)", "\(month).\(day).\(year)",
      "\(year)\(two(month))\(two(day))", "\(serial)", "\(serial).5", "\(date) 00:00:00",
      "\(month)/\(day)/\(year) 12:00:00 AM", "\(months[month - 1]) \(day), \(year)",
      "\(day) de \(meses[month - 1]) de \(year)", "\(day)-\(months[month - 1])-\(year)",
      " \(date) ",
    ])
  }
}
