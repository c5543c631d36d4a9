import RecallDomain

/// Places of synthetic patients: in several zones, with numbers that nobody can be reached at
/// (555-01xx is kept for fiction in every area code).
struct DemoPlace {
  let areaCode: String
  let postalCode: String
  let state: String

  static let near: [DemoPlace] = [
    DemoPlace(areaCode: "617", postalCode: "02118", state: "MA"),
    DemoPlace(areaCode: "617", postalCode: "02130", state: "MA"),
    DemoPlace(areaCode: "781", postalCode: "02149", state: "MA"),
    DemoPlace(areaCode: "508", postalCode: "01701", state: "MA"),
    DemoPlace(areaCode: "603", postalCode: "03060", state: "NH"),
    DemoPlace(areaCode: "401", postalCode: "02903", state: "RI"),
  ]

  static let far: [DemoPlace] = [
    DemoPlace(areaCode: "312", postalCode: "60614", state: "IL"),
    DemoPlace(areaCode: "850", postalCode: "32501", state: "FL"),
    DemoPlace(areaCode: "602", postalCode: "85004", state: "AZ"),
    DemoPlace(areaCode: "213", postalCode: "90012", state: "CA"),
    DemoPlace(areaCode: "808", postalCode: "96813", state: "HI"),
    DemoPlace(areaCode: "787", postalCode: "00907", state: "PR"),
  ]

  static func of(_ numbers: inout SeededNumbers) -> DemoPlace {
    numbers.once(in: 4) ? numbers.pick(far) : numbers.pick(near)
  }

  /// E.164; `line` 0 to 99 is the fictional part.
  func number(_ line: Int) -> String {
    "+1\(areaCode)55501" + (line % 100 < 10 ? "0" : "") + String(line % 100)
  }
}
