import ArgumentParser
import Foundation
import RecallConsole
import RecallDomain
import ScriptEngine

/// `recall staff …`: who works here, with roles and the languages they are qualified in.
struct StaffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "staff", abstract: "Names, roles and qualified languages.",
    discussion: """
      Examples:
        recall staff list
        recall staff add ana Ana --languages en,es
      """,
    subcommands: [List.self, Add.self, Remove.self], defaultSubcommand: List.self)
}

extension StaffCommand {
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "Print the staff list.",
      discussion: """
        Examples:
          recall staff list
        """)

    @OptionGroup var options: GlobalOptions

    func run() throws {
      let clinic = try OpenClinic(options, for: "staff list")
      do {
        for member in try clinic.store.staff() {
          let roles = member.roles.map(\.rawValue).sorted().joined(separator: ",")
          let languages = member.languages.joined(separator: ",")
          Printing.line(
            TerminalText.clean("\(member.id) · \(member.name) · \(roles) · \(languages)"))
        }
      } catch { throw Failure(error) }
    }
  }

  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "add", abstract: "Add a person, or change one.",
      discussion: """
        Examples:
          recall staff add ana Ana --languages en,es
          recall staff add kim "Dr. Kim" --roles clinical
          recall staff add maria Maria --roles manager,trainer
        """)

    @Argument(help: "What the person types after --as.") var id: String
    @Argument(help: "The name as said on the telephone.") var name: String

    @Option(help: ArgumentHelp("Roles, separated by commas.", valueName: "roles"))
    var roles = "caller"

    @Option(
      help: ArgumentHelp(
        "Languages in which this person may conduct a call; the clinic's own if none is said.",
        valueName: "languages"))
    var languages: String?

    @OptionGroup var options: GlobalOptions

    func run() throws {
      let clinic = try OpenClinic(options, for: "staff add")
      let member = StaffMember(
        id: id, name: name, roles: try parsedRoles(),
        languages: try parsedLanguages() ?? [clinic.policy.sourceLanguage])
      guard !StaffMember.isTaken(id) else {
        throw Failure(
          .usage, "the name \"\(TerminalText.clean(id))\" is taken by the program or the server",
          hint: "any other name will do")
      }
      let known = try clinic.member(id)
      try clinic.permitChange(of: known, to: member)
      let (now, words) = (clinic.clock.now(), try CommandWords(clinic, options))
      do { try clinic.store.addStaff(member, by: clinic.staff.id, at: now) } catch {
        throw Failure(error)
      }
      let roles = member.roles.map(\.rawValue).sorted().joined(separator: ",")
      let languages = member.languages.joined(separator: ",")
      Printing.line(words.say("staff.added", ["person": id]) + " · \(roles) · \(languages)")
      SharedRights(clinic).follow(id, member.roles, words)
    }

    /// Somebody qualified in no language could call nobody.
    private func parsedLanguages() throws -> [String]? {
      guard let languages else { return nil }
      let tags = languages.split(separator: ",").map {
        String($0).trimmingCharacters(in: .whitespaces)
      }
      guard !tags.isEmpty, tags.allSatisfy(LanguageTag.isTag) else {
        throw Failure(
          .usage, "\"\(TerminalText.clean(languages))\" names no language",
          hint: "tags with commas between them, such as en,es")
      }
      return tags
    }

    private func parsedRoles() throws -> Set<StaffRole> {
      try Set(
        roles.split(separator: ",").map { text in
          guard let role = StaffRole(rawValue: String(text)) else {
            let known = StaffRole.allCases.map(\.rawValue).joined(separator: ", ")
            throw Failure(
              .usage, "there is no role \"\(TerminalText.clean(String(text)))\"",
              hint: "roles are \(known)")
          }
          return role
        })
    }
  }

  struct Remove: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "remove", abstract: "Take a person off the list.",
      discussion: """
        Examples:
          recall staff remove ana
        """)

    @Argument(help: "What the person types after --as.") var id: String

    @OptionGroup var options: GlobalOptions

    func run() throws {
      let clinic = try OpenClinic(options, for: "staff remove")
      guard id != clinic.staff.id else {
        throw Failure(.notPermitted, "nobody removes themselves", hint: "ask another lead")
      }
      try clinic.permitChange(of: try clinic.member(id), to: nil)
      let (now, words) = (clinic.clock.now(), try CommandWords(clinic, options))
      do { try clinic.store.removeStaff(id, by: clinic.staff.id, at: now) } catch {
        throw Failure(error)
      }
      Printing.line(words.say("staff.removed", ["person": id]))
      SharedRights(clinic).follow(id, [], words)
    }
  }
}
