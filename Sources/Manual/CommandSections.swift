/// The commands as sections of the page: each with what it takes and its examples; the options that
/// every command has stand once.
struct CommandSections {
  let tree: CommandTree

  private var leaves: [CommandTree.Command] { tree.command.leaves }

  /// Options that all have, by their first name.
  private var common: Set<String> {
    let each = leaves.map { Set(($0.arguments ?? []).compactMap(\.flags.first)) }
    return each.dropFirst().reduce(each.first ?? []) { $0.intersection($1) }
  }

  /// For `.Sh COMMANDS`.
  var commands: [String] {
    leaves.flatMap { section($0, without: common) }
  }

  /// For `.Sh OPTIONS`: those that every command has.
  var options: [String] {
    let arguments = (leaves.first?.arguments ?? []).filter {
      $0.shouldDisplay && $0.flags.first.map(common.contains) ?? false
    }
    return list(arguments)
  }

  private func section(_ command: CommandTree.Command, without common: Set<String>) -> [String] {
    let own = (command.arguments ?? []).filter {
      $0.shouldDisplay && !($0.flags.first.map(common.contains) ?? false)
    }
    var lines = [".Ss \(Roff.plain(command.typed))", ".Nm recall"]
    lines.append(".Cm \(Roff.words(command.typed.dropFirst("recall ".count)))")
    lines += own.map(taken)
    lines += [".Pp"] + Roff.paragraph(command.abstract ?? "")
    lines += command.discussion.map { [".Pp"] + Roff.text($0) } ?? []
    return lines + list(own)
  }

  /// One argument in the line that shows how the command is typed.
  private func taken(_ argument: CommandTree.Argument) -> String {
    let more = argument.isRepeating ? " ..." : ""
    switch argument.kind {
    case .flag: return ".Op Fl \(argument.flags.last ?? "")"
    case .option:
      let word = "Fl \(argument.flags.last ?? "") Ar \(Roff.word(argument.value))\(more)"
      return argument.isOptional ? ".Op \(word)" : ".\(word)"
    case .positional:
      let word = "Ar \(Roff.word(argument.value))\(more)"
      return argument.isOptional ? ".Op \(word)" : ".\(word)"
    }
  }

  private func list(_ arguments: [CommandTree.Argument]) -> [String] {
    guard !arguments.isEmpty else { return [] }
    return [".Bl -tag -width Ds"] + arguments.flatMap(item) + [".El"]
  }

  private func item(_ argument: CommandTree.Argument) -> [String] {
    let flags = argument.flags.map { "Fl \($0)" }.joined(separator: " , ")
    let value = argument.kind == .flag ? "" : "Ar \(Roff.word(argument.value))"
    let name = [flags, value].filter { !$0.isEmpty }.joined(separator: " ")
    return [".It \(name)"] + Roff.paragraph(argument.abstract ?? "") + among(argument)
  }

  private func among(_ argument: CommandTree.Argument) -> [String] {
    guard let values = argument.allValues, !values.isEmpty else { return [] }
    return Roff.paragraph("One of: \(values.joined(separator: ", ")).")
  }
}
