import ArgumentParser

/// `recall audit …`: the trail that nobody can alter unnoticed.
struct AuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit", abstract: "The audit trail: verify it, read it, note where it stands.",
    subcommands: [
      AuditVerifyCommand.self, AuditShowCommand.self, AuditCheckpointCommand.self,
      AuditKeyCommand.self,
    ])
}
