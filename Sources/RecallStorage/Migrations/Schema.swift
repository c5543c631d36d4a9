import RecallDomain

/// The shape of the store, by version, written once: `Dialect.definition` says what PostgreSQL
/// words otherwise. A new store is made in the first shape and grows by every step since, so that
/// new stores and grown ones are alike.
enum Schema {
  /// The newest version this program knows.
  static let known = steps.last!.version

  /// The statements that make a store of the first shape.
  static func first(in dialect: Dialect) -> [String] {
    (tablesOfPeople + tablesOfCalls + tablesOfTheHouse).map(dialect.definition)
      + tallyTable(in: dialect) + triggers(in: dialect)
  }

  /// What brings a store of an earlier program to the newest shape, by the version it makes.
  static func steps(after found: Int, in dialect: Dialect) -> [Step] {
    steps.filter { $0.version > found }.map { worded($0, in: dialect) }
  }

  /// A step with all its statements, as one database says them.
  static func worded(_ step: Step, in dialect: Dialect) -> Step {
    Step(
      version: step.version,
      statements: step.statements.map(dialect.definition) + step.triggers(dialect))
  }

  struct Step: Sendable {
    let version: Int
    let statements: [String]
    /// Triggers, and what else each database words itself.
    var triggers: @Sendable (Dialect) -> [String] = { _ in [] }
  }

  private static let steps: [Step] = [
    Step(version: 2, statements: stepOfApprovals) { appendOnly("approval", in: $0) },
    Step(version: 3, statements: stepOfTheTrail) { appendOnly("audit", in: $0) },
    Step(version: 4, statements: stepOfVisits),
    Step(version: 5, statements: stepOfWhatIsOwed),
    Step(version: 6, statements: stepOfEnds),
    Step(version: 7, statements: stepOfContact),
    Step(version: 8, statements: stepOfTheCadence) { itemsWithoutCall(in: $0) },
    Step(version: 9, statements: stepOfPractice) { appendOnly("practice_result", in: $0) },
    Step(version: 10, statements: stepOfSending) { appendOnly("reply", in: $0) },
    Step(version: 11, statements: stepOfMeasures) { measuresOfNotes(in: $0) },
    Step(version: 12, statements: stepOfCorrections, triggers: correctionTriggers),
    Step(version: 13, statements: stepOfTheQueues) {
      appendOnly("queue_act", in: $0) + appendOnly("queue_seen", in: $0)
    },
    Step(version: 14, statements: stepOfReviews) { appendOnly("note_grade", in: $0) },
    Step(version: 15, statements: stepOfEpochs) { appendOnly("store_epoch", in: $0) },
    Step(version: 16, statements: stepOfTheChain, triggers: chainTriggers),
    Step(version: 17, statements: stepOfOpenings, triggers: openingsStay),
    Step(version: 18, statements: stepOfOutages, triggers: outageTriggers),
    Step(version: 19, statements: stepOfErasure, triggers: erasureTriggers),
    Step(version: 20, statements: [], triggers: whatIsOnlyAdded),
    Step(version: 21, statements: stepOfConcerns),
    Step(version: 22, statements: stepOfVisitDues),
    Step(version: 23, statements: stepOfEntries, triggers: entryTriggers),
    Step(version: 24, statements: stepOfStumbles) { appendOnly("stumble", in: $0) },
  ]

  /// A CHECK over a closed list of the domain.
  static func oneOf<Word: CaseIterable & RawRepresentable<String>>(
    _ column: String, _ words: Word.Type
  ) -> String {
    "\(column) IN (\(words.allCases.map { "'\($0.rawValue)'" }.joined(separator: ", ")))"
  }

  /// The endings that the published shapes permit, as they stand in them: a detail that comes later is
  /// permitted by a step of its own, `Step(version:permitting:)`, and never written in here.
  static let publishedEndings = """
    'scheduled/booked', 'scheduled/already-booked', 'scheduled/self-booked', \
    'left-message/voicemail', 'left-message/with-person', 'left-message/sent', \
    'no-answer/rang-out', 'no-answer/busy-signal', 'no-answer/machine', \
    'no-answer/identity-not-confirmed', 'no-answer/technical', 'no-answer/hung-up', \
    'no-answer/dropped', 'callback-requested/any-time', 'callback-requested/at-time', \
    'callback-requested/patient-will-call', 'callback-requested/patient-will-book', \
    'callback-requested/clinic-will-call', 'declined/for-now', 'declined/care-elsewhere', \
    'declined/do-not-contact', 'declined/final', 'wrong-number/not-known', \
    'wrong-number/disconnected', 'wrong-number/not-a-person', 'clinical-question/routine', \
    'clinical-question/urgent', 'authorization-review/authorization', \
    'authorization-review/coverage', 'authorization-review/cost', \
    'language-support/interpreter', 'language-support/bilingual-caller', \
    'escalated/clinical', 'escalated/emergency', 'escalated/complaint', 'escalated/deceased', \
    'escalated/attempts-exhausted'
    """

  /// The acts of the trail that the first shape permits, as they stand in it. `stepOfTheTrail` permits
  /// every word, so one that is new wants no step, and is not written in here.
  static let publishedActs = """
    'claimed', 'opened', 'began', 'withdrawn', 'parked', 'closed', 'stale', 'imported', \
    'approved', 'overrode', 'overtaken', 'corrected', 'gave-back', 'taken-up', 'taken-over', \
    'staff-added', 'staff-removed', 'message-written', 'message-passed-over', \
    'message-stopped', 'message-sending', 'message-sent', 'message-again', 'message-given-up', \
    'message-retried', 'message-dropped', 'replied', 'note-graded', 'contact-changed', \
    'contact-taken-back', 'note-amended', 'note-corrected', 'notes-read', 'exported', \
    'replayed', 'queue-acted', 'inbox-read', 'messages-read', 'refused', 'list-read', \
    'opened-in-emergency', 'opening-looked-at', 'looked-up', 'trail-read', 'backed-up', \
    'key-changed', 'words-erased', 'person-erased', 'store-copied', 'store-restored'
    """

  /// A CHECK that outcome and detail belong together, or are both absent.
  static func ending(_ outcome: String, _ detail: String) -> String {
    """
    (\(outcome) IS NULL) = (\(detail) IS NULL) AND
      (\(outcome) IS NULL OR \(outcome) || '/' || \(detail) IN (\(publishedEndings)))
    """
  }
}
