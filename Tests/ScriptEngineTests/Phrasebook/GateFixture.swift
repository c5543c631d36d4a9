import RecallDomain

@testable import ScriptEngine

/// Gates at each level, raised the only way there is: by a verification.
enum GateFixture {
  static func gate(_ level: GateLevel) -> Gate {
    var gate = Gate()
    switch level {
    case .closed: break
    case .scheduling:
      var run = IdentityGate(node: "helper", whom: .helper, demand: .nothing)
      run.accepted(.init(name: "Luis", relationship: "son"))
      run.raise(&gate)
    case .open: IdentityGate(node: "identity", whom: .identity, demand: .nothing).raise(&gate)
    }
    return gate
  }
}
