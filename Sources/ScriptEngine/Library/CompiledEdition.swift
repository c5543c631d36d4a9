package import Foundation

/// The compiled script that a call keeps from its start to its end, whatever happens to the files;
/// and that an approval keeps, so that what changed since can be shown.
package struct CompiledEdition {
  package let hash: String
  package let data: Data

  package init(_ edition: Edition) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    // Plain data: it cannot fail to encode.
    let encoded = (try? encoder.encode(edition)) ?? Data()
    data = SteadyJSON.of(encoded) ?? encoded
    hash = "\(edition.structureHash).\(TranslationHash.of(String(decoding: data, as: UTF8.self)))"
  }

  /// `nil` when this program cannot read it.
  package static func edition(from data: Data) -> Edition? {
    try? JSONDecoder().decode(Edition.self, from: data)
  }
}
