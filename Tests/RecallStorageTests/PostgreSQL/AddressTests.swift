import Foundation
import RecallDomain
import Testing

@testable import RecallStorage

@Suite("the address of a PostgreSQL store")
struct AddressTests {
  @Test(
    "a password in the address is refused",
    arguments: [
      "postgresql://ana:secret@db/recall", "postgresql://db/recall?password=secret",
      "postgres://ana:%73@/recall",
    ])
  func password(_ url: String) {
    #expect(throws: PostgreSQLAddress.Problem.holdsPassword) { try PostgreSQLAddress(url) }
  }

  @Test(
    "what libpq cannot read is refused without being repeated",
    arguments: [
      "postgresql://db/recall?sslmood=x", "postgresql://[::1/recall", "host=db",
      "sqlite:recall.sqlite",
    ])
  func unreadable(_ url: String) {
    #expect(throws: PostgreSQLAddress.Problem.unreadable) { try PostgreSQLAddress(url) }
  }

  @Test(
    "a network that is not verified is refused before a byte is sent",
    arguments: [
      "postgresql://192.0.2.7/recall", "postgresql://192.0.2.7/recall?sslmode=require",
      "postgresql://192.0.2.7/recall?sslmode=verify-ca",
      "postgresql:///recall?host=/tmp,192.0.2.7",
      "postgresql://localhost/recall?hostaddr=192.0.2.7",
    ])
  func unverified(_ url: String) throws {
    let address = try PostgreSQLAddress(url)
    #expect {
      _ = try Handshake.session(at: address)
    } throws: { error in
      if case .unverified? = error as? StoreFailure { true } else { false }
    }
  }

  @Test(
    "this machine itself needs no certificate",
    arguments: [
      nil, "", "/var/run/postgresql", "@socket", "localhost", "127.0.0.1", "127.1.2.3", "::1",
    ])
  func thisMachine(_ host: String?) { #expect(WayToServer.isThisMachine(host)) }

  @Test(
    "other machines do",
    arguments: [
      "db", "10.0.0.1", "128.0.0.1", "127.0.0.1.example.org", "127.0.0", "::2", "localhost.example",
    ])
  func otherMachine(_ host: String) { #expect(!WayToServer.isThisMachine(host)) }

  @Test(
    "placeholders are numbered outside of quotes and comments",
    arguments: [
      ("SELECT ?, ?", "SELECT $1, $2", 2), ("SELECT ?2, ?1, ?2", "SELECT $2, $1, $2", 2),
      ("SELECT '?', \"?\", ? -- ?\n, ?", "SELECT '?', \"?\", $1 -- ?\n, $2", 2),
      ("SELECT 'it''s ?' /* ? */, ?3, ?", "SELECT 'it''s ?' /* ? */, $3, $4", 4), ("", "", 0),
    ])
  func placeholders(_ source: String, _ sql: String, _ count: Int) {
    let read = Placeholders(source)
    #expect(read.sql == sql && read.count == count)
  }
}
