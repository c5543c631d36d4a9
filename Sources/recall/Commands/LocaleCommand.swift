import ArgumentParser

/// `recall locale …`: the translators' road.
struct LocaleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "locale", abstract: "Check, review and exchange the words of each language.",
    discussion: "locales/README.md is the translator's guide.",
    subcommands: [Check.self, Accept.self, Export.self, Import.self])
}
