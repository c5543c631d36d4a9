import Foundation

extension ClinicFolder {
  /// A clinic is made whole or not at all: when `body` fails, a folder that was not there before is
  /// taken away again, so that the same command can be given once more.
  func makingWhole<Result>(_ body: () throws -> Result) throws -> Result {
    let wasThere = FileManager.default.fileExists(atPath: path)
    do { return try body() } catch {
      if !wasThere { try? FileManager.default.removeItem(at: url) }
      throw error
    }
  }
}
