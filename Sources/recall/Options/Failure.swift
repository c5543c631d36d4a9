import Foundation
import RecallDomain
import ScriptEngine

/// Why a command could not do its work, with the exit code of INTERFACES (sysexits) and what to do.
/// Carries no patient's data. All of them are collected in Sources/Manual/Guides/errors.md.
struct Failure: Error, Equatable {
  enum Code: Int32 {
    case findings = 1
    case usage = 64
    case unreadable = 65
    case unreachable = 69
    case inside = 70
    case cannotCreate = 73
    case tryAgain = 75
    case notPermitted = 77
    case configuration = 78

    /// The word in `{"error": {"code": …}}`.
    var name: String {
      switch self {
      case .findings: "findings"
      case .usage: "usage"
      case .unreadable: "unreadable"
      case .unreachable: "unreachable"
      case .inside: "internal"
      case .cannotCreate: "cannot-create"
      case .tryAgain: "try-again"
      case .notPermitted: "not-permitted"
      case .configuration: "configuration"
      }
    }
  }

  let code: Code
  let message: String
  /// What to do, a sentence to a line; *never* left out.
  let hint: String

  init(_ code: Code, _ message: String, hint: String) {
    self.code = code
    self.message = message
    self.hint = hint
  }
}

extension Failure {
  /// The file of the store that this command works with: a sentence about its disk says which that is.
  /// Set when clinic.yaml was read, before anything else happens.
  nonisolated(unsafe) static var storePlace: String?
  private static var store: String { storePlace ?? "the store" }

  /// What went wrong with the store, in one sentence and what to do.
  init(_ failure: StoreFailure) {
    switch failure {
    case .busy: self.init(.tryAgain, "the store is busy", hint: "try again in a moment")
    case .unreachable("permission denied"):
      self.init(
        .unreachable, "the store could not be reached: permission denied",
        hint: "check who owns \(Self.store) and its folder, and their modes; "
          + "`recall doctor` says more")
    case .unreachable(let why) where Self.storePlace != nil:
      self.init(
        .unreachable, "the store could not be reached: \(why)",
        hint: "look after \(Self.store) and its disk; `recall doctor` says more")
    case .unreachable(let why):
      self.init(
        .unreachable, "the store could not be reached: \(why)",
        hint: "`recall doctor` says what is missing")
    case .full:
      self.init(
        .unreachable, "the disk of the store is full",
        hint: "make room on the disk of \(Self.store), then try again")
    case .readOnly:
      self.init(
        .notPermitted, "the store could not be written: it is read-only",
        hint: "check the permissions of \(Self.store) and its folder, and that the disk is mounted "
          + "for writing")
    case .damaged(let why):
      self.init(
        .unreachable, "the store could not be read: \(why)", hint: "restore it from a backup")
    case .newerSchema(let found, let known):
      self.init(
        .configuration,
        "the store was made by a newer recall (schema \(found), this program knows \(known))",
        hint: "install the newer program")
    case .olderSchema(found: 0, known: _):
      self.init(
        .configuration, "the database holds no store yet",
        hint: "`recall store migrate` makes it")
    case .olderSchema(let found, let known):
      self.init(
        .configuration,
        "the store was made by an earlier recall (schema \(found), this program needs \(known))",
        hint: "its owner runs `recall store migrate` once")
    case .notPermitted:
      self.init(
        .notPermitted, "this database user may not do that",
        hint: "`recall store grant PERSON`, done by whoever set the store up, lets a person in")
    case .unverified(let mode):
      self.init(
        .configuration,
        "the store's server is on the network, and sslmode is \(mode), which does not make it "
          + "prove who it is; nothing was sent to it",
        hint: "add sslmode=verify-full to store: in clinic.yaml; or accept the risk there: "
          + "store_security: unverified-network-accepted")
    case .notFound:
      self.init(
        .findings, "there is nothing of that name in the store",
        hint: "take the id as a list prints it: `recall worklist`, `notes` or `inbox`, with --json")
    case .erased:
      self.init(
        .findings,
        "its words were erased, as the clinic's rules say: only outcome and times are left",
        hint: "nothing can be added to it or corrected in it any more")
    case .stale, .setAside, .taken:
      self.init(.tryAgain, "somebody else has it now", hint: "try again")
    case .refused(let constraint):
      self.init(
        .inside, "the store refused the write by its rule \"\(constraint)\"", hint: Self.fault)
    case .failed(let code, let act):
      self.init(
        .inside, "the store could not do \"\(act)\" (code \(code))", hint: Self.fault)
    }
  }

  /// Of a fault of our own.
  private static let fault =
    "`recall store check` says whether the store is in order; where it is, report this line: it "
    + "holds no patient's data"

  /// So many further findings are told beside the first.
  private static let furtherFindings = 9

  /// The findings of a file that must be right before anything else can happen: all at once, so
  /// that it need not be mended one by one.
  init(_ findings: [Finding], in file: String) {
    let first = findings.first.map { "\($0.place): \($0.message)" } ?? "\(file) could not be read"
    let further = findings.dropFirst()
    var hints = further.prefix(Self.furtherFindings).map { "also \($0.place): \($0.message)" }
    let left = further.count - hints.count
    if left > 0 { hints.append("and \(left) more in the same file") }
    hints.append("`man \(Self.page(of: file))` has every key and what it takes")
    self.init(.configuration, first, hint: hints.joined(separator: "\n"))
  }

  private static func page(of file: String) -> String {
    if file.hasSuffix("clinic.yaml") { return "recall-clinic" }
    return file.hasPrefix("scripts/") || file.hasPrefix("locales/")
      ? "recall-script" : "recall-import"
  }
}
