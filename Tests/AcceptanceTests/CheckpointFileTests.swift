import Foundation
import Testing

/// `audit.checkpoints` of the clinic folder, after a full disk or a power cut.
@Suite("the file of checkpoints")
struct CheckpointFileTests {
  @Test("a line that was cut off swallows no other one, and is told")
  func torn() throws {
    let place = try Workplace()
    try place.smallDemo()
    _ = try place.console(["next", "/quit"])
    let file = place.home.appendingPathComponent("demo/audit.checkpoints")
    let whole = try Data(contentsOf: file)
    try whole.dropLast(20).write(to: file)
    let lines = whole.split(separator: UInt8(ascii: "\n")).count
    _ = try place.console(["next", "/quit"])
    let after = try Data(contentsOf: file).split(separator: UInt8(ascii: "\n"))
    #expect(after.count == lines + 1)
    let verified = try place.run(["audit", "verify", "--clinic", "demo", "--as", "ana"])
    #expect(verified.status == 1)
    let told = verified.output.inOneLine
    #expect(told.contains("held against the checkpoint of"), "\(told)")
    #expect(told.contains("a line of audit.checkpoints cannot be read"), "\(told)")
    let left = after.dropLast(2) + [after[after.count - 1]]
    try Data(left.flatMap { $0 + [UInt8(ascii: "\n")] }).write(to: file)
    let mended = try place.run(["audit", "verify", "--clinic", "demo", "--as", "ana"])
    #expect(mended.status == 0, "\(mended.output)")
  }
}
