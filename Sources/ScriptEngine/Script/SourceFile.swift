/// A file as the clinic folder holds it. Reading it from a disk is for others: the engine does no
/// I/O.
package struct SourceFile: Hashable, Sendable {
  /// Relative to the clinic folder, `/` between names: `scripts/common.yaml`.
  package let path: String
  package let bytes: [UInt8]

  package init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }
}
