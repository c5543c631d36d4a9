/// Edits one locale file by the places its reader gave.
struct LocaleFileEditor {
  private let span: YamlSpan
  private let newline: String
  private var edits = YamlEdits()

  init(text: YamlText) {
    span = YamlSpan(text: text)
    newline = text.bytes.contains(0x0D) ? "\r\n" : "\n"
  }

  var bytes: [UInt8] { edits.applied(to: span.text.bytes) }

  /// `false` when something is written in a way that cannot be edited in place.
  mutating func edit(
    _ section: TextAddress.Section, _ node: YamlNode?, _ changes: [CatalogueImport.Change],
    order: [String]
  ) -> Bool {
    guard let node else { return append(section, changes) }
    guard case .mapping(let entries) = node.content, !entries.isEmpty else { return false }
    for change in changes {
      if let entry = entries.first(where: { $0.key == change.address.key }) {
        guard replace(entry.value, LocaleEntryText(change)) else { return false }
      } else {
        guard insert(change, node, entries, order) else { return false }
      }
    }
    return true
  }

  /// A section that the file lacks goes to its end.
  private mutating func append(
    _ section: TextAddress.Section, _ changes: [CatalogueImport.Change]
  ) -> Bool {
    let end = span.text.bytes.count
    let isOpen = span.text.bytes.last.map { $0 != 0x0A } ?? false
    let texts = changes.map { LocaleEntryText($0).block(indent: 2, newline: newline) + newline }
    edits.insert(
      (isOpen ? newline : "") + "\(newline)\(section.rawValue):\(newline)" + texts.joined(),
      at: end)
    return true
  }

  // MARK: A text that is there

  /// Value by value while the keys stay; otherwise the whole value is written anew.
  private mutating func replace(_ node: YamlNode, _ new: LocaleEntryText) -> Bool {
    if case .text(let old, _) = node.content {
      guard let range = span.range(of: node) else { return false }
      let isPlainText = new.pairs.map(\.key) == ["text"]
      let value = isPlainText ? new.pairs[0].value : new.flow
      if value != YamlQuoting.quoted(old) { edits.replace(range, with: value) }
      return true
    }
    guard case .mapping(let entries) = node.content else { return false }
    let (old, written) = (entries.map(\.key), new.pairs)
    let kept = old.filter { $0 != "note" && $0 != "of" && $0 != "count" }
    let wanted = written.map(\.key).filter { $0 != "of" && $0 != "count" }
    guard Set(kept) == Set(wanted) else { return rewrite(node, new) }
    for (key, value) in written {
      guard let entry = entries.first(where: { $0.key == key }) else {
        if key == "of" { guard putFirst(key, value, node, entries) else { return false } }
        continue
      }
      guard case .text(let before, _) = entry.value.content, let range = span.range(of: entry.value)
      else { return false }
      let isSame = key == "count" || value == YamlQuoting.quoted(before)
      if !isSame { edits.replace(range, with: value) }
    }
    return true
  }

  /// `of:` before the other keys.
  private mutating func putFirst(
    _ key: String, _ value: String, _ node: YamlNode, _ entries: [YamlEntry]
  ) -> Bool {
    guard let first = entries.first, let offset = span.offset(of: first.place) else { return false }
    let margin = String(repeating: " ", count: first.place.column - 1)
    edits.insert("\(key): \(value)" + (span.isFlow(node) ? ", " : newline + margin), at: offset)
    return true
  }

  private mutating func rewrite(_ node: YamlNode, _ new: LocaleEntryText) -> Bool {
    guard let range = span.range(of: node) else { return false }
    if span.isFlow(node) {
      edits.replace(range, with: new.flow)
    } else {
      let margin = String(repeating: " ", count: node.place.column - 1)
      edits.replace(
        range,
        with: new.pairs.map { "\($0.key): \($0.value)" }.joined(separator: newline + margin))
    }
    return true
  }

  // MARK: A text that is new

  /// Behind the nearest text that comes before it in the source, else before the first.
  private mutating func insert(
    _ change: CatalogueImport.Change, _ section: YamlNode, _ entries: [YamlEntry], _ order: [String]
  ) -> Bool {
    let before = order.prefix { $0 != change.address.key }
    let anchor = before.reversed().lazy.compactMap { key in
      entries.first { $0.key == key }
    }.first
    let new = LocaleEntryText(change)
    if span.isFlow(section) { return insertInFlow(change, new, anchor, entries) }
    let indent = entries[0].place.column - 1
    guard let anchor else {
      guard let offset = span.offset(of: entries[0].place) else { return false }
      let block = new.block(indent: indent, newline: newline)
      edits.insert(
        block.dropFirst(indent) + newline + String(repeating: " ", count: indent), at: offset)
      return true
    }
    guard let end = span.range(of: anchor.value)?.upperBound else { return false }
    edits.insert(newline + new.block(indent: indent, newline: newline), at: span.endOfLine(end))
    return true
  }

  private mutating func insertInFlow(
    _ change: CatalogueImport.Change, _ new: LocaleEntryText, _ anchor: YamlEntry?,
    _ entries: [YamlEntry]
  ) -> Bool {
    let text = YamlQuoting.key(change.address.key) + ": " + new.inline
    if let anchor {
      guard let end = span.range(of: anchor.value)?.upperBound else { return false }
      edits.insert(", " + text, at: end)
    } else {
      guard let start = span.offset(of: entries[0].place) else { return false }
      edits.insert(text + ", ", at: start)
    }
    return true
  }
}
