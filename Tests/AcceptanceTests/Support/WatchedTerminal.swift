import CTestProgram
import Foundation

/// A program in a terminal of its own, with its picture, its settings, and every way in which it may
/// end.
final class WatchedTerminal {
  let process: pid_t
  private var file: Int32
  private(set) var picture: TerminalPicture
  /// The settings of the terminal before the program came.
  private let settings: [UInt8]
  private(set) var hasEnded = false
  /// Nobody writes to the terminal any more.
  private(set) var isLeft = false
  /// The folder stays for as long as the program runs.
  private let place: Workplace

  init(
    _ arguments: [String], in place: Workplace, rows: Int32 = 24, columns: Int32 = 80,
    environment: [String: String] = [:]
  ) throws {
    var master: Int32 = -1
    process = withStrings([Program.path] + arguments) { argv in
      let all = Program.environment(home: place.home, environment)
      return withStrings(all.map { "\($0)=\($1)" }) { envp in
        test_spawn_in_terminal(Program.path, argv, envp, place.home.path, rows, columns, &master)
      }
    }
    guard process > 0 else { throw Trouble("could not start \(Program.path)") }
    (file, self.place) = (master, place)
    picture = TerminalPicture(columns: Int(columns))
    settings = Self.fresh
  }

  deinit {
    if !hasEnded {
      Foundation.kill(process, SIGKILL)
      _ = test_wait(process)
    }
    if file >= 0 { close(file) }
  }

  // MARK: Keys

  func type(_ keys: String) {
    let bytes = Array(keys.utf8)
    _ = bytes.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
  }

  func resize(rows: Int32, columns: Int32) {
    _ = test_resize(file, rows, columns)
    picture.columns = Int(columns)
  }

  func signal(_ number: Int32) { Foundation.kill(process, number) }

  /// Ctrl-Z was typed: waits until the program has stopped. `nil` = it has; else how it ended.
  func waitUntilStopped() -> Int32? {
    let status = test_wait_stopped(process)
    guard status >= 0 else { return nil }
    hasEnded = true
    return status
  }

  // MARK: What is seen

  /// Draws what comes within so many milliseconds. `false`: nothing came, or it was the end.
  @discardableResult
  func look(for milliseconds: Int32) -> Bool {
    guard file >= 0 else { return false }
    var buffer = [CChar](repeating: 0, count: 65_536)
    let count = test_read(file, &buffer, Int32(buffer.count), milliseconds)
    isLeft = count == 0
    guard count > 0 else { return false }
    picture.draw(buffer[..<Int(count)].lazy.map { UInt8(bitPattern: $0) })
    return true
  }

  /// How it ended, once it has. `nil`: it still runs after so many milliseconds.
  func end(within milliseconds: Int32) -> Int32? {
    let status = test_wait_within(process, milliseconds)
    guard status >= 0 else { return nil }
    hasEnded = true
    return status
  }

  /// The terminal itself is closed, as when its window is.
  func hangUp() {
    close(file)
    file = -1
  }

  /// Whether the terminal is as the program found it. `nil`: there is no terminal any more.
  var isAsBefore: Bool? { file < 0 ? nil : Self.settings(of: file) == settings }

  // MARK: Settings

  /// Of a terminal that nobody has touched.
  private static let fresh: [UInt8] = {
    let file = open("/dev/ptmx", O_RDWR | O_NOCTTY)
    defer { close(file) }
    return settings(of: file)
  }()

  private static func settings(of file: Int32) -> [UInt8] {
    var all = termios()
    guard tcgetattr(file, &all) == 0 else { return [] }
    return withUnsafeBytes(of: &all) { Array($0) }
  }
}
