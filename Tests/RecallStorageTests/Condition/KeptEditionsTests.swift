import Foundation
import RecallDomain
import RecallTestSupport
import Testing

@testable import RecallStorage

@Suite("Store check holds the scripts that are kept against their names")
struct KeptEditionsTests {
  @Test("one that was altered is named, and one of an earlier program is as good as one of today")
  func altered() throws {
    try TrailBench.onBoth { bench in
      let compiled = Data(#"{"script":"of before"}"#.utf8)
      // The first 12 digits of its SHA-256, by `sha256sum`.
      let hash = "sha256:\(String(repeating: "a", count: 64)).f7a091729a36"
      try bench.store.saveEdition(hash: hash, compiled: compiled)
      try bench.store.saveEdition(hash: "of-a-test", compiled: Data([0]))
      #expect(try bench.store.check() == [])
      try bench.tamper(
        bench.store.isServed
          ? "ALTER TABLE script_version DISABLE TRIGGER ALL"
          : "DROP TRIGGER script_version_no_update")
      try bench.tamper(
        "UPDATE script_version SET compiled = (SELECT compiled FROM script_version "
          + "WHERE hash = 'of-a-test') WHERE hash <> 'of-a-test'")
      let named = try bench.store.findings().filter { $0.sentence.hasPrefix("stored editions") }
      TrustLedger.count("broken invariants named", tried: 1, broken: named.count == 1 ? 0 : 1)
      #expect(named.first?.places == [hash] && named.first?.advice.isEmpty == false)
    }
  }
}
