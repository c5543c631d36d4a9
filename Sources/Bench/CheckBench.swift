import Foundation
import RecallDomain
import ScriptEngine
import Yams

/// Reading and proving scripts and words; beside it Yams parsing the same files. Both within this
/// process, so that neither pays for its start.
struct CheckBench {
  let rounds: Int
  /// The folder with the shipped files.
  let folder: URL

  func run() throws -> [Comparison] {
    guard let policy = ClinicFileReader.read(try BenchClinic.file("clinic.yaml", in: folder)).policy
    else { throw BenchFailure.clinicFile }
    let shipped = try ShippedScript(folder: folder)
    let (small, large) = (try shipped.files(nodes: 1_000), try shipped.files(nodes: 2_000))
    let largest = try shipped.files(nodes: 4_000)
    let shippedNodes = nodes(shipped.files, policy)
    return [
      try check("check of the shipped folder", shippedNodes, shipped.files, policy),
      try check("check of a generated script", 1_000, small, policy),
      try proof(small, policy),
      try walk(small, policy),
      grown(large, 2_000, beside: small, policy, budget: 2.3),
      grown(largest, 4_000, beside: small, policy, budget: 4.6),
    ]
  }

  private func nodes(_ files: [SourceFile], _ policy: ClinicPolicy) -> Int {
    ScriptLibrary.read(files: files, policy: policy).scripts.reduce(0) { $0 + $1.nodes.count }
  }

  private func check(
    _ work: String, _ nodes: Int, _ files: [SourceFile], _ policy: ClinicPolicy
  ) throws -> Comparison {
    let texts = files.map { String(decoding: $0.bytes, as: UTF8.self) }
    try proveClean(files, policy)
    let (ours, reference) = try inTurn {
      _ = ScriptLibrary.read(files: files, policy: policy)
    } beside: {
      try Self.parse(texts)
    }
    return Comparison(
      work: work, size: nodes, against: "Yams, the same files",
      how: """
        every script and word of the folder read, every rule proved, for every language; Yams \
        composes the same files, scalars unresolved; both from memory; nodes of the script; in turn,
        """,
      budget: .ratio(3), ours: ours, reference: reference)
  }

  /// As our reader asks Yams for a tree: scalars as they are written, none resolved to a type.
  private static func parse(_ texts: [String]) throws {
    for text in texts { _ = try Yams.compose(yaml: text, .basic) }
  }

  /// A script with findings would be other work.
  private func proveClean(_ files: [SourceFile], _ policy: ClinicPolicy) throws {
    let errors = ScriptLibrary.read(files: files, policy: policy).findings
      .filter { $0.severity == .error }
    guard let first = errors.first else { return }
    throw BenchFailure.command("script check: \(first.place): \(first.message)")
  }

  private func walk(_ files: [SourceFile], _ policy: ClinicPolicy) throws -> Comparison {
    let library = ScriptLibrary.read(files: files, policy: policy)
    let books = library.editions.mapValues(\.phrasebooks)
    let texts = files.map { String(decoding: $0.bytes, as: UTF8.self) }
    let (ours, reference) = try inTurn {
      _ = Checker.check(
        library.scripts, phrasebooks: books, disclosure: Disclosure(policy.disclosure),
        source: policy.sourceLanguage)
    } beside: {
      try Self.parse(texts)
    }
    return Comparison(
      work: "walk of a generated script", size: 1_000, against: "Yams, the same files",
      how: """
        every rule proved over every conversation, all interrupts everywhere, the script already \
        read; nodes of the script; in turn,
        """,
      budget: .seconds(0.05), ours: ours, reference: reference)
  }

  /// A clinic lead waits for it after every change.
  private func proof(_ files: [SourceFile], _ policy: ClinicPolicy) throws -> Comparison {
    let texts = files.map { String(decoding: $0.bytes, as: UTF8.self) }
    let (ours, reference) = try inTurn {
      _ = ScriptLibrary.read(files: files, policy: policy)
    } beside: {
      try Self.parse(texts)
    }
    return Comparison(
      work: "proof of a generated script", size: 1_000, against: "Yams, the same files",
      how: """
        from the bytes of the files to what is found, all interrupts everywhere, both languages; \
        nodes of the script; in turn,
        """,
      budget: .seconds(0.333), ours: ours, reference: reference)
  }

  /// Linear growth, with a little for caches that no longer hold everything.
  private func grown(
    _ large: [SourceFile], _ nodes: Int, beside small: [SourceFile], _ policy: ClinicPolicy,
    budget: Double
  ) -> Comparison {
    let (ours, reference) = inTurn {
      _ = ScriptLibrary.read(files: large, policy: policy)
    } beside: {
      _ = ScriptLibrary.read(files: small, policy: policy)
    }
    return Comparison(
      work: "check of \(nodes / 1_000) times the script", size: nodes,
      against: "the script of 1,000 nodes",
      how: "the whole check again, of a script with so many times the nodes; in turn,",
      budget: .ratio(budget), ours: ours, reference: reference)
  }

  private func inTurn(
    _ work: () throws -> Void, beside: () throws -> Void
  ) rethrows -> (Measurement, Measurement) {
    try InTurn.measure(rounds) { _ in
      try Measurement.time(work).1
    } reference: { _ in
      try Measurement.time(beside).1
    }
  }
}
