internal import Yams

/// What the parser could not read, as findings: one wording for each of its errors.
enum YamlProblem {
  static func empty(_ text: YamlText) -> Finding {
    Finding(rule: .format, place: text.place(offset: 0), message: "file holds nothing")
  }

  static func twice(_ key: String, first: SourcePlace) -> String {
    "key \(quoted(key)) is written twice, first at \(first)"
  }

  static func finding(for error: any Error, in text: YamlText) -> Finding {
    guard let error = error as? YamlError else {
      return format(text.place(offset: 0), "file is not valid yaml")
    }
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _):
      return format(place(mark, text), "file is not valid yaml: \(wording(problem))")
    case .composer(_, let problem, let mark, _):
      return composer(problem, mark, text)
    case .duplicatedKeysInMapping(let keys, let context):
      return DuplicateKey.finding(keys.first ?? "", first: context.mark, in: text)
    case .reader(let problem, let offset, _, _):
      return format(text.place(offset: offset ?? 0), "file is not valid yaml: \(wording(problem))")
    case .no, .memory, .writer, .emitter, .representer, .dataCouldNotBeDecoded:
      return format(text.place(offset: 0), "file is not valid yaml")
    }
  }

  private static func composer(_ problem: String, _ mark: Mark, _ text: YamlText) -> Finding {
    let place = place(mark, text)
    if problem.contains("undefined alias") {
      return format(place, "aliases are not allowed: write the value out")
    }
    if problem.contains("another document") {
      return format(place, "a file holds one document, and here another begins")
    }
    return format(place, "file is not valid yaml: \(wording(problem))")
  }

  /// The parser's words in ours where hers say little to somebody who edits a script.
  private static func wording(_ problem: String) -> String {
    switch problem {
    case "mapping values are not allowed in this context":
      "a \":\" is not expected here (text that holds \": \" needs quotes)"
    case "did not find expected key":
      "a key is expected here (look at the indentation)"
    case "could not find expected ':'": "a \":\" is missing after a key"
    case "found character that cannot start any token":
      "text cannot begin with this character (a tab, \"@\", \"`\" or \"%\"); use spaces or quotes"
    case "found unexpected end of stream": "the file ends inside quotes"
    case let problem where problem.hasPrefix("Maximum nesting level"): YamlGuard.tooDeepMessage
    default: problem.prefix(1).lowercased() + problem.dropFirst()
    }
  }

  private static func place(_ mark: Mark, _ text: YamlText) -> SourcePlace {
    text.place(line: mark.line, column: mark.column)
  }

  private static func format(_ place: SourcePlace, _ message: String) -> Finding {
    Finding(rule: .format, place: place, message: message)
  }
}
