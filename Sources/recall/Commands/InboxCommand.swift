import ArgumentParser
import RecallDomain
import RecallReports

/// `recall inbox [QUEUE]`: open items, the first due first.
struct InboxCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inbox", abstract: "Print what waits in the queues.")

  @Argument(help: ArgumentHelp("Only this queue.", valueName: "queue"))
  var queue: QueueName?

  @Flag(help: "One JSON document.")
  var json = false

  @OptionGroup var options: GlobalOptions

  func run() throws {
    let clinic = try OpenClinic(options)
    let items: [QueueItem]
    do {
      items = try clinic.store.queueItems(queue).filter { $0.state != .closed }
    } catch { throw Failure(error) }
    let document = InboxDocument(zone: clinic.zone)
    if json { return Printing.json(.list(items.map(document.json))) }
    for item in items { Printing.line(document.text(item)) }
    if items.isEmpty { Printing.line("nothing waits") }
  }
}

extension QueueName: ExpressibleByArgument {}
