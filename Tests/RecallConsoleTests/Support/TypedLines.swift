@testable import RecallConsole

/// What a caller types, line by line; remembers at which prompt each line was read.
final class TypedLines: LineInput {
  private var events: [LineEvent]
  private(set) var prompts: [String] = []
  private(set) var requests: [PromptRequest] = []

  init(_ events: [LineEvent]) { self.events = events }

  func read(_ request: PromptRequest) -> LineEvent {
    prompts.append(request.name)
    requests.append(request)
    return events.isEmpty ? .endOfInput : events.removeFirst()
  }
}
