import Foundation
import RecallDomain

/// `last amend`: words beside a note that was saved. The note stays as it is.
struct NoteAmending {
  let desk: Desk
  let record: SavedCallRecord

  private var note: CallNote { record.kept.note }

  func amend() throws(StoreFailure) -> AfterCommand {
    guard note.caller == desk.caller.id || desk.caller.mayCorrectAnyNote else {
      desk.screen.problem(desk.say("last.not-yours"))
      desk.noteRefusal(of: .correctAnyNote)
      return .goOn
    }
    let (words, then) = desk.typedWords(at: "amend", asking: "last.amend-hint")
    guard let words else {
      desk.tell("last.nothing-changed")
      return then
    }
    guard words.contains(where: \.isLetter), words.count > 2 else {
      desk.screen.problem(desk.say("save.no-remark"))
      return .goOn
    }
    let now = desk.now
    let addition = NoteAddition(
      id: UUID().uuidString, note: note.id, author: desk.caller.id, at: now, words: words)
    let added = try desk.keeping(words, trying: "last.try-again") { () throws(StoreFailure) in
      try desk.store.amend(addition, at: now)
    }
    NoteView(desk: desk, note: note).showAdded(added)
    return .goOn
  }
}
