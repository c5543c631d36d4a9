import RecallDomain

/// Text from outside, made fit for a page: nothing in it is markup, and no control character passes.
package enum HTMLText {
  package static func escaped(_ text: String) -> String {
    TerminalText.clean(text).reduce(into: "") { escaped, character in
      switch character {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      default: escaped.append(character)
      }
    }
  }
}
