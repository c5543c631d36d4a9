/// What somebody does about a broken invariant. None is ever mended by SQL: nobody would know what was
/// true.
enum InvariantAdvice: String, CaseIterable {
  case restore, history, resume, outbox, slots, counts, caps, items, schema, migrate, logins, claims
  case practice, editions

  var sentence: String {
    switch self {
    case .restore:
      "keep this store as it is, and bring back the last backup in which `store check` found nothing"
    case .history:
      "somebody has written past the program: `recall audit verify`, then bring back a backup"
    case .resume:
      "take the call up with `resume` and end it; its words of before stand in the journal"
    case .outbox: "`recall outbox --all` shows them: send them again with `retry`, or `drop` them"
    case .slots:
      "compare with the calendar; the next import of open times and appointments sets it right"
    case .counts:
      "only counts: nobody is called too often by it. Bring back a backup when it does not go away"
    case .caps:
      "stop calling from this store until a backup in which it is right is back: who is counted too "
        + "little is called too often"
    case .items: "open them with `recall inbox`: take them, and answer again"
    case .schema:
      "only the store's owner can have changed it: bring back the last good backup, on a server into "
        + "another database"
    case .migrate:
      "only the store's owner can have changed it: `recall store migrate` sets guards and rights "
        + "right; what it leaves wants the last good backup, in another database"
    case .logins:
      "`recall store grant PERSON` sets them right, `recall store revoke PERSON` lets them go"
    case .claims: "end all consoles but one, and the calls that it offers; then bring back a backup"
    case .editions:
      "somebody has written past the program: a call that kept it would show other words. "
        + "Bring back a backup, and end calls that run with it before"
    case .practice: "let practice: { store: … } in clinic.yaml name a place of its own"
    }
  }
}
