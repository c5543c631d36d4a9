/// Where simulated patients live, with what the law and the clock there say, written down by hand.
struct Place {
  /// As an address and a telephone number tell it.
  let state: String
  let postalCode: String
  let areaCode: String
  /// The clocks that the ZIP code, the state alone, and the area code alone leave possible.
  let byPostalCode: [Wall]
  let byState: [Wall]
  let byAreaCode: [Wall]
  let law: StateLaw

  init(
    _ state: String, _ postalCode: String, _ areaCode: String, zip: [Wall], state byState: [Wall],
    area: [Wall], law: StateLaw = .federal
  ) {
    (self.state, self.postalCode, self.areaCode) = (state, postalCode, areaCode)
    (byPostalCode, self.byState, byAreaCode) = (zip, byState, area)
    self.law = law
  }
}

/// Hours of one state in minutes, as the oracle knows them.
struct StateLaw {
  var weekday = 8 * 60..<21 * 60
  var saturday = 8 * 60..<21 * 60
  var closedOnHolidays = false

  static let federal = StateLaw()
  static let until20 = StateLaw(weekday: 8 * 60..<20 * 60, saturday: 8 * 60..<20 * 60)
  static let from9Until20 = StateLaw(weekday: 9 * 60..<20 * 60, saturday: 9 * 60..<20 * 60)
  static let kentucky = StateLaw(weekday: 10 * 60..<21 * 60, saturday: 10 * 60..<21 * 60)
  static let rhodeIsland = StateLaw(weekday: 9 * 60..<18 * 60, saturday: 10 * 60..<17 * 60)
  static let alabama = StateLaw(
    weekday: 8 * 60..<20 * 60, saturday: 8 * 60..<20 * 60, closedOnHolidays: true)
}

extension Place {
  /// The clinic is in Boston: most live near it, and somebody in every kind of place.
  static let near: [Place] = [
    Place(
      "MA", "02139", "617", zip: [.eastern], state: [.eastern], area: [.eastern], law: .until20),
    Place(
      "MA", "01060", "413", zip: [.eastern], state: [.eastern], area: [.eastern], law: .until20),
    Place(
      "RI", "02903", "401", zip: [.eastern], state: [.eastern], area: [.eastern],
      law: .rhodeIsland),
    Place("NH", "03301", "603", zip: [.eastern], state: [.eastern], area: [.eastern]),
  ]

  static let far: [Place] = [
    Place(
      "KY", "40202", "502", zip: [.eastern], state: [.eastern, .central], area: [.eastern],
      law: .kentucky),
    Place(
      "TN", "37302", "423", zip: [.eastern, .central], state: [.central, .eastern],
      area: [.eastern, .central]),
    Place(
      "FL", "32501", "850", zip: [.central], state: [.eastern, .central],
      area: [.central, .eastern], law: .until20),
    Place(
      "IN", "46320", "219", zip: [.central], state: [.eastern, .central], area: [.central],
      law: .from9Until20),
    Place(
      "AL", "35203", "205", zip: [.central], state: [.central, .eastern], area: [.central],
      law: .alabama),
    Place("IL", "60601", "312", zip: [.central], state: [.central], area: [.central]),
    Place("TX", "79901", "915", zip: [.mountain], state: [.central, .mountain], area: [.mountain]),
    Place("CO", "80202", "303", zip: [.mountain], state: [.mountain], area: [.mountain]),
    Place(
      "AZ", "85003", "602", zip: [.arizona], state: [.arizona, .mountain], area: [.arizona]),
    Place(
      "AZ", "86502", "928", zip: [.arizona, .mountain], state: [.arizona, .mountain],
      area: [.arizona, .mountain]),
    Place("CA", "90012", "213", zip: [.pacific], state: [.pacific], area: [.pacific]),
    Place(
      "OR", "97914", "541", zip: [.mountain, .pacific], state: [.pacific, .mountain],
      area: [.pacific, .mountain]),
    Place(
      "AK", "99501", "907", zip: [.alaska], state: [.alaska, .aleutians],
      area: [.alaska, .aleutians]),
    Place("HI", "96813", "808", zip: [.hawaii], state: [.hawaii], area: [.hawaii]),
    Place("PR", "00901", "787", zip: [.puertoRico], state: [.puertoRico], area: [.puertoRico]),
  ]
}
