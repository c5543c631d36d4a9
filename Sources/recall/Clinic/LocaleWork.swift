import Foundation
import RecallDomain
import ScriptEngine

/// The languages of a clinic folder, read without opening its store; also a language that the
/// clinic does not offer yet.
struct LocaleWork {
  let folder: ClinicFolder
  let policy: ClinicPolicy
  let files: [SourceFile]

  init(_ options: GlobalOptions) throws {
    folder = try ClinicFolder.find(
      named: options.clinic, environment: ProcessInfo.processInfo.environment)
    policy = try OpenClinic.policy(of: folder)
    files = try folder.libraryFiles()
  }

  /// Offered languages, the source first, then folders that are not offered yet.
  func languages() throws -> [String] {
    let folders = Set(try folder.folders(in: "locales").filter(LanguageTag.isTag))
    return policy.languages + folders.subtracting(policy.languages).sorted()
  }

  func library(with locale: String) -> ScriptLibrary {
    var wider = policy
    if !wider.languages.contains(locale) { wider.languages.append(locale) }
    return ScriptLibrary.read(files: files, policy: wider)
  }

  /// One reading serves every language that is offered.
  func reports(_ tags: [String]) -> [LocaleReport] {
    let isOffered = { (tag: String) in policy.languages.contains(tag) }
    let offered = tags.contains(where: isOffered) ? library(with: policy.sourceLanguage) : nil
    return tags.map { tag in
      LocaleReport(
        locale: tag, library: (isOffered(tag) ? offered : nil) ?? library(with: tag),
        offered: policy)
    }
  }

  /// A tag as a person typed it, refused when it is none.
  static func tag(_ typed: String) throws -> String {
    guard LanguageTag.isTag(typed) else {
      throw Failure(
        .usage, "\"\(TerminalText.clean(typed))\" is no language tag",
        hint: "a tag such as \"fr\", \"pt-BR\" or \"zh-Hant\"")
    }
    return typed
  }

  /// A language that translates; the source is what the others translate.
  func translation(_ typed: String) throws -> String {
    let tag = try Self.tag(typed)
    guard tag != policy.sourceLanguage else {
      let others = try languages().dropFirst().joined(separator: ", ")
      throw Failure(
        .usage, "\"\(tag)\" is the source language: the others are translated from it",
        hint: "choose one of \(others), or a new one")
    }
    return tag
  }

  /// The source and a translation as read; files that cannot be read are a failure, because nothing
  /// may be lost in an edit.
  func folders(_ tag: String) throws -> (
    source: LocaleFolder, translation: LocaleFolder, scripts: [Script]
  ) {
    let library = library(with: tag)
    let ours = [policy.sourceLanguage, tag].map { "locales/\($0)/" }
    let broken = library.findings.first { finding in
      finding.rule == .format && finding.severity == .error
        && ours.contains { finding.place.file.hasPrefix($0) }
    }
    if let broken { throw Failure([broken], in: broken.place.file) }
    return (
      library.folders[policy.sourceLanguage] ?? LocaleFolder(locale: policy.sourceLanguage),
      library.folders[tag] ?? LocaleFolder(locale: tag), library.scripts
    )
  }
}
