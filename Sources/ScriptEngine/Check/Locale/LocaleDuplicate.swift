/// `format`: a line or reason stands in two files that speak for one script. Which of them was meant
/// nobody could tell, so it is an error wherever it is read.
enum LocaleDuplicate: LocaleRule {
  static var page: RulePage { Format.page }

  static func findings(in subject: LocaleSubject) -> [Finding] {
    subject.folders.flatMap { folder in
      subject.scripts.flatMap { script -> [Finding] in
        let files = folder.files(for: script)
        let lines = files + [folder.files["engine"], folder.files["messages"]].compactMap { $0 }
        return twice(lines.map(\.lines), "line") + twice(files.map(\.reasons), "reason")
      }
    }
  }

  private static func twice(_ parts: [[String: Phrase]], _ kind: String) -> [Finding] {
    var first: [String: SourcePlace] = [:]
    return parts.flatMap { part in
      part.compactMap { id, phrase in
        guard let other = first[id] else {
          first[id] = phrase.place
          return nil
        }
        return Finding(
          rule: .format, place: phrase.place,
          message: "\(kind) \(quoted(id)) is written twice, first at \(other)")
      }
    }
  }
}
