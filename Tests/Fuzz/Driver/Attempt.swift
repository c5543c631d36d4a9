import Foundation

/// The entry that this process drives.
enum Chosen {
  static let name = ProcessInfo.processInfo.environment["RECALL_FUZZ_ENTRY"] ?? ""
  static let entry = FuzzEntry.named(name)
}

/// libFuzzer's own entrance.
@_silgen_name("LLVMFuzzerRunDriver")
func runDriver(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ attempt: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// One input. A promise that is broken ends the run as a crash does: libFuzzer keeps the input.
@_cdecl("LLVMFuzzerTestOneInput")
func tryOne(_ bytes: UnsafePointer<UInt8>?, _ length: Int) -> CInt {
  do {
    try Chosen.entry?.attempt(Array(UnsafeBufferPointer(start: bytes, count: length)))
  } catch {
    fatalError("\(Chosen.name): \(error)")
  }
  return 0
}
