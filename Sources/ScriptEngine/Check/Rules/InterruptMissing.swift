import RecallDomain

/// `interrupt/missing`: a patient may say any of these things at any moment, so a script must have
/// an answer to each of them: every interrupt of the closed list has a target, the script's own or
/// a fragment's.
enum InterruptMissing: StillRule {
  static func findings(in subject: Subject) -> [Finding] {
    let script = subject.script
    let place = SourcePlace(file: script[script.start].place.file, line: 1, column: 1)
    return Interrupt.allCases.filter { script.interrupts[$0] == nil }.map {
      Finding(rule: .interruptMissing, place: place, message: message($0))
    }
  }

  // MARK: wording

  private static func message(_ interrupt: Interrupt) -> String {
    "interrupt \"\(interrupt.rawValue)\" has no target"
  }
}
