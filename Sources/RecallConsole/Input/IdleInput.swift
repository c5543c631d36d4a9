/// Where lines come from, with a screen that is hidden while nobody types.
package final class IdleInput: LineInput {
  private let base: any LineInput
  private let idle: IdleScreen

  package init(_ base: any LineInput, idle: IdleScreen) {
    (self.base, self.idle) = (base, idle)
  }

  package func read(_ request: PromptRequest) -> LineEvent {
    var request = request
    // Who practises at the console of a clinic is told of practice.
    request.idle = request.idle ?? idle
    return base.read(request)
  }
}
