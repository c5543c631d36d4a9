import Foundation
import Testing

/// Files that were being made when the power failed. The disk may keep the name of one and lose that of
/// its lock, or the other way round.
@Suite("what a power cut left half made")
struct LeftoverFilesTests {
  @Test("goes with the next file that is made there, and nothing of the clinic's goes with it")
  func swept() throws {
    let place = try Workplace()
    try place.smallDemo()
    let gone = [
      "audit.key.56D2B048.part", "audit.key.0A1B2C3D.part.lock", "audit.key.0A1B2C3E.part-wal",
      "audit.key.0A1B2C3E.part",
    ]
    let theirs = [
      "notes.part", "audit.key.part", "a.56D2B04.part", "a.notahexa.part", "a.56D2B048",
    ]
    for name in gone + theirs { _ = try place.file("demo/\(name)", "half") }
    let ended = try place.run(["audit", "key", "--new", "--clinic", "demo", "--as", "ana"])
    #expect(ended.status == 0, "\(ended.errors)")
    let left = try FileManager.default.contentsOfDirectory(
      atPath: place.home.appendingPathComponent("demo").path)
    #expect(Set(left).isDisjoint(with: gone), "\(left)")
    #expect(Set(left).isSuperset(of: theirs), "\(left)")
  }
}
