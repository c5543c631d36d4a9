import RecallDomain

@testable import ScriptEngine

/// What a changed clinic folder says, read as `ScriptLibrary` reads it; a file of words that was not
/// changed is read once for all mutants.
struct MutantReading {
  let scripts: [Script]
  let folders: [String: LocaleFolder]
  let findings: [Finding]
  let report: CheckReport

  init(_ files: [SourceFile], _ policy: ClinicPolicy, _ known: KnownWords, script id: String) {
    let folder = ScriptReader.readFolder(files)
    scripts = folder.sources.compactMap(\.script)
    let words = known.read(files, policy.languages)
    folders = words.folders
    let books = scripts.reduce(into: [:]) { books, script in
      books[script.id] = words.folders.mapValues { $0.phrasebook(for: script) }
    }
    let reports = Checker.check(
      scripts, phrasebooks: books, disclosure: Disclosure(policy.disclosure),
      source: policy.sourceLanguage, clinic: ClinicWords(policy))
    let ofLocales = LocaleCheck.findings(
      scripts: scripts, folders: words.folders, languages: policy.languages,
      whole: scripts.count == folder.sources.count)
    report = reports[id] ?? CheckReport(findings: [], states: 0, edges: 0)
    findings =
      (folder.findings + words.findings + ofLocales + reports.values.flatMap(\.findings))
      .sortedByPlace()
  }
}

/// The files of words that ship, read.
struct KnownWords: Sendable {
  private var known: [String: (bytes: [UInt8], file: LocaleFile, findings: [Finding])] = [:]

  init(_ files: [SourceFile], _ languages: [String]) {
    for source in files {
      let read = LocaleReader.read([source], languages: languages)
      for folder in read.locales.values {
        for file in folder.files.values {
          known[source.path] = (source.bytes, file, read.findings)
        }
      }
    }
  }

  func read(
    _ files: [SourceFile], _ languages: [String]
  ) -> (folders: [String: LocaleFolder], findings: [Finding]) {
    let old = files.filter { known[$0.path]?.bytes == $0.bytes }
    let new = LocaleReader.read(
      files.filter { known[$0.path]?.bytes != $0.bytes }, languages: languages)
    var folders = new.locales
    for source in old {
      let file = known[source.path]!.file
      folders[file.locale]?.add(file)
    }
    return (folders, new.findings + old.flatMap { known[$0.path]!.findings })
  }
}
