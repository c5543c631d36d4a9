import RecallDomain

@testable import ScriptEngine

/// `format` and `reference`: what the reader has to refuse, and where.
extension MutantMaker {
  mutating func formatMutants() -> [Mutant] {
    unknownKeys() + lostExits() + twoActs() + twice() + bounds() + badNames() + raws()
      + wrongTypes()
  }

  private func mutant(
    _ rule: RuleID, _ name: String, _ file: String, _ path: [String], _ value: Tree?,
    _ site: [String]? = nil
  ) -> Mutant {
    Mutant(rule, name, changed { $0.set(file, path, value) }, .within(file, site ?? path))
  }

  private mutating func unknownKeys() -> [Mutant] {
    some(base.nodes).map {
      mutant(.format, "unknown key in \($0)", home($0), ["nodes", $0, "sayy"], .text("x"))
    }
      + [
        mutant(
          .format, "unknown key of a file", "locales/es/\(base.script).yaml", ["linez"], .map([]))
      ]
  }

  private mutating func lostExits() -> [Mutant] {
    some(base.nodes.filter { base.node($0)?["then"] != nil }).map { node in
      let exit = base.node(node)!["then"]!.keys.last!
      let path = ["nodes", node, "then"]
      return mutant(
        .format, "exit \(exit) of \(node) lost", home(node), path + [exit], nil, path)
    }
  }

  private mutating func twoActs() -> [Mutant] {
    some(base.nodes.filter { act($0) != "go" }).map {
      mutant(
        .format, "second act in \($0)", home($0), ["nodes", $0, "go"], .text("resume"),
        ["nodes", $0])
    }
  }

  private mutating func twice() -> [Mutant] {
    some(base.nodes).map { node in
      let file = home(node)
      let clinic = changed {
        $0.edit(file) { tree in
          var nodes = tree["nodes"]!
          nodes.entries.append(Tree.Entry(node, nodes[node]!))
          tree["nodes"] = nodes
        }
      }
      return Mutant(.format, "\(node) written twice", clinic, .file(file))
    }
  }

  private mutating func bounds() -> [Mutant] {
    some(nodes("hear"), 2).flatMap { node in
      ["0", "10", "-1", "two"].map { count in
        let path = exits(node)[0]
        let target = Tree.map([
          Tree.Entry("go", .text(script.start)), Tree.Entry("at_most", .text(count)),
          Tree.Entry("then", end("no-answer", "technical")),
        ])
        return mutant(.format, "at_most \(count) in \(node)", home(node), path, target)
      }
    }
  }

  private mutating func badNames() -> [Mutant] {
    let responses = ["busy", "bu", "emergency", "Patient", "9lives", "a-b"]
    let heard = some(nodes("hear"), 1).flatMap { node in
      responses.map {
        mutant(
          .format, "response \($0) in \(node)", home(node), ["nodes", node, "hear", $0],
          .text(script.start))
      }
    }
    let file = "scripts/\(base.script).yaml"
    return heard
      + ["recall", "dial", "save", "mrn", "full_name", "Node", "re-ask"].map {
        mutant(
          .format, "node named \($0)", file, ["nodes", $0],
          .map([Tree.Entry("go", .text(script.start))]))
      }
  }

  private mutating func raws() -> [Mutant] {
    some(nodes("hear"), 2).flatMap { node in
      [("&a", "&a "), ("*a", "*"), ("!!str", "!!str "), ("!x", "!x ")].map { name, mark in
        let (file, path) = (home(node), exits(node)[0])
        // The key with a value that every reader of YAML but a strict one takes.
        let clinic = changed { $0.set(file, path, .raw(mark + "opening")) }
        let honest = changed { $0.set(file, path, .text("opening")) }
        return Mutant(.format, "\(name) in \(node)", clinic, .line(of: path, file, in: honest))
      }
    }
  }

  private mutating func wrongTypes() -> [Mutant] {
    some(base.nodes.filter { base.node($0)?["say"] != nil }, 3).flatMap { node in
      [Tree.map([Tree.Entry("a", .text("b"))]), .list([]), .text("")].map {
        mutant(.format, "say of \(node) is none", home(node), ["nodes", node, "say"], $0)
      }
    }
  }

  // MARK: reference

  mutating func referenceMutants() -> [Mutant] {
    targets() + names() + lines() + facts()
  }

  /// One letter too many, as a slip of a finger.
  private func slip(_ name: String) -> String { name + "q" }

  private mutating func targets() -> [Mutant] {
    let all = base.nodes.flatMap { node in exits(node).map { (home(node), $0) } }
      .filter { base.trees[$0.0]?[$0.1]?.string ?? "resume" != "resume" }
    return some(all).map { file, path in
      let name = base.trees[file]![path]!.string!
      return mutant(.reference, "target \(slip(name))", file, path, .text(slip(name)))
    }
      + [
        mutant(
          .reference, "unknown start", "scripts/\(base.script).yaml", ["start"],
          .text(slip(script.start))),
        mutant(
          .reference, "unknown fragment", "scripts/\(base.script).yaml", ["use"],
          .list([.text("commonq")])),
      ]
  }

  private mutating func names() -> [Mutant] {
    let keys = ["route", "barrier", "ask", "end", "detail"]
    return keys.flatMap { key in
      some(base.nodes.filter { base.node($0)?[key]?.string != nil }, 2).map { node in
        let name = slip(base.node(node)![key]!.string!)
        return mutant(
          .reference, "\(key) \(name) of \(node)", home(node), ["nodes", node, key], .text(name))
      }
    }
      + base.scriptFiles.filter { base.trees[$0]?["interrupts"] != nil }.map {
        mutant(
          .reference, "unknown interrupt", $0, ["interrupts", "emergencies"], .text(script.start))
      }
  }

  private mutating func lines() -> [Mutant] {
    some(base.nodes.filter { line(of: $0) != nil }).map { node in
      mutant(
        .reference, "unknown line in \(node)", home(node), ["nodes", node, "say"],
        .text(slip(line(of: node)!)))
    }
      + some(base.nodes.filter { line(of: $0) != nil }, 3).map { node in
        let line = line(of: node)!
        let clinic = changed { clinic in
          for locale in MutantClinic.languages {
            clinic.set(base.home(of: line, locale)!, ["lines", line], nil)
          }
        }
        return Mutant(.reference, "line \(line) is gone", clinic, say(node))
      }
  }

  private mutating func facts() -> [Mutant] {
    ["patient_firs", "clinik", "diagnosis", "{", "due date"].flatMap { name in
      some(base.lines("en"), 1).map { line in
        let clinic = changed { $0.say(name == "{" ? "{clinic" : "{\(name)}", line, "en") }
        return Mutant(
          .reference, "{\(name)} in \(line)", clinic,
          .within(base.home(of: line, "en")!, ["lines", line]))
      }
    }
  }
}
