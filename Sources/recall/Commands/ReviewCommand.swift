import ArgumentParser

/// `recall review …`: looks back on the work.
struct ReviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review",
    abstract: "Look back: notes read and graded, and who is still unscheduled.",
    discussion: """
      Examples:
        recall review --sample 10
        recall review weekly
      """,
    subcommands: [
      ReviewSampleCommand.self, ReviewResultsCommand.self, ReviewWeeklyCommand.self,
      ReviewOpeningsCommand.self,
    ],
    defaultSubcommand: ReviewSampleCommand.self)
}
