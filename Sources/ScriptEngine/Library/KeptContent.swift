package import Foundation
package import RecallDomain

/// Whether a script that was kept with a call is what was approved. What it says about itself is worth
/// nothing where others may have written it: its hashes are made anew of its content.
extension CompiledEdition {
  /// `nil` when this program cannot read it, or when it is not the content that the name names.
  package static func edition(from data: Data, named hash: String) -> Edition? {
    guard hash.hasSuffix(".\(TranslationHash.of(String(decoding: data, as: UTF8.self)))"),
      let edition = edition(from: data), hash.hasPrefix("\(edition.structureHash).")
    else { return nil }
    return edition
  }
}

extension Edition {
  /// Its steps, and its words in every language that it may be spoken in, were approved at some time,
  /// as the store has it on record.
  package func isApproved(by approvals: [RecordedApproval]) -> Bool {
    let own = approvals.filter { $0.script == script.id }
    let structure = StructureHash.of(script)
    let words = Set(own.flatMap { approval in approval.words.map { "\($0.key) \($0.value)" } })
    return own.contains { $0.structure == structure }
      && approvedLanguages.allSatisfy { tag in
        guard let book = phrasebooks[tag] else { return true }
        return book.locale == tag && words.contains("\(tag) \(WordsHash.of(book, in: script))")
      }
  }

  /// What may be told at which level, and what identifies a patient, is as in the other.
  package func guards(as other: Edition) -> Bool {
    disclosure == other.disclosure && identity == other.identity
  }
}
