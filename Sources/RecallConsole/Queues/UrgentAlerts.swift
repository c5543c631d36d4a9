import Foundation
import RecallDomain

/// Emergencies and urgent questions on every console while the patient is still talking: one calm line
/// for each, once for each person. Who works the queue is told where to look; everybody else that it
/// is seen to, and nothing of the patient.
final class UrgentAlerts {
  private unowned let desk: Desk
  private var lastLook = -TimeInterval.infinity
  /// On the screen, and the store has yet to know.
  private var shown: [QueueItemID] = []

  init(desk: Desk) { self.desk = desk }

  /// Seconds between two looks on a terminal, where keys come fast.
  static let pause: TimeInterval = 10

  /// Lines to show now. A store that cannot be asked just now is asked at the next prompt.
  func lines(evenIfJustLooked: Bool) -> [String] {
    let clock = desk.clock.sinceStart
    guard desk.caller.may(.workQueues) else { return [] }
    guard evenIfJustLooked || clock - lastLook >= Self.pause else { return [] }
    lastLook = clock
    guard !desk.outage.isOn else { return [] }
    markShown()
    let look = { [desk] () throws(StoreFailure) in
      try desk.store.urgentNews(for: desk.caller.id)
    }
    let found = (try? desk.promptly(look)) ?? []
    let news = found.filter { !shown.contains($0.item) }
    shown += news.map(\.item)
    let duty = QueueDuty(desk.caller, policy: desk.policy, kind: desk.store.kind)
    // That a colleague of another team has it in hand is nothing to be told.
    return news.compactMap { alert in
      let works = duty.works(alert.queue)
      return works || alert.takenBy == nil ? line(alert, works: works) : nil
    }
  }

  /// Said to the store once they were drawn: a console that dies before it tells them once more, at the
  /// next start.
  func markShown() {
    guard !shown.isEmpty, !desk.outage.isOn else { return }
    let mark = { [desk, shown] () throws(StoreFailure) in
      try desk.store.urgentShown(shown, to: desk.caller.id, at: desk.now)
    }
    if (try? desk.promptly(mark)) != nil { shown = [] }
  }

  private func line(_ alert: QueueAlert, works: Bool) -> String {
    let words = InboxWords(desk: desk)
    if works { desk.listedItems.append(alert.item) }
    return desk.say(
      key(of: alert, works: works),
      [
        "holder": alert.takenBy.map(words.person) ?? "",
        "concern": words.concern(alert.concern ?? .usual(of: alert.queue)) ?? "",
        "queue": words.queue(alert.queue), "time": words.moment(alert.opened),
        "who": alert.askedBy.map(words.person) ?? desk.policy.name,
        "due": alert.due.map(words.moment) ?? "", "number": String(desk.listedItems.count),
      ])
  }

  private func key(of alert: QueueAlert, works: Bool) -> String {
    let kind = alert.isEmergency ? "alert.emergency" : "alert.urgent"
    guard works else { return kind }
    guard let holder = alert.takenBy else { return "\(kind)-yours" }
    return holder == desk.caller.id ? "\(kind)-in-hand" : "\(kind)-taken"
  }
}

/// Where lines come from, with what is urgent shown before a prompt is drawn; at the main prompt of a
/// terminal also while nobody types.
final class AlertedInput: LineInput {
  private let base: any LineInput
  private let screen: Screen
  private let alerts: UrgentAlerts
  private let idle: IdleScreen
  /// What is kept on this computer is looked after at the main prompt, before all else.
  private let outage: () -> Outage

  init(
    _ base: any LineInput, screen: Screen, alerts: UrgentAlerts, idle: IdleScreen,
    outage: @escaping () -> Outage
  ) {
    self.base = base
    self.screen = screen
    self.alerts = alerts
    self.idle = idle
    self.outage = outage
  }

  func read(_ request: PromptRequest) -> LineEvent {
    screen.pages?.otherPrompt()
    if request.keepsHistory { outage().tellWhenBack() }
    for line in alerts.lines(evenIfJustLooked: !screen.isTerminal) { screen.notice(line) }
    alerts.markShown()
    var request = request
    request.idle = request.idle ?? idle
    if request.keepsHistory {
      request.whileIdle = { [alerts, screen, outage] in
        let news = outage().linesWhenBack() + alerts.lines(evenIfJustLooked: true)
        let lines = news.flatMap { screen.noticeLines($0) }
        screen.remember(lines)
        return lines
      }
    }
    return base.read(request)
  }
}
