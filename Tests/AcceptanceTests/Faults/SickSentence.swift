import Foundation

/// What a program says of a disk that is not as it should be: one sentence with what is wrong, what to do,
/// a code that a script can tell from a fault of the program, and nobody's data.
struct SickSentence {
  private let ended: Ended
  private let kind: DiskTrouble.Kind

  init(_ ended: Ended, _ kind: DiskTrouble.Kind) { (self.ended, self.kind) = (ended, kind) }

  private static let codes: Set<Int32> = [65, 69, 73, 75, 77, 78]

  /// Any of them.
  private var words: [String] {
    switch kind {
    case .full: ["full"]
    case .readOnly: ["read-only"]
    case .mayNotWrite, .mayNotRead:
      ["permission", "may not be read", "read-only", "could not be read", "could not be opened"]
    case .broken: ["disk"]
    }
  }

  var problems: [String] {
    var problems: [String] = []
    let lines = ended.errors.split(separator: "\n").map(String.init)
    let errors = lines.filter { $0.hasPrefix("recall: error: ") }
    if !Self.codes.contains(ended.status) { problems.append("it ended with \(ended.status)") }
    if errors.count != 1 { problems.append("\(errors.count) sentences") }
    if !words.contains(where: { errors.first?.contains($0) ?? false }) {
      problems.append("it does not say what is wrong")
    }
    if !lines.contains(where: { $0.hasPrefix("hint: ") }) { problems.append("nor what to do") }
    let places = ["recall.sqlite", "\"", "clinic folder", "audit.key"]
    if !places.contains(where: { ended.errors.contains($0) }) { problems.append("nor where") }
    let names = ["Delaney", "Zanzibar", "Smith", "617-555", "+1617"]
    if names.contains(where: { ended.errors.contains($0) }) {
      problems.append("it names a patient")
    }
    return problems.isEmpty ? [] : ["\(problems.joined(separator: "; ")): \(ended.errors)"]
  }
}
