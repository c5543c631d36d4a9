import RecallTestSupport
import Testing

extension Trait where Self == IssueHandlingTrait {
  /// What is found broken counts as one broken case of this promise.
  static func counting(_ promise: String) -> Self {
    .compactMapIssues { issue in
      TrustLedger.count(promise, tried: 0, broken: 1)
      return issue
    }
  }
}
