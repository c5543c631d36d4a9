/// The commands of the program, as `recall --experimental-dump-help` describes them: the manual says
/// what the program takes because the program says so.
struct CommandTree: Decodable {
  let command: Command

  struct Command: Decodable {
    let commandName: String
    let abstract: String?
    let discussion: String?
    let shouldDisplay: Bool?
    let superCommands: [String]?
    let subcommands: [Command]?
    let arguments: [Argument]?

    /// How it is typed: `recall store backup`.
    var typed: String { ((superCommands ?? []) + [commandName]).joined(separator: " ") }

    /// What can be run, in the order in which `--help` lists it; a group stands for its commands.
    var leaves: [Command] {
      let shown = (subcommands ?? []).filter { $0.shouldDisplay ?? true }
        .filter { $0.commandName != "help" }
      return shown.isEmpty ? [self] : shown.flatMap(\.leaves)
    }
  }

  struct Argument: Decodable {
    enum Kind: String, Decodable { case positional, option, flag }
    struct Name: Decodable {
      let kind: String
      let name: String
    }

    let kind: Kind
    let names: [Name]?
    let valueName: String?
    let abstract: String?
    let isOptional: Bool
    let isRepeating: Bool
    let shouldDisplay: Bool
    let defaultValue: String?
    let allValues: [String]?

    /// `-map` for `--map`, `h` for `-h`, as the macro `Fl` wants it.
    var flags: [String] {
      (names ?? []).map { $0.kind == "short" ? $0.name : "-\($0.name)" }
    }
    var value: String { valueName ?? "value" }
  }
}
