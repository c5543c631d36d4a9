import Foundation
import Testing

/// mandoc, where it is installed, finds nothing to warn of in any page.
@Suite("The pages as mdoc")
struct LintTests {
  private static let mandoc = "/usr/bin/mandoc"

  @Test(
    "are without a warning",
    .enabled(if: FileManager.default.isExecutableFile(atPath: mandoc), "mandoc is not installed"))
  func noWarnings() throws {
    let pages = try FileManager.default.contentsOfDirectory(atPath: ManualPage.folder.path)
    #expect(pages.count >= 4)
    for page in pages.sorted() {
      let lint = Process()
      lint.executableURL = URL(fileURLWithPath: Self.mandoc)
      lint.arguments = [
        "-T", "lint", "-W", "warning", ManualPage.folder.appendingPathComponent(page).path,
      ]
      let output = Pipe()
      (lint.standardOutput, lint.standardError) = (output, output)
      try lint.run()
      let said = output.fileHandleForReading.readDataToEndOfFile()
      lint.waitUntilExit()
      #expect(said.isEmpty, "\(page): \(String(decoding: said, as: UTF8.self))")
    }
  }
}
