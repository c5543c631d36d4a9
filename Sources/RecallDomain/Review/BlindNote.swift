/// A note without who made the call, so that it is judged by what it says.
package struct BlindNote: Sendable {
  /// What stands where the name stood.
  package static let nobody = "—"

  private let names: [String]

  /// - Parameters:
  ///   - caller: as notes name them.
  ///   - name: as said on the telephone; its parts count too.
  package init(caller: String, name: String?) {
    let parts = name.map { [$0] + $0.split(separator: " ").map(String.init) } ?? []
    names = ([caller] + parts).filter { $0.count > 1 }.sorted { $0.count > $1.count }
  }

  package func text(_ text: String) -> String {
    names.reduce(text) { Self.replace($1, in: $0) }
  }

  package func note(_ note: CallNote) -> CallNote {
    var blind = note
    blind.caller = Self.nobody
    if blind.next.owner == note.caller { blind.next.owner = Self.nobody }
    blind.summary = text(note.summary)
    blind.remarks = note.remarks.map(text)
    return blind
  }

  /// Whole words, whatever their case and accents: "Ana" is not in "mañana".
  private static func replace(_ name: String, in text: String) -> String {
    let (letters, wanted) = (Array(text), Array(Folded.text(name)))
    var (done, index) = ("", 0)
    let isWord = { (character: Character) in character.isLetter || character.isNumber }
    while index < letters.count {
      let end = index + wanted.count
      let fits =
        !wanted.isEmpty && end <= letters.count
        && (index == 0 || !isWord(letters[index - 1]))
        && (end == letters.count || !isWord(letters[end]))
        && Folded.text(String(letters[index..<end])) == String(wanted)
      done += fits ? nobody : String(letters[index])
      index = fits ? end : index + 1
    }
    return done
  }
}
