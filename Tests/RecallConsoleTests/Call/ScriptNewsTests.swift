import Foundation
import RecallDomain
import ScriptEngine
import Testing

@testable import RecallConsole

@Suite("What is new in a script")
struct ScriptNewsTests {
  private static let script = "scripts/overdue-follow-up.yaml"
  private static let spanish = "locales/es/overdue-follow-up.yaml"
  private static let heading = "New in this script since your last call with it:"
  /// Two answers of a prompt under each other's numbers, and one Spanish line.
  private static let reordered: [(String, String, String)] = [
    (
      script, "      ready: offer\n      later: callback",
      "      later: callback\n      ready: offer"
    ),
    (spanish, "Déjeme ver", "Permítame ver"),
  ]

  private func day() throws -> ConsoleDay {
    let day = try ConsoleDay()
    day.approvedOnly = true
    day.library = ClinicFolder.approved()
    return day
  }

  /// A later day, on which the files have changed and are approved again.
  private func changed(_ day: ConsoleDay) {
    day.library = ClinicFolder.approved(in: nil, Self.reordered)
    day.now += 86_400
  }

  private static let giveBack = ["next", "/back", "quit"]

  @Test("a caller's first call with a script shows nothing new, nor does the next with the same")
  func first() throws {
    let day = try day()
    #expect(!day.run(Self.giveBack).output.contains(Self.heading))
    day.now += 86_400
    #expect(!day.run(Self.giveBack).output.contains(Self.heading))
  }

  @Test("after a re-approval it is told once, before the card and before anything is dialled")
  func once() throws {
    let day = try day()
    _ = day.run(Self.giveBack)
    changed(day)
    let told = day.run(Self.giveBack)
    let place = try #require(told.output.range(of: Self.heading))
    let card = try #require(told.output.range(of: "Rosa Delgado Ruiz"))
    #expect(place.upperBound < card.lowerBound)
    #expect(told.output.contains("reason: the answers have other numbers"))
    day.now += 86_400
    #expect(!day.run(Self.giveBack).output.contains(Self.heading))
  }

  @Test("it is told to each caller, also when another console is opened")
  func eachCaller() throws {
    let day = try day()
    _ = day.run(Self.giveBack)
    day.caller = StaffMember(id: "ben", name: "Ben", roles: [.caller], languages: ["en"])
    day.now += 3_600
    _ = day.run(Self.giveBack)
    changed(day)
    let ben = day.run(Self.giveBack)
    #expect(ben.output.contains(Self.heading))
    // Ben speaks no Spanish: its words are not his.
    #expect(!ben.output.contains("Permítame"))
    day.caller = StaffMember(id: "ana", name: "Ana", roles: [.caller], languages: ["en", "es"])
    day.now += 3_600
    let ana = day.run(["next", "/changes", "/back", "quit"])
    #expect(ana.output.contains(Self.heading) && ana.output.contains("Permítame"))
  }

  @Test("it is a few lines, and /changes shows the rest", arguments: ["en", "es"])
  func short(_ locale: String) throws {
    let day = try day()
    day.locale = locale
    _ = day.run(Self.giveBack)
    let many = ["reason.invite", "reason.help", "schedule.offer", "schedule.confirm"]
    day.library = ClinicFolder.approved(
      in: nil,
      Self.reordered + many.map { (Self.spanish, "  \($0):\n    of", "  \($0):\n    of") }
        + [
          (Self.spanish, "Con gusto", "Con mucho gusto"), (Self.spanish, "Listo,", "Muy bien,"),
          (Self.spanish, "Gracias. Su equipo", "Muchas gracias. Su equipo"),
        ])
    day.now += 86_400
    let told = day.run(["next", "/changes", "/back", "quit"])
    let lines = told.lines.prefix { !$0.contains("Rosa Delgado") }
    let news = lines.drop { !$0.hasPrefix(locale == "en" ? "  New in this" : "  Novedades") }
    #expect(news.count <= 6)
    #expect(news.contains { $0.contains(locale == "en" ? "/changes" : "/cambios") })
    #expect(told.output.contains("Muchas gracias. Su equipo"))
    for line in told.lines { #expect(TerminalText.width(line) <= 80, "\(line)") }
  }

  @Test("with a patient who calls us it waits: somebody is on the line")
  func inbound() throws {
    let day = try day()
    _ = day.run(Self.giveBack)
    changed(day)
    #expect(
      !day.run(["open r-1 inbound", "/end no-answer hung-up", "", "quit"]).output.contains(
        Self.heading))
  }

  @Test("only other names, places and labels are no news")
  func noNews() throws {
    let day = try day()
    _ = day.run(Self.giveBack)
    day.library = ClinicFolder.approved(
      in: nil,
      [
        ("scripts/common.yaml", "callback_set", "callback_fixed"),
        (Self.script, "# Only now", "#\n  # Only now"),
      ])
    day.now += 86_400
    #expect(!day.run(Self.giveBack).output.contains(Self.heading))
  }

  @Test("a long line is told from where it differs on, and nothing is filled in")
  func focus() throws {
    let day = try day()
    _ = day.run(Self.giveBack)
    day.library = ClinicFolder.approved(
      in: nil,
      [(Self.spanish, "¿Podría hablar con {ask_for}, por favor?", "¿Está {ask_for}, por favor?")])
    day.now += 86_400
    day.locale = "es"
    let told = day.run(["next", "/changes", "/back", "quit"])
    #expect(told.lines.contains("    opening: ahora «… ¿Está …, por favor?»"))
    #expect(told.output.contains("ahora «…, le habla …, de …. Llamo"))
    #expect(!told.output.contains("{"))
  }
}
