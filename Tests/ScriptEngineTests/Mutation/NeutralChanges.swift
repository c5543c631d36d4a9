import RecallDomain

@testable import ScriptEngine

/// Changes that break nothing: layout, names, order, words within the rules, and what looks like a
/// breach and is none.
extension MutantMaker {
  mutating func neutralChanges() -> [NeutralChange] {
    layout() + renamings() + order() + rewordings() + nearWords() + nearFlow() + nearLocale()
      + nearMessages() + nearApproval()
  }

  static let shape: [RuleID] = [.format, .reference]

  private func layout() -> [NeutralChange] {
    let files = base.trees.keys.sorted()
    let styles = Tree.Style.allCases.map { style in
      NeutralChange(
        Self.shape + [.localeStale], "written anew (\(style))",
        changed { clinic in for file in files { clinic.edit(file, style) { _ in } } })
    }
    let texts: [(String, (String) -> String)] = [
      ("comments", { "# A remark.\n" + $0.replacing("\n", with: " # more\n") }),
      ("blank lines", { $0.replacing("\n", with: "\n\n") }),
      ("a byte order mark", { "\u{FEFF}" + $0 }),
      ("line ends of Windows", { $0.replacing("\n", with: "\r\n") }),
    ]
    return styles
      + texts.map { name, change in
        NeutralChange(
          Self.shape, name, changed { clinic in for file in files { clinic.rewrite(file, change) } }
        )
      }
  }

  private mutating func order() -> [NeutralChange] {
    let files = base.trees.keys.sorted().filter { !$0.hasSuffix("language.yaml") }
    let keys = (0..<2).map { turn in
      var dice = SeededNumbers(seed: UInt64(turn) + 7)
      return NeutralChange(
        Self.shape + [.localeOrphan, .unreachable], "keys in another order (\(turn))",
        changed { clinic in
          for file in files { clinic.edit(file) { $0 = Self.shuffled($0, &dice) } }
        })
    }
    return keys
      + some(nodes("hear")).map { node in
        NeutralChange(
          [.format, .forcedLoop], "answers of \(node) in another order",
          changed {
            $0.edit(home(node)) { tree in
              var heard = tree[["nodes", node, "hear"]]!
              heard.entries.reverse()
              tree[["nodes", node, "hear"]] = heard
            }
          })
      }
  }

  private static func shuffled(_ tree: Tree, _ dice: inout SeededNumbers) -> Tree {
    guard case .map(let entries) = tree else { return tree }
    let inside = entries.map { Tree.Entry($0.key, shuffled($0.value, &dice)) }
    return .map(inside.shuffled(using: &dice))
  }
}
