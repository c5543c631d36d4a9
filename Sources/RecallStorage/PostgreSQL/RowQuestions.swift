import RecallDomain

/// What row rules ask of other rows: functions of the schema, so that a statement that never comes to
/// the question is not planned with it. They see no more than whoever asks.
///
/// *Now* is the transaction: a row that it has written itself has its number. So a rule can ask that
/// something was recorded with what it explains.
extension RowRules {
  /// The row was written by this very transaction.
  static func isOfNow(_ row: String) -> String {
    "\(row).xmin = CAST(pg_current_xact_id_if_assigned() AS xid)"
  }

  /// The call is in this person's hands, or goes out of them in this very transaction.
  func isInHand(_ call: String) -> String { "is_in_hand(\(call))" }

  /// The same, and the patient is that of the call.
  func isInHand(_ call: String, of patient: String) -> String {
    "is_in_hand_of(\(call), \(patient))"
  }

  /// The patient is in this person's hands, or was until this very transaction.
  func isTheirPatient(_ patient: String) -> String { "is_their_patient(\(patient))" }

  /// The call is, or was at some time, in this person's hands.
  func wasInHand(_ call: String) -> String { "was_in_hand(\(call))" }

  /// The outcome of the call is corrected in this very transaction, by somebody who may.
  func isBeingCorrected(_ call: String) -> String { "is_being_corrected(\(call))" }

  /// The same, and the patient is that of the call.
  func isBeingCorrected(_ call: String, of patient: String) -> String {
    """
    (is_being_corrected(\(call)) AND EXISTS (
      SELECT 1 FROM attempt AS own WHERE own.call = \(call) AND own.patient = \(patient)))
    """
  }

  /// A message of the cadence that is written in this very transaction.
  func isStepOfNow(_ call: String, _ patient: String) -> String {
    "is_step_of_now(\(call), \(patient))"
  }

  var questions: [String] {
    [
      question(
        "is_in_hand(of_call text)",
        """
        EXISTS (SELECT 1 FROM claim AS c WHERE c.call = of_call AND c.caller = me
          AND (c.ended_at IS NULL OR \(Self.isOfNow("c"))))
          OR \(withdrawnNow)
        """),
      question(
        "is_in_hand_of(of_call text, of_patient text)",
        """
        EXISTS (SELECT 1 FROM claim AS c WHERE c.call = of_call AND c.caller = me
          AND c.patient = of_patient AND (c.ended_at IS NULL OR \(Self.isOfNow("c"))))
        """),
      question(
        "is_their_patient(of_patient text)",
        """
        EXISTS (SELECT 1 FROM claim AS c WHERE c.patient = of_patient AND c.caller = me
          AND c.ended_at IS NULL)
          OR EXISTS (SELECT 1 FROM attempt AS a JOIN claim AS c ON c.call = a.call
            WHERE a.patient = of_patient AND c.caller = me AND \(Self.isOfNow("c")))
          OR EXISTS (SELECT 1 FROM attempt AS a
            WHERE a.patient = of_patient AND is_being_corrected(a.call))
        """),
      // Each claim and each takeover has left its key, which its owner alone sees.
      question(
        "was_in_hand(of_call text)",
        """
        EXISTS (SELECT 1 FROM claim AS c WHERE c.call = of_call AND (c.caller = me
          OR EXISTS (SELECT 1 FROM claim_key AS k WHERE k.claim = c.id AND k.owner = me)))
        """),
      question(
        "is_being_corrected(of_call text)",
        """
        EXISTS (SELECT 1 FROM attempt AS a WHERE a.call = of_call AND a.outcome IS NOT NULL
          AND \(Self.isOfNow("a")) AND (\(has(.correctAnyNote)) OR EXISTS (
            SELECT 1 FROM note AS n WHERE n.call = a.call AND n.caller = me)))
        """),
      question(
        "is_step_of_now(of_call text, of_patient text)",
        """
        EXISTS (SELECT 1 FROM attempt AS a WHERE a.call = of_call AND a.caller = \(Self.cadence)
          AND a.patient = of_patient AND \(Self.isOfNow("a")))
        """),
      question(
        "is_step_due(of_recall text, of_patient text)",
        """
        EXISTS (SELECT 1 FROM recall AS r WHERE r.id = of_recall AND r.patient = of_patient
          AND r.state = 'open' AND r.message_at <= now_or_so)
        """),
      question(
        "is_their_address(of_patient text, by_channel text, place text)",
        """
        by_channel NOT IN ('sms', 'email')
          OR by_channel = 'email' AND EXISTS (
            SELECT 1 FROM patient AS p WHERE p.id = of_patient AND lower(p.email) = lower(place))
          OR by_channel = 'sms' AND EXISTS (
            SELECT 1 FROM phone AS f WHERE f.patient = of_patient AND f.number = place)
        """),
      question(
        "is_my_claim(of_claim text)",
        "EXISTS (SELECT 1 FROM claim AS c WHERE c.id = of_claim AND c.caller = me)"),
    ]
  }

  /// A number that was never dialled: its claim has let go of the call already.
  private var withdrawnNow: String {
    """
    EXISTS (SELECT 1 FROM attempt AS a JOIN claim AS c ON c.patient = a.patient
      WHERE a.call = of_call AND a.withdrawn_at IS NOT NULL AND \(Self.isOfNow("a"))
        AND c.caller = me AND c.ended_at IS NULL AND c.call IS NULL AND \(Self.isOfNow("c")))
    """
  }

  private func question(_ head: String, _ answer: String) -> String {
    """
    CREATE OR REPLACE FUNCTION \(head) RETURNS boolean LANGUAGE plpgsql STABLE
      SET search_path = \(PostgreSQLSettings.schema), pg_temp AS $$
    DECLARE
      me text := session_user;
      now_or_so bigint := extract(epoch FROM clock_timestamp()) * 1000000 + 5000000;
    BEGIN
      RETURN \(answer);
    END $$
    """
  }
}
