/// Lines that callers have marked as hard to say. They come in with the answer that marked them
/// (`CallWrite.stumble`); here they are read.
package protocol StumbleKeeping: AnyObject {
  /// In the order in which they were marked.
  ///
  /// - Parameter script: of its lines alone; `nil` = of all.
  func stumbles(in script: String?) throws(StoreFailure) -> [Stumble]
}
