import Foundation

/// `RECALL_TRACE=917` tells the story of recall `r917` while it happens: to see how a violation came
/// about, beside the same seed.
extension SimulatedClinic {
  private static let told = ProcessInfo.processInfo.environment["RECALL_TRACE"].flatMap { Int($0) }

  func tell(_ recall: Int, _ now: Date, _ words: @autoclosure () -> String) {
    if recall == Self.told { print("r\(recall) \(now) \(words())") }
  }
}
