import Foundation
import RecallDomain
import RecallTestSupport
import Testing

@testable import RecallStorage

/// A server that shows a certificate for `localhost`, which signed itself.
private final class CertifiedServer {
  let folder = "/tmp/recall-tls-\(UUID().uuidString)"
  let port: Int
  let cluster: Cluster

  init() throws {
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
    try Self.certificate("server", in: folder)
    try Self.certificate("other", in: folder)
    port = Self.freePort()
    cluster = try Cluster(settings: [
      "listen_addresses=127.0.0.1", "port=\(port)", "ssl=on",
      "ssl_cert_file=\(folder)/server.crt", "ssl_key_file=\(folder)/server.key",
    ])
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  private static func certificate(_ name: String, in folder: String) throws {
    try run(
      "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
      "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
      "-keyout", "\(folder)/\(name).key", "-out", "\(folder)/\(name).crt")
    if getuid() == 0 { try run("chown", "postgres", "\(folder)/\(name).key") }
  }

  private static func run(_ words: String...) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = words
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Unexpected() }
  }

  private static func freePort() -> Int {
    let opened = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(opened) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        _ = bind(opened, address, length)
        _ = getsockname(opened, address, &length)
      }
    }
    return Int(UInt16(bigEndian: address.sin_port))
  }

  func address(host: String, root: String) throws -> PostgreSQLAddress {
    try PostgreSQLAddress(
      "postgresql://postgres@\(host):\(port)/postgres?sslmode=verify-full"
        + "&sslrootcert=\(folder)/\(root).crt")
  }
}

@Suite(
  "a server that must prove who it is",
  .disabled(if: Cluster.isToBeSkipped, Comment(rawValue: Cluster.skipped)))
struct VerifiedServerTests {
  @Test("the right certificate is let in, encrypted; another one, or another name, is refused")
  func certificates() throws {
    let server = try CertifiedServer()
    let good = PostgreSQLConnection(try server.address(host: "localhost", root: "server"))
    #expect(try good.transaction("test") { try $0.int("SELECT 1") } == 1)
    #expect(good.protection.value.hasPrefix("TLS"))
    for (host, root) in [("localhost", "other"), ("127.0.0.1", "server")] {
      let bad = PostgreSQLConnection(try server.address(host: host, root: root))
      #expect {
        _ = try bad.transaction("test") { try $0.int("SELECT 1") }
      } throws: { error in
        guard case .unreachable(let why)? = error as? StoreFailure else { return false }
        return why.contains("certificate was not accepted")
      }
    }
  }
}
