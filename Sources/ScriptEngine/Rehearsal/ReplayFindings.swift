/// The findings of a script's check that a replayed conversation comes past.
package struct ReplayFindings: Sendable {
  /// Those that come with a conversation.
  package let all: [Finding]

  package init(_ report: CheckReport?) {
    all = (report?.findings ?? []).filter { $0.conversation != nil }
  }

  /// Those whose conversation is complete with one of the words after the first `before`.
  package func seen(in said: [String], after before: Int?) -> [Finding] {
    all.filter { finding in
      guard let conversation = finding.conversation, conversation.count <= said.count else {
        return false
      }
      return conversation.count > before ?? -1
        && conversation == Array(said.prefix(conversation.count))
    }
  }
}

/// The command that shows a conversation.
package enum ReplayCommand {
  /// `recall practice --replay SCRIPT ANSWER…`, ready to be pasted into a shell.
  package static func text(
    script: String, conversation: [String], clinic: String? = nil
  ) -> String {
    let place = clinic.map { ["--clinic", quotedForShell($0)] } ?? []
    return (["recall"] + place + ["practice", "--replay", script] + conversation)
      .joined(separator: " ")
  }

  private static func quotedForShell(_ text: String) -> String {
    let plain = text.unicodeScalars.allSatisfy {
      ("a"..."z").contains($0) || ("A"..."Z").contains($0) || ("0"..."9").contains($0)
        || "/._-+".unicodeScalars.contains($0)
    }
    if plain && !text.isEmpty { return text }
    return "'"
      + text.split(separator: "'", omittingEmptySubsequences: false)
      .joined(separator: "'\\''") + "'"
  }
}
