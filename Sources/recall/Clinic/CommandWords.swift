import Foundation
import RecallConsole
import RecallDomain
import ScriptEngine

/// The sentences of a command that opens no console, in the console's language. They are had without a
/// store, whatever is wrong with it and with the scripts: nothing else of the folder is read.
struct CommandWords {
  /// Of a report that says more than a few sentences.
  let phrases: StaffPhrases

  /// In the language of whoever is working.
  init(_ clinic: OpenClinic, _ options: GlobalOptions) throws {
    let wanted = options.consoleLocale(of: clinic.staff, ProcessInfo.processInfo.environment)
    try self.init(clinic.folder, clinic.policy, in: wanted)
  }

  /// - Parameter folder: `nil`, or one without texts: those that came with the program.
  init(_ folder: ClinicFolder?, _ policy: ClinicPolicy?, _ options: GlobalOptions) throws {
    let wanted = options.consoleLocale(of: nil, ProcessInfo.processInfo.environment)
    try self.init(folder, policy, in: wanted)
  }

  /// What other programs read, whatever a clinic has written into its own texts.
  static func english(_ folder: ClinicFolder?, _ policy: ClinicPolicy?) throws -> CommandWords {
    do { return try CommandWords(nil, nil, in: "en") } catch {
      return try CommandWords(folder, policy, in: "en")
    }
  }

  /// - Parameter language: `nil`: the clinic's own.
  init(_ folder: ClinicFolder?, _ policy: ClinicPolicy?, in language: String?) throws {
    let languages = policy?.languages ?? ["en", "es"]
    let source = policy?.sourceLanguage ?? languages[0]
    let own = folder.map { Self.read($0, languages) } ?? [:]
    let found = own.isEmpty ? Self.read(try ShippedFiles.folder(), languages) : own
    let tag = ScriptShelf.nearest(language ?? source, among: languages.filter { found[$0] != nil })
    guard let chosen = tag.flatMap({ found[$0] }) ?? found[source] ?? found.values.first else {
      throw Failure.noConsoleTexts
    }
    phrases = chosen.staffPhrases(source: found[source]?.staffPhrases())
  }

  private static func read(
    _ folder: ClinicFolder, _ languages: [String]
  ) -> [String: LocaleFolder] {
    let files = languages.compactMap { try? folder.read("locales/\($0)/console.yaml") }
    return LocaleReader.read(files, languages: languages, shipped: ShippedFiles.consoleTexts)
      .locales.filter { !$0.value.staffPhrases().keys.isEmpty }
  }

  func has(_ key: String) -> Bool { phrases.keys.contains(key) }

  /// Values are made safe for a terminal.
  func say(_ key: String, _ values: [String: String] = [:], count: Int? = nil) -> String {
    phrases.text(key, values.mapValues(TerminalText.clean), count: count)
  }
}
