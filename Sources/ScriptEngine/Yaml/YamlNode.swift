/// What a YAML file says, as text with places: nothing is resolved, so `no`, `010` and `12:30` are
/// the words they look like.
package struct YamlNode: Hashable, Sendable {
  package enum Content: Hashable, Sendable {
    /// `quoted` is false for a plain scalar: only a plain empty one is "nothing written".
    case text(String, quoted: Bool)
    case list([YamlNode])
    case mapping([YamlEntry])
  }

  package let content: Content
  package let place: SourcePlace

  package init(content: Content, place: SourcePlace) {
    self.content = content
    self.place = place
  }

  /// A key with nothing behind it.
  package var isNothing: Bool { content == .text("", quoted: false) }

  /// As findings name it.
  package var kind: String {
    switch content {
    case .text: isNothing ? "nothing" : "text"
    case .list: "a list"
    case .mapping: "a mapping"
    }
  }
}

/// One `key: value`, in file order.
package struct YamlEntry: Hashable, Sendable {
  package let key: String
  package let place: SourcePlace
  package let value: YamlNode

  package init(key: String, place: SourcePlace, value: YamlNode) {
    self.key = key
    self.place = place
    self.value = value
  }
}

/// A file read strictly: the tree, or what is wrong with it. Never both empty.
package struct YamlRead: Hashable, Sendable {
  package let root: YamlNode?
  package let findings: [Finding]

  package init(root: YamlNode?, findings: [Finding]) {
    self.root = root
    self.findings = findings
  }
}
