import Foundation
import GRDB
import RecallDomain
import RecallTestSupport
import Testing

/// Every command of the program, as every role of a live clinic: none is without a decision, what is
/// refused is said in the language of whoever asked, and stands in the trail.
@Suite("commands and roles")
struct RolesTrustTests {
  /// What each command needs behind its words to get as far as its duties.
  private static let arguments: [String: [String]] = [
    "import": ["list.csv"],
    "notes": ["--json"],
    "export": ["--csv", "recalls", "-"],
    "outbox retry": ["k1"],
    "outbox drop": ["k1"],
    "report": ["--json"],
    "review sample": ["--json"],
    "review results": ["--json"],
    "review weekly": ["--json"],
    "review openings look": ["none"],
    "script diff": ["overdue-follow-up"],
    "script approve": ["overdue-follow-up"],
    "script coverage": ["--json"],
    "script stumbles": ["--json"],
    "staff add": ["zoe", "Zoe"],
    "staff remove": ["zoe"],
    "store erase": ["none"],
  ]

  private func clinic() throws -> Workplace {
    let place = try Workplace()
    let made = try place.run(["init", "clinic", "--as", "maria"])
    try #require(made.status == 0, "\(made.errors)")
    for role in StaffRole.allCases {
      let added = try place.run([
        "staff", "add", "\(role)", "Name", "--roles", "\(role)", "--clinic", "clinic", "--as",
        "maria",
      ])
      try #require(added.status == 0, "\(added.errors)")
    }
    _ = try place.file("list.csv", "MRN,Name,DOB\n")
    return place
  }

  /// What the program itself says that it can do.
  private func commands(_ place: Workplace) throws -> Set<String> {
    let dump = try place.run(["--experimental-dump-help"])
    let document = try JSONSerialization.jsonObject(with: Data(dump.output.utf8))
    let root = try #require((document as? [String: Any])?["command"] as? [String: Any])
    return Self.leaves(root, [])
  }

  private static func leaves(_ command: [String: Any], _ above: [String]) -> Set<String> {
    let below = (command["subcommands"] as? [[String: Any]] ?? []).filter {
      $0["commandName"] as? String != "help"
    }
    guard !below.isEmpty else { return [above.joined(separator: " ")] }
    return below.reduce(into: []) { found, one in
      found.formUnion(leaves(one, above + [one["commandName"] as? String ?? ""]))
    }
  }

  @Test("every command has a decision, and every decision a command")
  func decided() throws {
    let known = try commands(Workplace())
    #expect(known.count > 30)
    #expect(known == Set(CommandNeed.ofCommands.keys))
  }

  @Test("each command, as each role, is done or refused as the table says")
  func everyRole() throws {
    let place = try clinic()
    var (refused, broken) = (0, 0)
    for (command, need) in CommandNeed.ofCommands.sorted(by: { $0.key < $1.key }) {
      guard case .duty = need else { continue }
      var isTriedByWhoMay = false
      for role in StaffRole.allCases {
        let person = StaffMember(id: "\(role)", name: "", roles: [role], languages: [])
        // Once by somebody who may is enough to know that nobody else stands in the way.
        if need.allows(person), isTriedByWhoMay { continue }
        if need.allows(person) { isTriedByWhoMay = true }
        let isSpanish = refused.isMultiple(of: 2)
        let ended = try place.run(
          command.split(separator: " ").map(String.init) + (Self.arguments[command] ?? [])
            + ["--clinic", "clinic", "--as", person.id, "--locale", isSpanish ? "es" : "en"])
        if need.allows(person) {
          #expect(ended.status != 77, "\(role) \(command): \(ended.errors)")
          continue
        }
        refused += 1
        let says = ended.errors.contains(isSpanish ? "no puede" : "may not")
        let isRight =
          ended.status == 77 && says && ended.errors.contains("recall staff add")
          && (ended.output.isEmpty || ended.output.contains("\"not-permitted\""))
        if !isRight { broken += 1 }
        #expect(isRight, "\(role) \(command): \(ended.status) \(ended.output)\(ended.errors)")
      }
    }
    #expect(refused > 50)
    #expect(try refusals(place) == refused, "each of them stands in the trail")
    TrustLedger.count("forbidden actions refused", tried: refused, broken: broken)
  }

  @Test("a stranger is refused, and that stands in the trail, with no name in it")
  func stranger() throws {
    let place = try clinic()
    let ended = try place.run(["worklist", "--clinic", "clinic", "--as", "eve"])
    #expect(ended.status == 77 && ended.output.isEmpty)
    #expect(try refusals(place) == 1)
  }

  @Test("a manager makes nobody a lead, and a person removed is out at once")
  func staffList() throws {
    let place = try clinic()
    let manager = ["--clinic", "clinic", "--as", "manager"]
    for change in [
      ["staff", "add", "zoe", "Zoe", "--roles", "lead"],
      ["staff", "add", "manager", "Me", "--roles", "manager,lead"],
      ["staff", "add", "lead", "Lea", "--roles", "caller"], ["staff", "remove", "lead"],
    ] {
      let ended = try place.run(change + manager)
      #expect(ended.status == 77, "\(change): \(ended.output)")
    }
    #expect(try place.run(["staff", "remove", "office"] + manager).status == 0)
    #expect(try place.run(["outbox", "--clinic", "clinic", "--as", "office"]).status == 77)
  }

  private func refusals(_ place: Workplace) throws -> Int {
    let path = place.home.appendingPathComponent("clinic/recall.sqlite").path
    return try DatabaseQueue(path: path).read { db in
      try Int.fetchOne(db, sql: "SELECT count(*) FROM audit WHERE act = 'refused'") ?? 0
    }
  }

  @Test("on one machine the folder is its owner's alone, and so is everything in it")
  func files() throws {
    let place = try clinic()
    let manager = FileManager.default
    let folder = place.home.appendingPathComponent("clinic").path
    let mode = { (path: String) throws -> Int in
      try manager.attributesOfItem(atPath: path)[.posixPermissions] as? Int ?? -1
    }
    #expect(try mode(folder) == 0o700)
    #expect(try mode(folder + "/recall.sqlite") == 0o600)
  }
}
