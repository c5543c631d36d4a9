/// One text as a locale file writes it.
struct LocaleEntryText {
  private let address: TextAddress
  private let wording: Wording
  private let of: String?

  init(_ change: CatalogueImport.Change) {
    self.init(address: change.address, wording: change.after, of: change.of)
  }

  init(address: TextAddress, wording: Wording, of: String?) {
    self.address = address
    self.wording = wording
    self.of = of
  }

  /// The keys and values of the text, each written out: `of`, `text`, or `count` and the forms.
  var pairs: [(key: String, value: String)] {
    var pairs: [(String, String)] = []
    if let of { pairs.append(("of", YamlQuoting.quoted(of))) }
    switch wording {
    case .plain(let text): pairs.append(("text", YamlQuoting.quoted(text)))
    case .counted(let count, let forms, let without):
      pairs.append(("count", count ?? "count"))
      for category in PluralCategory.allCases {
        if let form = forms[category] {
          pairs.append((category.rawValue, YamlQuoting.quoted(form)))
        }
      }
      if let without { pairs.append(("without", YamlQuoting.quoted(without))) }
    }
    return pairs
  }

  /// `{ of: "…", text: "…" }`.
  var flow: String { "{ " + pairs.map { "\($0.key): \($0.value)" }.joined(separator: ", ") + " }" }

  /// The value alone, on one line.
  var inline: String {
    guard address.section == .labels, case .plain(let text) = wording else { return flow }
    return YamlQuoting.quoted(text)
  }

  /// Key and value; lines that are spoken stand over several lines, the others on one.
  func block(indent: Int, newline: String) -> String {
    let margin = String(repeating: " ", count: indent)
    let key = margin + YamlQuoting.key(address.key) + ":"
    guard address.carriesHash, address.section != .reasons else { return "\(key) \(inline)" }
    return ([key] + pairs.map { "\(margin)  \($0.key): \($0.value)" }).joined(separator: newline)
  }
}
