import Foundation

/// The commands of the program as it describes them itself: `recall --experimental-dump-help`.
struct CommandDump: Decodable {
  struct Argument: Decodable {
    struct Name: Decodable {
      let kind: String
      let name: String
    }

    let kind: String
    let names: [Name]?
    let valueName: String?
    let isOptional: Bool
    let isRepeating: Bool
    let allValues: [String]?

    /// As typed: `--map`, `-o`.
    var typed: [String] {
      (names ?? []).map { ($0.kind == "short" ? "-" : "--") + $0.name }
    }
  }

  struct Command: Decodable {
    let commandName: String
    let discussion: String?
    let defaultSubcommand: String?
    let subcommands: [Command]?
    let arguments: [Argument]?

    var below: [Command] { (subcommands ?? []).filter { $0.commandName != "help" } }
    /// This one and all below it.
    var all: [Command] { [self] + below.flatMap(\.all) }

    func named(_ name: String) -> Command? { below.first { $0.commandName == name } }

    /// What stands indented behind the line `Examples:`.
    var examples: [String] {
      let lines = (discussion ?? "").split(separator: "\n").map(String.init)
      guard let heading = lines.firstIndex(of: "Examples:") else { return [] }
      return lines[(heading + 1)...].prefix { $0.hasPrefix("  ") }.map { String($0.dropFirst(2)) }
    }
  }

  let command: Command

  static func read(_ place: Workplace) throws -> Command {
    let dump = try place.run(["--experimental-dump-help"])
    return try JSONDecoder().decode(CommandDump.self, from: Data(dump.output.utf8)).command
  }
}

/// One example, as a shell would read it: the words of `recall …`, without what is piped to it, where
/// its output goes, and the remark behind it.
struct HelpExample: Hashable {
  let line: String
  /// Behind `recall`; `nil` where the line does not start the program.
  let words: [String]?

  init(_ line: String) {
    self.line = line
    let commands = Self.split(line).split(separator: "|").map(Array.init)
    words = commands.first { $0.first == "recall" }.map { words in
      words.dropFirst().filter { !$0.hasPrefix("<") && !$0.hasPrefix(">") }
    }
  }

  private static func split(_ line: String) -> [String] {
    var (words, word, isQuoted): ([String], String?, Bool) = ([], nil, false)
    for letter in line {
      switch letter {
      case "\"":
        isQuoted.toggle()
        word = word ?? ""
      case "#" where word == nil: return words
      case " " where !isQuoted:
        words += [word].compactMap { $0 }
        word = nil
      default: word = (word ?? "") + String(letter)
      }
    }
    return words + [word].compactMap { $0 }
  }

  /// Why the program could not mean anything by it; `nil`: it names a command, its options and as many
  /// words as it takes.
  func objection(_ root: CommandDump.Command) -> String? {
    guard var rest = words?[...] else { return "starts no recall" }
    var (command, ahead): (CommandDump.Command, [String]) = (root, [])
    let common = Set(["--clinic", "--as", "--locale", "--now"])
    while let word = rest.first {
      if common.contains(word) {
        ahead += rest.prefix(2)
        rest = rest.dropFirst(2)
      } else if let next = command.named(word) {
        command = next
        rest = rest.dropFirst()
      } else {
        break
      }
    }
    while let name = command.defaultSubcommand, let next = command.named(name) { command = next }
    guard command.below.isEmpty else { return "names a group alone" }
    return objection(ahead + rest, of: command)
  }

  private func objection(_ words: [String], of command: CommandDump.Command) -> String? {
    let arguments = command.arguments ?? []
    var (rest, free): (ArraySlice<String>, Int) = (words[...], 0)
    while let word = rest.popFirst() {
      guard word.hasPrefix("-"), word != "-" else {
        free += 1
        continue
      }
      guard let option = arguments.first(where: { $0.typed.contains(word) }) else {
        return "\(command.commandName) has no \(word)"
      }
      guard option.kind == "option" else { continue }
      guard let value = rest.popFirst() else { return "\(word) lacks its value" }
      if let known = option.allValues, !known.contains(value) { return "\(word) knows no \(value)" }
      while option.isRepeating, rest.first?.hasPrefix("-") == false { rest = rest.dropFirst() }
    }
    let places = arguments.filter { $0.kind == "positional" }
    let needed = places.count { !$0.isOptional }
    guard free >= needed else { return "lacks a word that \(command.commandName) needs" }
    guard free <= places.count || places.contains(where: \.isRepeating) else {
      return "has a word too many"
    }
    return nil
  }
}
