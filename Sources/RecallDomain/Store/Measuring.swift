/// What a manager asks of a store: figures, counted where the rows are, in short reads.
package protocol Measuring: AnyObject {
  func measure(_ question: MetricQuestion) throws(StoreFailure) -> MetricReport
}

extension RecallStore {
  /// The same with what waits for this person alone: a report that somebody reads names the emergency
  /// openings that they answer for.
  package func measure(
    _ question: MetricQuestion, for reader: StaffMember
  ) throws(StoreFailure) -> MetricReport {
    var report = try measure(question)
    if reader.may(.lookAtOpenings), kind != .practice {
      report.waiting.openings = try openingsWaiting(for: reader.id)
    }
    return report
  }
}
