import RecallDomain

/// Names that synthetic patients bear: accents, two surnames, hyphens, short and long ones. Every
/// person made of them is invented.
enum DemoNames {
  struct Family {
    let language: String
    let first: [String]
    let last: [String]
    /// Two surnames, father's and mother's.
    let doubleSurname: Bool
  }

  static let families: [Family] = [
    Family(
      language: "en",
      first: [
        "Walter", "Joan", "Harold", "Denise", "Marcus", "Eileen", "Trevor", "Naomi", "Clifford",
        "Yvonne", "Desmond", "Ruth", "Gordon", "Phyllis", "Malcolm", "Beverly", "Anne-Marie",
        "Otis",
      ],
      last: [
        "Brooks", "Hanley", "O'Rourke", "Whitfield", "Castleman", "Pruitt", "Ellery", "Novak",
        "Smith-Jensen", "McAllister", "Thayer", "Quimby", "Van der Berg", "Lee", "Okafor", "Ames",
      ], doubleSurname: false),
    Family(
      language: "es",
      first: [
        "Rosa", "José", "Guadalupe", "Ramón", "Inés", "Julián", "Esperanza", "Óscar", "María Luisa",
        "Jesús", "Beatriz", "Tomás", "Concepción", "Raúl", "Lucía", "Ángel",
      ],
      last: [
        "Delgado", "Núñez", "Ruiz", "Peña", "Villaseñor", "Ibáñez", "de la Cruz", "Arango", "Muñoz",
        "Cárdenas", "Echeverría", "Solís", "Quiñones", "Barrios", "Güell", "Paredes",
      ], doubleSurname: true),
    Family(
      language: "zh", first: ["Mei", "Jun", "Lihua", "Wei"], last: ["Chen", "Liu", "Zhao", "Xu"],
      doubleSurname: false),
    Family(
      language: "pt", first: ["João", "Conceição", "Inácio", "Luísa"],
      last: ["Gonçalves", "Araújo", "Simões", "Brandão"], doubleSurname: false),
    Family(
      language: "vi", first: ["Thảo", "Minh", "Đức", "Hương"], last: ["Nguyễn", "Phạm", "Trần"],
      doubleSurname: false),
    Family(
      language: "ht", first: ["Jean-Robert", "Marie-Ange", "Wilner"],
      last: ["Desrosiers", "Pierre-Louis", "Toussaint"], doubleSurname: false),
  ]

  /// Most speak English, many Spanish, some another language.
  static func family(_ numbers: inout SeededNumbers) -> Family {
    switch numbers.below(20) {
    case 0..<11: families[0]
    case 11..<17: families[1]
    default: families[2 + numbers.below(families.count - 2)]
    }
  }

  static func lastName(_ family: Family, _ numbers: inout SeededNumbers) -> String {
    let first = numbers.pick(family.last)
    guard family.doubleSurname, !numbers.once(in: 3) else { return first }
    let second = numbers.pick(family.last.filter { $0 != first })
    return "\(first) \(second)"
  }
}
