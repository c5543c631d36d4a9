import ArgumentParser

/// `recall review …`: looks back on the work.
struct ReviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review", abstract: "Look back: who is still unscheduled.",
    subcommands: [ReviewWeeklyCommand.self])
}
