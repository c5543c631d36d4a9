import Foundation
import GRDB
import RecallTestSupport
import Testing

@Suite("a command says nothing in English where Spanish is asked for, except data")
struct SpanishCommandTests {
  private static let spanish = ["--locale", "es", "--now", Workplace.now]

  private func worked() throws -> Workplace {
    let place = try Workplace()
    try place.smallDemo()
    _ = try place.console([
      "next", "", "/stumble demasiado largo", "patient", "y", "1961-03-04", "ready", "1", "",
      "quit",
    ])
    return place
  }

  /// What is asked for by callers, leads, managers and whoever looks after the system.
  private static let commands = [
    ["worklist"], ["inbox"], ["outbox"], ["report"], ["review", "weekly"],
    ["practice", "report"], ["audit", "verify"], ["audit", "key"],
    ["script", "coverage"],
    ["staff", "add", "zoe", "Zoe"], ["staff", "remove", "ben"], ["store", "retain"],
    ["store", "retain", "--apply"], ["store", "status"], ["store", "check"], ["store", "migrate"],
    ["doctor"],
  ]

  @Test("of a clinic that is at work")
  func atWork() throws {
    let place = try worked()
    let added = ["--clinic", "demo", "--as", "lea", "staff", "add"]
    #expect(try place.run(added + ["ben", "Ben"]).status == 0)
    for command in Self.commands {
      let ended = try place.run(["--clinic", "demo", "--as", "lea"] + Self.spanish + command)
      // The doctor finds that this small clinic lacks scripts.
      #expect(ended.status == (command == ["doctor"] ? 1 : 0), "\(command): \(ended.errors)")
      #expect(EnglishWords.left(in: ended.output) == [], "\(command)")
      #expect(!ended.output.isEmpty && EnglishWords.left(in: ended.errors) == [], "\(command)")
    }
  }

  @Test("of a line that is hard to say, and of ways nobody has walked")
  func scripts() throws {
    let place = try worked()
    let lea = ["--clinic", "demo", "--as", "lea"] + Self.spanish + ["script"]
    let marked = try place.run(lea + ["stumbles"]).output.inOneLine
    #expect(marked.contains("1 frase pendiente; resueltas: 0"), "\(marked)")
    #expect(marked.contains("marcada: una vez, por 1 persona que llama"), "\(marked)")
    let walked = try place.run(lea + ["coverage", "overdue-follow-up"]).output
    #expect(walked.contains("SIN RECORRER (") && walked.contains("RECORRIDOS"), "\(walked)")
    #expect(walked.split(separator: "\n").allSatisfy { $0.count < 80 })
  }

  @Test("of an approval, whose --locale is a language of the script and not of the screen")
  func approval() throws {
    let place = try worked()
    let approve = ["script", "approve", "overdue-follow-up", "--clinic", "demo", "--as", "lea"]
    let approved = try place.run(approve, environment: ["LANG": "es_US.UTF-8"])
    #expect(
      approved.output == "overdue-follow-up queda aprobado: sus pasos, y sus palabras (en, es)\n")
    #expect(try place.run(approve + ["--locale", "es"]).output.hasPrefix("approved "))
  }

  @Test("of a person who is erased: what goes, what stays, and what is asked")
  func erased() throws {
    let place = try worked()
    let patient = try #require(try place.notes().first?["patient"] as? String)
    let erase = ["store", "erase", patient, "--clinic", "demo", "--as", "lea"] + Self.spanish
    let first = try place.run(erase, lines: ["lo decidió la oficina", patient])
    #expect(first.output.contains("SE BORRA   nombre") || first.output.contains("SE BORRA  nombre"))
    #expect(first.output.contains("SE QUEDA") && first.output.contains("¿Por qué"), "\(first)")
    #expect(EnglishWords.left(in: first.output.replacing("reason>", with: "")) == [])
    #expect(first.status == 0 && first.output.contains("ya no se puede leer"), "\(first)")
    #expect(try place.run(erase).output.contains("ya se había borrado"))
  }

  @Test("of what is wrong: with the store, the computer and the folder")
  func broken() throws {
    let place = try worked()
    let folder = place.home.appendingPathComponent("demo")
    #expect(chmod(folder.path, 0o755) == 0)
    let ill = try place.run(
      ["doctor", "--clinic", "demo"] + Self.spanish,
      environment: ["PGPASSWORD": "x", "LANG": "", "TERM": "dumb"])
    #expect(ill.output.contains("consejo permisos: otras personas pueden ver"), "\(ill.output)")
    #expect(ill.output.contains("consejo contraseñas: PGPASSWORD tiene un valor"))
    #expect(EnglishWords.left(in: ill.output) == [])
    let gone = try place.run(
      ["doctor", "--clinic", "nowhere", "--locale", "es"])
    #expect(gone.status == 1 && gone.output.contains("FALLA"), "\(gone.output)")
    #expect(gone.output.contains("clínica: en inglés: «"))
    try DatabaseQueue(path: folder.appendingPathComponent("recall.sqlite").path).write {
      try $0.execute(sql: "UPDATE tally SET entries = entries + 1")
    }
    let check = try place.run(["store", "check", "--clinic", "demo"] + Self.spanish)
    #expect(check.status == 1 && check.output.contains("FALLA las cuentas que se llevan"))
    #expect(EnglishWords.left(in: check.output) == [], "\(check.output)")
  }

  @Test("and what other programs read is the same in every language")
  func documents() throws {
    let place = try worked()
    for document in [
      ["doctor"], ["store", "check"], ["store", "retain"], ["script", "coverage"],
      ["script", "stumbles"],
    ] {
      let asked =
        ["--clinic", "demo", "--as", "lea", "--now", Workplace.now] + document + ["--json"]
      let plain = try place.run(asked)
      #expect(plain.output.contains("{") && plain.errors.isEmpty, "\(document): \(plain)")
      #expect(try place.run(asked + ["--locale", "es"]).output == plain.output, "\(document)")
    }
  }

  @Test("of a clinic that is made")
  func made() throws {
    let place = try Workplace()
    let made = try place.run(["init", "lago"] + ["--locale", "es"])
    #expect(made.status == 0 && made.output.contains("se hizo la carpeta"), "\(made)")
    #expect(made.output.contains("4. recall --clinic lago import ARCHIVO"))
    #expect(EnglishWords.left(in: made.output) == [])
    let upgrade = try place.run(["init", "--upgrade", "lago", "--dry-run", "--locale", "es"])
    #expect(upgrade.output.contains("nada de lo que venía en ella ha cambiado"), "\(upgrade)")
    #expect(EnglishWords.left(in: upgrade.output) == [])
  }

  @Test(
    "of a shared store: made, looked at, and who may use it",
    .disabled(if: Cluster.isToBeSkipped, Comment(rawValue: Cluster.skipped)))
  func shared() throws {
    let (place, cluster) = (try Workplace(), try Cluster())
    let database = try cluster.makeDatabase()
    let clinic = ["--clinic", "lago", "--locale", "es"]
    let made = try place.run(["init", "lago", "--store", cluster.url(database), "--locale", "es"])
    #expect(made.output.contains("Para cada colega:"), "\(made)")
    for command in [
      ["store", "migrate"], ["store", "grant", "ben"], ["store", "status"], ["store", "check"],
      ["doctor"], ["store", "revoke", "ben"],
    ] {
      let ended = try place.run(clinic + command)
      #expect(EnglishWords.left(in: made.output + ended.output) == [], "\(command)")
      #expect(!ended.output.isEmpty, "\(command): \(ended.errors)")
    }
  }
}

/// Words of the program's English texts that stand in none of the Spanish ones.
private enum EnglishWords {
  private static let ours: Set<String> = words(of: "en").subtracting(words(of: "es"))

  private static func words(of locale: String) -> Set<String> {
    let file = Program.packageRoot.appendingPathComponent("locales/\(locale)/console.yaml")
    let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    let said = text.matches(of: /"((?:[^"\\]|\\.)*)"/).map { String($0.1) }
    return Set(said.flatMap(split))
  }

  /// Commands, paths and values of settings are the same in every language.
  static func left(in text: String) -> [String] {
    split(text.replacing(/`[^`]*`/, with: "").replacing(/\S*\/\S+/, with: ""))
      .filter { ours.contains($0) && !["on", "off", "demo"].contains($0) }
  }

  private static func split(_ text: String) -> [String] {
    text.lowercased().split { !$0.isLetter && !"_-".contains($0) }.map(String.init)
      .filter { $0.contains(where: \.isLetter) }
  }
}
