/// What a manager asks of a store: figures, counted where the rows are, in short reads.
package protocol Measuring: AnyObject {
  func measure(_ question: MetricQuestion) throws(StoreFailure) -> MetricReport
}
