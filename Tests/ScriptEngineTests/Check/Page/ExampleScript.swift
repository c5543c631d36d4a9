extension ExampleClinic {
  static let script = """
    recall-script: 1
    id: visit
    start: opening
    nodes:
      opening:
        say: opening.greeting
        at_most_seconds: 8
        hear:
          patient: identity
          someone_else: third_party
          voicemail: voicemail
      third_party:
        say: third.when
        ask: callback_window
        then: { given: third_set, none: sorry }
      third_set:
        say: close.thanks
        end: callback-requested
        detail: at-time
      voicemail:
        say: voicemail.message
        leave: voicemail
        then:
          left: { end: left-message, detail: voicemail }
          not_left: { end: no-answer, detail: machine }
          not_permitted: { end: no-answer, detail: machine }
      identity:
        say: identity.ask
        verify: identity
        then: { verified: reason, failed: sorry, refused: sorry }
      sorry:
        say: close.thanks
        end: no-answer
        detail: identity-not-confirmed
      reason:
        say: [reason.weeks, reason.invite]
        hear:
          ready: offer
          later: callback
      offer:
        say: offer.times
        book: appointment
        then: { booked: any_more, none_suit: callback, clinic_books: desk }
      any_more:
        route: clinical
        say: question.ask
        ask: question
        then: { given: confirm, none: confirm }
      confirm:
        say: confirm.booked
        end: scheduled
      callback:
        say: callback.when
        ask: callback_window
        then: { given: callback_set, none: give_number }
      callback_set:
        say: callback.confirm
        end: callback-requested
        detail: at-time
      give_number:
        say: close.thanks
        end: callback-requested
        detail: patient-will-call
      desk:
        route: front-desk
        say: desk.promise
        end: callback-requested
        detail: clinic-will-call
      hesitant:
        say: hesitant.options
        hear:
          go_on: resume
          later: callback
      question:
        route: clinical
        say: question.ask
        ask: question
        then: { given: question_noted, none: question_noted }
      question_noted:
        say: hesitant.options
        hear:
          go_on: resume
          later: { end: clinical-question, say: close.thanks }
      insurance:
        route: insurance
        say: question.ask
        ask: insurance_concern
        then: { given: resume, none: resume }
      language:
        route: language
        say: language.ask
        ask: language
        then: { given: language_later, none: language_later }
      language_later:
        say: close.thanks
        end: language-support
      transport:
        route: transport
        say: transport.ask
        ask: transport_need
        then: { given: resume, none: resume }
      upset:
        route: supervisor
        say: question.ask
        ask: complaint
        then: { given: upset_noted, none: upset_noted }
      upset_noted:
        say: close.thanks
        end: escalated
        detail: complaint
      booked:
        say: close.thanks
        end: scheduled
        detail: already-booked
      decline:
        say: decline.reason
        ask: decline_reason
        then: { given: declined, none: declined }
      declined:
        say: close.welcome
        end: declined
        detail: for-now
      stop:
        say: close.welcome
        end: declined
        detail: do-not-contact
      other:
        say: third.when
        hear:
          go_on: resume
          someone_else: third_party
      emergency:
        route: clinical
        say: emergency.words
        ask: emergency_words
        then: { given: emergency_where, none: emergency_where }
      emergency_where:
        say: emergency.where
        ask: emergency_location
        then: { given: emergency_advice, none: emergency_advice }
      emergency_advice:
        say: emergency.advice
        ask: agreed_911
        then: { given: emergency_handed, none: emergency_handed }
      emergency_handed:
        say: emergency.handover
        ask: handed_to
        then: { given: emergency_end, none: emergency_end }
      emergency_end:
        say: close.thanks
        end: escalated
        detail: emergency
    interrupts:
      busy: callback
      hesitant: hesitant
      context: identity
      clinical: question
      results: question
      urgent: question
      insurance: insurance
      language: language
      transport: transport
      upset: upset
      already_booked: booked
      declines: decline
      stop_calling: stop
      other_person: other
      emergency: emergency
      dropped: { end: no-answer, detail: dropped }
    """

  static let rehearsal = """
    recall-rehearsal: 1
    id: wants-a-time
    script: visit
    patient: { name: Rosa Delgado, date_of_birth: 1961-03-04 }
    turns:
      - says: wants_a_time.answers
        expect: patient
      - says: wants_a_time.birth_date
        expect: verified
      - says: wants_a_time.glad
        expect: ready
      - says: wants_a_time.first
        expect: booked
      - says: wants_a_time.no_question
        expect: none
    ends: { outcome: scheduled }
    """
}
