package import RecallDomain

/// A script as a picture: the straight road down, the gate across it, what branches off to the side
/// as a tree, and interrupts apart. Where a branch comes to something that is drawn elsewhere, its
/// name stands there instead of an arrow across the page. Holds nothing of any patient.
package struct ScriptPicture: Hashable, Sendable {
  package let script: String
  package let locale: String
  /// The straight road up to the gate; all of it when nothing on it opens the gate.
  package let before: [Trunk]
  /// The rest of the straight road, to be said to nobody but who was verified.
  package let after: [Trunk]
  /// What only a `verify` beside the road leads to: another person, verified.
  package let alsoAfter: [Branch]
  /// What may come up at any prompt, in the order of the closed list; each box is the interrupt.
  package let interrupts: [Branch]
  /// The fragments that boxes come from.
  package let fragments: [String]

  /// One step of the straight road.
  package struct Trunk: Hashable, Sendable {
    package let box: Box
    /// What leads down to the next step.
    package let onward: String?
    package let branches: [Branch]
  }

  /// One way out, and all that follows.
  package struct Branch: Hashable, Sendable {
    /// What the caller hears or the engine decides; `nil` where there is one way only.
    package let answer: String?
    package let box: Box
    package let branches: [Branch]
  }

  package struct Box: Hashable, Sendable {
    package let kind: Kind
    package let title: String
    /// What is asked there, in the language of the picture; may be empty.
    package let words: String
    /// The fragment that it is from.
    package let fragment: String?
  }

  package enum Kind: Hashable, Sendable {
    case step
    /// Identity is asked here.
    case gate
    case outcome(Outcome)
    /// Goes on at a step that is drawn elsewhere.
    case goesTo
    /// Back to where the call stood when the interrupt came.
    case resumes
    /// Where something begins: an interrupt, or a call that the patient makes.
    case head
  }

  /// `nil` when there is no script of this name that can be read.
  package init?(_ library: ScriptLibrary, script id: String, locale: String) {
    guard let script = library.scripts.first(where: { $0.id == id }) else { return nil }
    let folder = library.folders[locale] ?? LocaleFolder(locale: locale)
    self.init(
      script,
      PictureWords(
        script: script, book: folder.phrasebook(for: script), staff: library.staffPhrases[locale]),
      locale: locale)
  }

  init(_ script: Script, _ words: PictureWords, locale: String) {
    var drawing = PictureDrawing(script: script, words: words)
    let trunks = drawing.trunks()
    let gate = drawing.gateOnRoad.map { $0 + 1 } ?? trunks.count
    self.script = script.id
    self.locale = locale
    before = Array(trunks.prefix(gate))
    after = Array(trunks.dropFirst(gate))
    alsoAfter = drawing.throughTheGate()
    interrupts = drawing.interrupts()
    fragments = script.uses
  }
}
