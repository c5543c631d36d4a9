import ArgumentParser

/// `recall locale …`: the translators' road.
struct LocaleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "locale", abstract: "Check, review and exchange the words of each language.",
    discussion: """
      locales/README.md is the translator's guide.

      Examples:
        recall locale check
        recall locale export es --output es.po
      """,
    subcommands: [Check.self, Accept.self, Export.self, Import.self])
}
