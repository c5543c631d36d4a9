import Foundation
import RecallTestSupport

/// What goes wrong between a console and its server.
enum OutageFault: Sendable, CustomStringConvertible {
  case proxied(FaultProxy.Fault)
  /// The server is shut down at once, and started again.
  case restarted

  static let all = FaultProxy.Fault.allCases.map { OutageFault.proxied($0) } + [.restarted]

  var description: String {
    switch self {
    case .proxied(let fault): fault.rawValue
    case .restarted: "immediate shutdown and restart"
    }
  }
}

/// A demo clinic on one server, made once and copied for each case.
final class OutageHouse: @unchecked Sendable {
  let cluster: Cluster
  let place: Workplace
  let template: String

  /// On the server of this process, which is never stopped.
  static let shared = Result { try OutageHouse(try Cluster.shared()) }
  /// On a server of its own, which is.
  static let own = Result { try OutageHouse(try Cluster()) }

  private init(_ cluster: Cluster) throws {
    let place = try Workplace()
    (self.cluster, self.place) = (cluster, place)
    template = try cluster.template("outage_demo") { url in
      let made = try place.run([
        "--now", Workplace.now, "demo", "demo", "--patients", "20", "--store", url,
      ])
      guard made.status == 0 else { throw Trouble("no demo: \(made.errors)") }
    }
    try place.keepOneScript()
  }
}

/// A clinic whose console reaches its server through a proxy.
final class OutageClinic {
  let cluster: Cluster
  let proxy: FaultProxy
  let place: Workplace
  let database: String

  init(in house: OutageHouse) throws {
    cluster = house.cluster
    place = try Workplace()
    try FileManager.default.copyItem(
      at: house.place.home.appendingPathComponent("demo"),
      to: place.home.appendingPathComponent("demo"))
    database = try cluster.makeDatabase(from: house.template)
    proxy = try FaultProxy(to: cluster.folder)
    try reach(proxy.url(database))
  }

  deinit { cluster.drop(database) }

  var arguments: [String] { ["--clinic", "demo", "--as", "ana", "--now", Workplace.now] }

  func console(_ more: [String] = []) throws -> Conversation {
    try Conversation(arguments + more, in: place)
  }

  /// What `store:` of clinic.yaml says.
  func reach(_ address: String, in clinic: String = "demo") throws {
    let file = place.home.appendingPathComponent("\(clinic)/clinic.yaml")
    let lines = try String(contentsOf: file, encoding: .utf8).components(separatedBy: "\n")
    let changed = lines.map { $0.hasPrefix("store:") ? "store: \"\(address)\"" : $0 }
    try Data(changed.joined(separator: "\n").utf8).write(to: file)
  }

  func strike(_ fault: OutageFault) throws {
    switch fault {
    case .proxied(let fault): proxy.strike(fault)
    case .restarted: try cluster.stop()
    }
  }

  func heal(_ fault: OutageFault) throws {
    switch fault {
    case .proxied: try proxy.heal()
    case .restarted: try cluster.start()
    }
  }

  func rows(_ query: String) throws -> Int {
    Int(
      try cluster.run("SELECT count(*) FROM recall.\(query)", in: database).first?.first??
        .description ?? "") ?? -1
  }

  /// Sealed journals anywhere below the home folder.
  var keptFiles: [String] { place.keptFiles }
}

extension Workplace {
  var keptFiles: [String] {
    let all = FileManager.default.enumerator(atPath: home.path)?.allObjects as? [String] ?? []
    return all.filter { $0.hasSuffix(".sealed") }
  }
}

extension String {
  /// As if no screen had broken it into lines.
  var inOneLine: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
