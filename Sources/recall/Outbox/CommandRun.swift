import Foundation
import RecallDomain

/// Runs the clinic's own command for one message.
///
/// The whole message lies in the pipe, and the pipe is closed, *before* the command starts: whatever
/// becomes of this process meanwhile, the command never reads half a message and takes it for one.
/// It is a group of processes of its own, so that Ctrl-C here does not reach it, and gets no more of
/// our surroundings than it needs. What it prints is thrown away: it may name the patient.
struct CommandRun {
  /// More would not fit into a pipe; no message is nearly as long.
  static let mostBytes = 60_000
  /// Between asking a command to end and ending it, in seconds.
  private static let grace: TimeInterval = 2

  /// Where programs are looked for that are named without a slash.
  static let path = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"

  let words: [String]
  /// The command works here: its own files may lie beside clinic.yaml.
  let folder: String
  /// Seconds.
  let patience: TimeInterval

  /// - Returns: how the command ended.
  func hand(_ message: [UInt8]) -> CommandEnd {
    guard let named = words.first, message.count <= Self.mostBytes,
      let program = MessageCheck.path(of: named, from: folder), let pipe = FullPipe(message)
    else { return .notStarted }
    defer { pipe.close() }
    guard let child = start(program, reading: pipe.end) else { return .notStarted }
    return wait(for: child)
  }

  private func start(_ program: String, reading input: Int32) -> pid_t? {
    var files = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    posix_spawn_file_actions_init(&files)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&files)
      posix_spawnattr_destroy(&attributes)
    }
    posix_spawn_file_actions_adddup2(&files, input, 0)
    posix_spawn_file_actions_addopen(&files, 1, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addopen(&files, 2, "/dev/null", O_WRONLY, 0)
    var (every, none) = (sigset_t(), sigset_t())
    sigfillset(&every)
    sigemptyset(&none)
    posix_spawnattr_setsigdefault(&attributes, &every)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setpgroup(&attributes, 0)
    let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK
    posix_spawnattr_setflags(&attributes, Int16(flags))
    // A child begins where its parent is.
    let here = FileManager.default.currentDirectoryPath
    guard chdir(folder) == 0 else { return nil }
    defer { chdir(here) }
    var child = pid_t()
    let failed = Self.withWords(words) { arguments in
      Self.withWords(Self.surroundings) { environment in
        posix_spawn(&child, program, &files, &attributes, arguments, environment)
      }
    }
    return failed == 0 ? child : nil
  }

  /// What a mail program needs to find its own files, and nothing of ours.
  private static var surroundings: [String] {
    let environment = ProcessInfo.processInfo.environment
    let kept = ["HOME", "USER", "LOGNAME", "TZ"].compactMap { name in
      environment[name].map { "\(name)=\($0)" }
    }
    return ["PATH=\(path)", "LANG=C.UTF-8"] + kept
  }

  private static func withWords(
    _ words: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Int32
  ) -> Int32 {
    let copies = words.map { strdup($0) }
    defer { for copy in copies { free(copy) } }
    return body(copies + [nil])
  }

  /// Looks often at first: most commands take a few milliseconds.
  private func wait(for child: pid_t) -> CommandEnd {
    let end = ContinuousClock.now + .seconds(patience)
    var (pause, status): (useconds_t, Int32) = (500, 0)
    while true {
      let answer = waitpid(child, &status, WNOHANG)
      if answer == child { return Self.end(status) }
      if answer < 0, errno != EINTR { return .signal(0) }
      if ContinuousClock.now >= end { return stop(child) }
      usleep(pause)
      pause = min(pause * 2, 20_000)
    }
  }

  private func stop(_ child: pid_t) -> CommandEnd {
    var status: Int32 = 0
    kill(-child, SIGTERM)
    let end = ContinuousClock.now + .seconds(Self.grace)
    while ContinuousClock.now < end {
      if waitpid(child, &status, WNOHANG) == child {
        kill(-child, SIGKILL)
        return .outOfTime
      }
      usleep(10_000)
    }
    kill(-child, SIGKILL)
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    return .outOfTime
  }

  private static func end(_ status: Int32) -> CommandEnd {
    let signal = status & 0x7F
    return signal == 0 ? .exit((status >> 8) & 0xFF) : .signal(signal)
  }
}

/// A pipe that holds all of a message, with nobody left who could write more.
private struct FullPipe {
  let end: Int32

  init?(_ bytes: [UInt8]) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    // A pipe of a system that gives less room refuses the rest, and does not wait for a reader.
    _ = fcntl(ends[1], F_SETFL, O_NONBLOCK)
    let written = bytes.withUnsafeBytes { write(ends[1], $0.baseAddress, $0.count) }
    Foundation.close(ends[1])
    guard written == bytes.count else {
      Foundation.close(ends[0])
      return nil
    }
    end = ends[0]
  }

  func close() { Foundation.close(end) }
}
