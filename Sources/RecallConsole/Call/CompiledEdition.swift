import Foundation
import ScriptEngine

/// The compiled script that a call keeps from its start to its end, whatever happens to the files.
struct CompiledEdition {
  let hash: String
  let data: Data

  init(_ edition: Edition) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    // Plain data: it cannot fail to encode.
    data = (try? encoder.encode(edition)) ?? Data()
    hash = "\(edition.structureHash).\(TranslationHash.of(String(decoding: data, as: UTF8.self)))"
  }

  static func edition(from data: Data) -> Edition? {
    try? JSONDecoder().decode(Edition.self, from: data)
  }
}
