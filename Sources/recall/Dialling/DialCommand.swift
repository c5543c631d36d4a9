import Foundation
import RecallDomain

/// `dial: { command: … }` of clinic.yaml: the clinic's own program that makes its telephone ring.
///
/// It gets the number, E.164 and a line end, on its standard input and never as an argument, which
/// everybody on the computer could read. It asks the telephone to dial, and ends: what takes longer
/// than `patience` is ended, and the caller is told to dial by hand.
struct DialCommand {
  /// Seconds.
  private static let patience: TimeInterval = 5

  private let words: [String]
  private let folder: ClinicFolder

  /// `nil`: the clinic dials by hand.
  init?(_ policy: ClinicPolicy, _ folder: ClinicFolder) {
    guard let command = policy.dialCommand else { return nil }
    words = command.split(separator: " ").map(String.init)
    self.folder = folder
  }

  /// Whether it ended well.
  func dial(_ number: String) -> Bool {
    CommandRun(words: words, folder: folder.path, patience: Self.patience)
      .hand(Array((number + "\n").utf8)) == .exit(0)
  }

  /// What the doctor looks at; nothing where it is dialled by hand.
  static func checks(_ policy: ClinicPolicy, _ folder: ClinicFolder) -> [DoctorCheck] {
    DialCommand(policy, folder).map { [$0.check] } ?? []
  }

  private var check: DoctorCheck {
    let program = words.first ?? ""
    guard let found = MessageCheck.path(of: program, from: folder.path) else {
      return DoctorCheck(
        "dialling", .broken, .words("doctor.no-program", ["program": .data(program)]),
        advice: .words("doctor.no-program.advice", ["key": "dial"]))
    }
    return DoctorCheck("dialling", .ok, .data(found))
  }
}
