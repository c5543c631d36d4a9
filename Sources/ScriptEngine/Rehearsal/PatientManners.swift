import RecallDomain

/// What any simulated patient says off the road of their rehearsal, when the caller did something
/// else than they expected. The words stand under `rehearsals` in `common.rehearsals.yaml`, several
/// phrasings as `_a`, `_b`, `_c`; a clinic without them has patients who fall silent there.
enum PatientManners {
  /// Before they hang up: out of patience, out of time; what is heard where nobody speaks.
  static let impatient = "patient.impatient"
  static let outOfTime = "patient.out_of_time"
  static let lineCloses = "line.closes"

  /// What is given when it is asked for unexpectedly; the others have nothing to say there.
  static let given: Set<CallField> = [
    .callbackWindow, .emergencyWords, .emergencyLocation, .agreed911, .language,
  ]

  /// What a patient says they heard or want, the dearest first: back to where the call was; then what
  /// suits how it should have ended.
  static func wishes(for end: Outcome) -> [String] { toTheRoad + suiting(end) + anyhow }

  /// What somebody says who is not the one asked for.
  static let ofStrangers = ["someone_else", "not_now", "go_on", "for_now", "later"]

  private static let toTheRoad = [
    "go_on", "patient_back", "patient_comes", "patient", "this_one", "switched",
  ]

  private static func suiting(_ end: Outcome) -> [String] {
    switch end {
    case .scheduled: ["find_time", "ready", "later_dates", "other_time"]
    case .callbackRequested: ["later", "call_closer", "after_call", "wait_team"]
    case .declined: ["rather_not", "for_now", "enough"]
    default: ["enough", "wait", "wait_team", "after_call", "later"]
    }
  }

  private static let anyhow = [
    "ready", "find_time", "later", "for_now", "nurse", "enough", "wait", "later_dates", "not_said",
    "not_sure", "other_time", "rather_not", "with_us",
  ]

  /// One name may have several phrasings.
  static func phrasings(_ name: String) -> [LineID] { ["", "_a", "_b", "_c"].map { name + $0 } }

  static let allLines: Set<LineID> = {
    let wished = Set(Outcome.allCases.flatMap { Self.wishes(for: $0) })
    let fields = CallField.askable.filter { $0 != .handedTo }.map(\.rawValue)
    let patients = ["puzzled", "myself", "booking", "none_suit", "here"] + fields + wished.sorted()
    let others = ["unsure", "not_me", "callback_window", "none", "takes_word"] + ofStrangers
    var names = ["child.any", "machine.waits", "screener.waits", "line.silence"]
    names += [impatient, outOfTime, lineCloses]
    names += patients.map { "patient." + $0 }
    names += others.map { "other." + $0 }
    return Set(names.flatMap(phrasings))
  }()
}
