import ArgumentParser

/// `recall audit …`: the trail that nobody can alter unnoticed.
struct AuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit", abstract: "The audit trail: verify it, read it, note where it stands.",
    discussion: """
      Examples:
        recall audit verify
        recall audit show --since 2026-11-24
      """,
    subcommands: [
      AuditVerifyCommand.self, AuditShowCommand.self, AuditCheckpointCommand.self,
      AuditKeyCommand.self,
    ])
}
