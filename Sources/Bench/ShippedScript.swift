import Foundation
import ScriptEngine

/// The files that come with the program, and the same with a script of any length: the shipped one
/// with more questions between the reason for the call and the offer of a time, each with words of
/// its own in each language. Every interrupt can be raised at each of them.
struct ShippedScript {
  private static let script = "overdue-follow-up"
  let files: [SourceFile]

  init(folder: URL) throws {
    var files: [SourceFile] = []
    for name in ["scripts", "locales/en", "locales/es"] {
      let names = try FileManager.default.contentsOfDirectory(
        atPath: folder.appendingPathComponent(name).path)
      for file in names.sorted() where file.hasSuffix(".yaml") {
        files.append(try BenchClinic.file("\(name)/\(file)", in: folder))
      }
    }
    self.files = files
  }

  /// One script of so many nodes, its fragments' included, alone.
  func files(nodes wanted: Int) throws -> [SourceFile] {
    let shipped = files.filter(Self.isUsed)
    let present = try nodesOfShipped(shipped)
    return try shipped.map { try lengthened($0, by: wanted - present) }
  }

  /// Of this script alone: its words, and those of the clinic and the language.
  private static func isUsed(_ file: SourceFile) -> Bool {
    let name = file.path.split(separator: "/").last?.dropLast(".yaml".count) ?? ""
    return [script, "common", "engine", "messages", "console", "language"].contains(String(name))
  }

  private func nodesOfShipped(_ files: [SourceFile]) throws -> Int {
    guard let script = ScriptReader.read(files).scripts.first(where: { $0.id == Self.script })
    else { throw BenchFailure.shippedScript }
    return script.nodes.count
  }

  private func lengthened(_ file: SourceFile, by count: Int) throws -> SourceFile {
    let text = String(decoding: file.bytes, as: UTF8.self)
    switch file.path {
    case "scripts/\(Self.script).yaml":
      return try changed(file, text, "ready: offer", "ready: step_1", "nodes:\n", nodes(count))
    case "locales/en/\(Self.script).yaml":
      return try changed(
        file, text, "lines:\n", "lines:\n" + lines(count, translated: false), "labels:\n", labels)
    case "locales/es/\(Self.script).yaml":
      return try changed(
        file, text, "lines:\n", "lines:\n" + lines(count, translated: true), "labels:\n", labels)
    default: return file
    }
  }

  private func changed(
    _ file: SourceFile, _ text: String, _ old: String, _ new: String, _ head: String,
    _ added: String
  ) throws -> SourceFile {
    guard text.contains(old), text.contains(head) else { throw BenchFailure.shippedScript }
    let changed = text.replacingOccurrences(of: old, with: new)
      .replacingOccurrences(of: head, with: head + added)
    return SourceFile(path: file.path, bytes: Array(changed.utf8))
  }

  private let labels = "  go_on: \"go on\"\n  skip_one: \"skip one\"\n"

  private func nodes(_ count: Int) -> String {
    (1...count).map { number in
      func step(_ next: Int) -> String { next > count ? "offer" : "step_\(next)" }
      return """
          step_\(number):
            say: step.line_\(number)
            hear:
              go_on: \(step(number + 1))
              skip_one: \(step(number + 2))
              later: callback
              rather_not: decline

        """
    }.joined()
  }

  private func lines(_ count: Int, translated: Bool) -> String {
    (1...count).map { number in
      let english = "And here is question number \(number), {patient_first}: is that all right?"
      guard translated else { return "  step.line_\(number): { text: \"\(english)\" }\n" }
      let spanish = "Y ahora la pregunta número \(number), {patient_first}: ¿le parece bien?"
      let of = TranslationHash.of(english)
      return "  step.line_\(number): { of: \"\(of)\", text: \"\(spanish)\" }\n"
    }.joined()
  }
}
