import Foundation

/// A real mail transfer agent (Debian's Exim), run by hand as nobody: its configuration, spool, log
/// and the one mailbox into which it delivers everything lie in the test's own folder.
///
/// It stands behind a script that can do, once, what happens in life: the program that sends is killed
/// at a chosen moment, or the agent itself fails.
struct MailHouse {
  /// What befalls the next message that is handed over.
  enum Mishap: String, CaseIterable, CustomStringConvertible, Sendable {
    /// The sender is killed before its message is read; the agent takes it all the same.
    case killedBeforeReading = "before-reading"
    /// The same, and the agent never gets it.
    case killedAndNotSent = "not-sent"
    case killedAfterReading = "after-reading"
    case killedAfterAccepting = "after-accepting"
    /// The agent has it, and is killed before it can say so.
    case agentKilled = "agent-killed"
    /// The agent has it, and says that something went wrong.
    case agentConfused = "agent-confused"

    var description: String { rawValue }
    var killsSender: Bool { self != .agentKilled && self != .agentConfused }
  }

  /// There is no Exim here, and nobody insists on one (`CI`).
  static var isToBeSkipped: Bool {
    !FileManager.default.isExecutableFile(atPath: "/usr/sbin/exim4")
      && ProcessInfo.processInfo.environment["CI"] == nil
  }

  static let skipped = "Exim is not installed here (Debian: exim4-daemon-light); skipped"

  let folder: URL

  init(in place: Workplace) throws {
    folder = place.home.appendingPathComponent("mail")
    let isRoot = getuid() == 0
    for name in ["spool", "log", "box"] {
      let room = folder.appendingPathComponent(name)
      try FileManager.default.createDirectory(at: room, withIntermediateDirectories: true)
      if isRoot { chown(room.path, Self.nobody, Self.nogroup) }
    }
    let (user, group) = isRoot ? (Self.nobody, Self.nogroup) : (getuid(), getgid())
    try write("exim.conf", Self.configuration(folder.path, user: user, group: group))
    try write("send.sh", Self.script(folder.path, isRoot: isRoot))
    if isRoot { chown(folder.appendingPathComponent("exim.conf").path, Self.nobody, Self.nogroup) }
    if isRoot { chown(folder.path, Self.nobody, Self.nogroup) }
  }

  /// For `messages:` of clinic.yaml.
  var command: String { "[/bin/sh, \(folder.path)/send.sh]" }

  func next(_ mishap: Mishap) throws { try write("mishap", mishap.rawValue + "\n") }

  /// Waits until the agent has nothing in hand any more: a killed sender leaves it at work.
  func settle() throws {
    let end = Date().addingTimeInterval(60)
    while FileManager.default.fileExists(atPath: folder.appendingPathComponent("busy").path) {
      guard Date() < end else { throw Trouble("the mail agent does not come to an end") }
      usleep(10_000)
    }
  }

  /// How many messages came to each address.
  func delivered() throws -> [String: Int] {
    var counts: [String: Int] = [:]
    for line in try mailbox().split(separator: "\n") where line.hasPrefix("To: ") {
      counts[String(line.dropFirst(4)), default: 0] += 1
    }
    return counts
  }

  func mailbox() throws -> String {
    let box = folder.appendingPathComponent("box/mbox")
    guard FileManager.default.fileExists(atPath: box.path) else { return "" }
    return try String(contentsOf: box, encoding: .utf8)
  }

  private func write(_ name: String, _ text: String) throws {
    try Data(text.utf8).write(to: folder.appendingPathComponent(name))
  }

  private static let nobody: uid_t = 65_534
  private static let nogroup: gid_t = 65_534

  private static func configuration(_ folder: String, user: uid_t, group: gid_t) -> String {
    """
    primary_hostname = clinic.test
    domainlist local_domains = *
    spool_directory = \(folder)/spool
    log_file_path = \(folder)/log/%slog
    exim_user = \(user)
    exim_group = \(group)
    never_users =
    no_local_from_check
    no_message_logs
    keep_environment =
    begin routers
    all:
      driver = accept
      transport = box
    begin transports
    box:
      driver = appendfile
      file = \(folder)/box/mbox
      user = \(user)
      group = \(group)
      no_check_owner
      mode = 0644

    """
  }

  /// `-t -i` as everywhere; `-odf`: delivered before it answers, so that the mailbox can be counted.
  private static func script(_ folder: String, isRoot: Bool) -> String {
    let drop = isRoot ? "setpriv --reuid=65534 --regid=65534 --clear-groups" : ""
    return """
      cd \(folder)
      : >busy
      trap 'rm -f busy' EXIT
      agent() { \(drop) /usr/sbin/exim4 -C \(folder)/exim.conf -odf -t -i; }
      mishap=
      if [ -f mishap ]; then mishap=$(cat mishap); rm mishap; fi
      case $mishap in
      before-reading) kill -9 $PPID; agent ;;
      not-sent) kill -9 $PPID; exit 0 ;;
      after-reading) cat >message; kill -9 $PPID; agent <message; rm message ;;
      after-accepting) agent; kill -9 $PPID ;;
      agent-killed) agent; rm -f busy; kill -9 $$ ;;
      agent-confused) agent; exit 1 ;;
      *) agent ;;
      esac

      """
  }
}
