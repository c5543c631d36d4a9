import RecallDomain

/// Patients' wishes are only ever added; who works here is kept by whoever may, and whoever is taken off
/// the list has no rights on the server from that moment on.
extension RowRules {
  var ofPeople: [Rule] {
    let below = "(roles NOT LIKE '%\"lead\"%' AND id <> \(Self.me) OR \(has(.appointLeads)))"
    let written = "\(below) AND \(isPlainList) AND \(isNoOtherName)"
    return [
      Rule(
        table: "staff", added: written, changed: below, left: written,
        removed: "\(below) AND id <> \(Self.me)"),
      Rule(table: "opening", added: mine("who"), left: mine("looked_at_by")),
      Rule(table: "approval", added: mine("who")),
      // The program itself, and nobody: what it ends or stops on the way. In no chain but one's own.
      Rule(
        table: "audit",
        added: """
          (who IS NULL OR who IN (\(Self.me), \(Self.cadence))) AND \(SessionMark.isMine)
            AND (mac IS NOT NULL OR (SELECT audit_key FROM meta) IS NULL)
          """),
      Rule(
        table: "contact_change",
        added: """
          (what = 'consent' AND value = 'no') OR \(isInHand("call", of: "patient"))
            OR \(isBeingCorrected("contact_change.call", of: "contact_change.patient"))
          """),
      Rule(
        table: "appointment",
        added: """
          (call IS NULL AND \(has(.importLists))) OR \(isInHand("call", of: "patient"))
            OR \(isBeingCorrected("appointment.call", of: "appointment.patient"))
          """),
      Rule(table: "phone", added: "\(has(.importLists)) OR \(isTheirPatient("patient"))"),
    ]
  }

  /// As the program writes it: a role in other letters of JSON is a role that a rule does not see.
  private var isPlainList: String {
    let role = "\"(\(StaffRole.allCases.map(\.rawValue).joined(separator: "|")))\""
    return "roles ~ '^\\[(\(role)(,\(role))*)?\\]$'"
  }

  /// A person is nobody else: neither the program nor a role of the server.
  private var isNoOtherName: String {
    let taken = ([MessageStep.author, roles.owner] + StaffRole.allCases.map(roles.name)).map(
      Self.literal)
    return "id NOT IN (\(taken.joined(separator: ", "))) AND id NOT LIKE 'pg\\_%'"
  }

  var changesOfPeople: [Change] {
    [
      // The record says so, or the team that was asked.
      Change(
        name: "death_is_found_by_an_answer", table: "patient",
        when: """
          new.deceased <> old.deceased OR (old.held_for_death_at IS NOT NULL
            AND new.held_for_death_at IS DISTINCT FROM old.held_for_death_at)
          """,
        allowed: """
          \(has(.importLists)) OR EXISTS (
            SELECT 1 FROM queue_item AS q JOIN recall AS r ON r.id = q.recall
              WHERE r.patient = old.id AND \(Self.isOfNow("q")) AND q.verdict = CASE
                WHEN new.deceased = old.deceased AND new.held_for_death_at IS NULL
                THEN '\(DeathFinding.lives.verdict.rawValue)'
                WHEN new.deceased > old.deceased THEN '\(DeathFinding.died.verdict.rawValue)' END)
          """),
      // A number that was dead, or a stranger's, is good again for whoever was reached there, or when the
      // outcome that said so is corrected.
      Change(
        name: "number_is_found_good_by_its_call", table: "phone",
        when: "(old.status <> 'good' AND new.status = 'good') OR new.listed <> old.listed",
        allowed: """
          \(has(.importLists)) OR \(isTheirPatient("old.patient"))
            OR EXISTS (SELECT 1 FROM attempt AS a
              WHERE a.number = old.number AND is_being_corrected(a.call))
          """),
      Change(
        name: "visit_is_given_up_by_its_recall", table: "appointment",
        when: "new.status <> old.status", allowed: "\(has(.importLists)) OR \(givenUp("old.call"))"),
      Change(
        name: "slot_is_held_by_its_call", table: "slot",
        when: """
          (old.booked, old.held_by, old.held_until)
            IS DISTINCT FROM (new.booked, new.held_by, new.held_until)
          """,
        allowed: """
          \(has(.importLists)) OR CASE
            WHEN old.booked = 1 THEN new.booked = 0 AND new.held_by IS NULL AND EXISTS (
              SELECT 1 FROM appointment AS p WHERE p.slot = old.id AND p.status = 'booked'
                AND \(givenUp("p.call")))
            ELSE (old.held_by IS NULL OR old.held_until <= now_or_so OR \(isInHand("old.held_by"))
                OR \(isBeingCorrected("old.held_by")))
              AND (new.held_by IS NULL OR \(isInHand("new.held_by"))) END
          """),
      // A "no" said in a call is taken back in that call, and by no list.
      Change(
        name: "wish_is_taken_back_in_its_call", table: "contact_change",
        when: "old.ended_at IS DISTINCT FROM new.ended_at",
        allowed: """
          \(isInHand("old.call"))
          OR (\(has(.importLists)) AND NOT (old.what = 'consent' AND old.value = 'no'))
          """),
      Change(
        name: "place_is_found_good_by_a_sender", table: "undeliverable",
        when: "old.ended_at IS NULL AND new.ended_at IS NOT NULL", allowed: has(.sendMessages)),
      Change(
        name: "fewer_contacts_are_as_counted", table: "contact_day",
        when: "new.contacts < old.contacts", allowed: "new.contacts >= (\(contactsOfTheDay))"),
      Change(
        name: "no_contacts_are_as_counted", table: "contact_day", act: "DELETE",
        allowed: "0 = (\(contactsOfTheDay))"),
      Change(
        name: "counted_day_stays", table: "contact_day",
        when: "(old.kind, old.subject, old.local_date) <> (new.kind, new.subject, new.local_date)",
        allowed: "false"),
    ]
  }

  /// What an earlier call has booked gives way to what another call of the same recall does.
  private func givenUp(_ call: String) -> String {
    """
    EXISTS (SELECT 1 FROM attempt AS a JOIN attempt AS b ON b.recall = a.recall
      WHERE a.call = \(call) AND (is_in_hand(b.call) OR is_being_corrected(b.call)))
    """
  }

  /// Contacts on record, by which the count may go down.
  private var contactsOfTheDay: String {
    let counted = { (column: String) in
      """
      (SELECT count(*) FROM attempt AS a WHERE a.contact = 1 AND a.local_date = old.local_date
        AND a.\(column) = old.subject)
      """
    }
    return "CASE old.kind WHEN 'number' THEN \(counted("number")) ELSE \(counted("patient")) END"
  }

  /// Roles that the list takes away are taken away on the server too, in the same moment; given they
  /// are by whoever looks after the server.
  func rightsFollowTheList(isLive: Bool) -> [String] {
    let gone = "DROP TRIGGER IF EXISTS rights_follow_the_list ON staff"
    guard isLive else { return [gone] }
    let groups = StaffRole.allCases.map {
      "(\(Self.literal($0.rawValue)), \(Self.literal(roles.name(of: $0))))"
    }
    return [
      gone,
      """
      CREATE OR REPLACE FUNCTION rights_follow_the_list() RETURNS trigger LANGUAGE plpgsql
        SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
      DECLARE
        left_to_them text := CASE TG_OP WHEN 'DELETE' THEN '' ELSE new.roles END;
        lost record;
      BEGIN
        FOR lost IN SELECT g.rolname AS role_name
          FROM (VALUES \(groups.joined(separator: ", "))) AS of_list (role, name)
            JOIN pg_roles AS g ON g.rolname = of_list.name
            JOIN pg_auth_members AS m ON m.roleid = g.oid
            JOIN pg_roles AS p ON p.oid = m.member
          WHERE p.rolname = old.id AND left_to_them NOT LIKE '%"' || of_list.role || '"%'
        LOOP
          EXECUTE format('REVOKE %I FROM %I', lost.role_name, old.id);
        END LOOP;
        RETURN NULL;
      EXCEPTION WHEN insufficient_privilege THEN RETURN NULL;
      END $$
      """,
      "REVOKE ALL ON FUNCTION rights_follow_the_list() FROM PUBLIC",
      """
      CREATE TRIGGER rights_follow_the_list AFTER DELETE OR UPDATE OF roles ON staff
        FOR EACH ROW EXECUTE FUNCTION rights_follow_the_list()
      """,
    ]
  }
}
