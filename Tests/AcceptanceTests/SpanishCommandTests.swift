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
