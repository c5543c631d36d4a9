import RecallDomain

@testable import ScriptEngine

/// Other names for the same.
extension MutantMaker {
  mutating func renamings() -> [NeutralChange] {
    some(base.nodes).map { node in
      NeutralChange(
        Self.shape + [.unreachable, .deadEnd, .interruptMissing, .localeLabel],
        "\(node) renamed", changed { Self.rename(node, to: "renamed_\(node)", &$0) })
    }
      + some(base.lines("en").filter { !$0.hasPrefix("engine") }).map { line in
        NeutralChange(
          [.reference, .localeMissing, .localeOrphan, .localeStale], "line \(line) renamed",
          changed { clinic in
            for file in base.scriptFiles { clinic.edit(file) { Self.respeak(line, &$0) } }
            for locale in MutantClinic.languages {
              guard let file = base.home(of: line, locale) else { continue }
              clinic.edit(file) { Self.rekey(["lines"], line, "renamed.line", &$0) }
            }
          })
      }
      + some(nodes("hear")).map(renamedResponse)
  }

  /// A response with a label of its own goes on under another name, label and all; where several
  /// nodes share the label, the old one stays theirs.
  private func renamedResponse(_ node: NodeID) -> NeutralChange {
    let response = base.node(node)!["hear"]!.keys[0]
    let others = nodes("hear").contains {
      $0 != node && base.node($0)!["hear"]!.keys.contains(response)
    }
    let clinic = changed { clinic in
      clinic.edit(home(node)) {
        Self.rekey(["nodes", node, "hear"], response, "renamed_one", &$0)
      }
      for locale in MutantClinic.languages {
        let files = base.localeFiles(locale)
        for file in files {
          clinic.edit(file) { tree in
            Self.rekey(["labels"], "\(node).\(response)", "\(node).renamed_one", &tree)
            if !others { Self.rekey(["labels"], response, "\(node).renamed_one", &tree) }
          }
        }
        let isNamed = files.contains {
          clinic.trees[$0]?["labels"]?["\(node).renamed_one"] != nil
        }
        if !isNamed { clinic.set(files[0], ["labels", "\(node).renamed_one"], .text("one")) }
      }
    }
    return NeutralChange(
      [.format, .localeLabel, .localeOrphan], "\(node).\(response) renamed", clinic)
  }

  private static func rename(_ node: NodeID, to new: NodeID, _ clinic: inout MutantClinic) {
    for file in clinic.scriptFiles {
      clinic.edit(file) { tree in
        rekey(["nodes"], node, new, &tree)
        for key in ["start", "start_inbound"] where tree[key]?.string == node {
          tree[key] = .text(new)
        }
        for key in ["nodes", "interrupts"] {
          tree[key] = tree[key].map { retarget($0, node, new, under: key) }
        }
      }
    }
    for locale in MutantClinic.languages {
      for file in clinic.localeFiles(locale) {
        clinic.edit(file) { tree in
          for key in tree["labels"]?.keys ?? [] where key.hasPrefix(node + ".") {
            rekey(["labels"], key, new + key.dropFirst(node.count), &tree)
          }
        }
      }
    }
  }

  /// Targets stand under `hear`, `then`, `go` and `interrupts`.
  private static func retarget(
    _ tree: Tree, _ node: NodeID, _ new: NodeID, under key: String
  ) -> Tree {
    switch tree {
    case .text(let text): return text == node && key == "target" ? .text(new) : tree
    case .map(let entries):
      return .map(
        entries.map { entry in
          let isTarget = ["hear", "then", "go", "interrupts", "target"].contains(key)
          let stays = key == "target" && !["go", "then"].contains(entry.key)
          let under =
            entry.key == "go" || entry.key == "then" && key == "target"
            ? "target"
            : isTarget && !stays ? "target" : entry.key
          return Tree.Entry(entry.key, retarget(entry.value, node, new, under: under))
        })
    default: return tree
    }
  }

  private static func rekey(
    _ path: [String], _ old: String, _ new: some StringProtocol, _ tree: inout Tree
  ) {
    guard var below = tree[path], below[old] != nil else { return }
    below.entries = below.entries.map { entry in
      entry.key == old ? Tree.Entry(String(new), entry.value) : entry
    }
    tree[path] = below
  }

  /// Every `say` of a line, wherever it stands.
  private static func respeak(_ line: LineID, _ tree: inout Tree) {
    tree = respoken(tree, line, isSay: false)
  }

  private static func respoken(_ tree: Tree, _ line: LineID, isSay: Bool) -> Tree {
    switch tree {
    case .text(let text): isSay && text == line ? .text("renamed.line") : tree
    case .raw: tree
    case .list(let items): .list(items.map { respoken($0, line, isSay: isSay) })
    case .map(let entries):
      .map(
        entries.map {
          Tree.Entry($0.key, respoken($0.value, line, isSay: $0.key == "say"))
        })
    }
  }
}
