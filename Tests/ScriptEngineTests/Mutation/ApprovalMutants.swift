import Foundation
import RecallDomain

@testable import ScriptEngine

/// Approvals that no longer fit.
extension MutantMaker {
  /// The script as its lead approved it.
  var approved: MutantClinic {
    var clinic = base
    clinic.others = base.library().approvals(by: "lead", at: TestCall.noon).map(\.file)
    return clinic
  }

  mutating func approvalMutants() -> [Mutant] {
    let site = Mutant.Site.file("scripts/\(base.script).yaml")
    var mutants = [Mutant(.approval, "never approved", base, site)]
    func add(_ name: String, _ change: (inout MutantClinic) -> Void) {
      var clinic = approved
      change(&clinic)
      mutants.append(Mutant(.approval, name, clinic, site))
    }
    for line in some(base.lines("en").filter { base.home(of: $0, "es") != nil }) {
      add("\(line) reworded") { $0.say("Thank you.", line, "en", inStep: true) }
      add("\(line) translated anew") { $0.say("Gracias.", line, "es") }
    }
    for node in some(nodes("hear")) {
      add("\(node) records a barrier") {
        $0.set(home(node), ["nodes", node, "barrier"], .text("other"))
      }
      add("\(node) routes") {
        $0.set(home(node), ["nodes", node, "route"], .text("front-desk"))
      }
    }
    add("another greeting") {
      $0.set("locales/es/language.yaml", ["greetings", "12"], .text("Muy buenas tardes"))
    }
    add("another engine sentence") {
      $0.set("locales/es/engine.yaml", ["lines", "engine.again", "text"], .text("¿Otra vez?"))
    }
    add("fewer identifiers") { $0.policy.identity.require = [.dateOfBirth] }
    add("tightened disclosure") { $0.policy.disclosure = ["portal": .open] }
    for file in approved.others {
      add("a forged approval") { clinic in
        let text = String(decoding: file.bytes, as: UTF8.self)
        clinic.others = [
          SourceFile(
            path: file.path, bytes: Array(text.replacing("sha256:", with: "sha256:0").utf8))
        ]
      }
    }
    return mutants
  }
}
