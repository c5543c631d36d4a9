import Foundation
import RecallDomain
import Testing

@testable import ScriptEngine

/// The small sound clinic that the examples of the rules' pages are edits of: one script with every
/// interrupt, in two languages. What an example calls repaired stands in it word for word.
struct ExampleClinic {
  var files = [
    "scripts/visit.yaml": Self.script, "locales/en/visit.yaml": Self.english,
    "locales/es/visit.yaml": Self.spanish,
  ]
  /// The source alone, or a translation too.
  let languages: [String]

  init(languages: [String] = ["en", "es"]) {
    self.languages = languages
    for locale in languages {
      let source = locale == "en" ? nil : "en"
      files["locales/\(locale)/engine.yaml"] = Self.sentences(EngineSentence.all, locale, source)
      files["locales/\(locale)/messages.yaml"] = Self.sentences(MessageSurface.all, locale, source)
      files["locales/\(locale)/language.yaml"] = Self.language(locale)
      files["locales/\(locale)/console.yaml"] =
        "recall-locale: 1\nlocale: \(locale)\nlabels:\n"
        + LocaleLabel.requiredKeys.map { "  \($0): \"x\"\n" }.joined()
    }
    if !languages.contains("es") { files["locales/es/visit.yaml"] = nil }
  }

  /// The clinic with the example's repaired text replaced by its broken one.
  func breaking(_ example: RuleExample) -> ExampleClinic {
    var copy = self
    let parts = files[example.file]?.components(separatedBy: example.repaired) ?? []
    if parts.count != 2 {
      Issue.record("\(example.file) holds \(parts.count - 1) times: \(example.repaired)")
    }
    copy.files[example.file] = parts.joined(separator: example.broken)
    return copy
  }

  var library: ScriptLibrary {
    var policy = ClinicPolicy(name: "Example Clinic")
    policy.phone = "+16175550100"
    policy.languages = languages
    let sources = files.sorted { $0.key < $1.key }.map {
      SourceFile(path: $0.key, bytes: Array($0.value.utf8))
    }
    return ScriptLibrary.read(files: sources, policy: policy)
  }

  private static func sentences(_ ids: [LineID], _ locale: String, _ source: String?) -> String {
    "recall-locale: 1\nlocale: \(locale)\nlines:\n"
      + ids.map { id in
        let of = source.map { "of: \"\(TranslationHash.of("\(id) \($0) {clinic}"))\", " } ?? ""
        return "  \(id): { \(of)text: \"\(id) \(locale) {clinic}\" }\n"
      }.joined()
  }

  private static func language(_ locale: String) -> String {
    """
    recall-locale: 1
    locale: \(locale)
    greetings: { 0: "Hello" }
    date: "EEEE, MMMM d"
    time: "h:mm a"
    parts: { morning: "m", afternoon: "a", evening: "e" }
    syllables_per_second: 5
    protected_words: [biopsy]
    avoid: [{ phrase: "you missed", instead: "let us find a new time" }]
    """ + (locale == "es" ? "\nregister: { formal: usted, refuse: [te, tu, puedes] }" : "")
  }

  private static let script = """
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

  private static let english = """
    recall-locale: 1
    locale: en
    lines:
      opening.greeting:
        text: "This is {caller} at {clinic}, about a visit. Is {ask_for} in?"
      third.when:
        text: "When would be a good time to call?"
      close.thanks:
        text: "Thank you for your time. Take care."
      close.welcome:
        text: "You are always welcome to call us at {clinic_phone}."
      voicemail.message:
        text: "This is {caller} from {clinic}. Please call us at {clinic_phone}."
      identity.ask:
        text: "May I have your full name and date of birth, please?"
      reason.invite:
        text: "Your care team would like to see you. Shall we find a time?"
      offer.times:
        text: "Let me see what times we have."
      question.ask:
        text: "What would you like our team to know?"
      confirm.booked:
        text: "You are all set for {appointment}. Thank you, and take care."
      callback.when:
        text: "What day and time would suit you for a call?"
      callback.confirm:
        text: "Thank you. We will call you {callback_window}."
      desk.promise:
        text: "Our front desk will call you by {answer_by}."
      hesitant.options:
        text: "Shall we go on now, or another day?"
      language.ask:
        text: "Which language would be best?"
      transport.ask:
        text: "What would make it easier to get here?"
      decline.reason:
        text: "May I note why? You do not have to say."
      emergency.words:
        text: "Please tell me what is happening."
      emergency.where:
        text: "Where are you right now?"
      emergency.advice:
        text: "Please hang up and call 911 now. Will you do that?"
      emergency.handover:
        text: "I am telling our clinical team now."
      reason.weeks:
        count: weeks_since_visit
        one: "It has been a week since we saw you."
        other: "It has been {weeks_since_visit} weeks since we saw you."
        without: "It has been a while since we saw you."
    labels:
      patient: "the person asked for is on the line"
      someone_else: "somebody else answered"
      voicemail: "an answering machine"
      ready: "yes, let us find a time"
      later: "another day"
      go_on: "go on where we were"
    reasons:
      default: { text: "a visit" }
    """

  private static let spanish = """
    recall-locale: 1
    locale: es
    lines:
      opening.greeting:
        of: "dce2688f0880"
        text: "Habla {caller}, de {clinic}, por una cita. ¿Está {ask_for}?"
      third.when:
        of: "80b0a3568682"
        text: "¿Cuándo sería un buen momento para llamar?"
      close.thanks:
        of: "4db609565dd5"
        text: "Gracias por su tiempo. Que le vaya bien."
      close.welcome:
        of: "d50b9b9a3479"
        text: "Siempre puede llamarnos al {clinic_phone}."
      voicemail.message:
        of: "415c12a84658"
        text: "Habla {caller}, de {clinic}. Por favor llámenos al {clinic_phone}."
      identity.ask:
        of: "7c23eb86a1e0"
        text: "¿Me da su nombre completo y su fecha de nacimiento, por favor?"
      reason.invite:
        of: "72fc849dfdad"
        text: "Su equipo médico quisiera verle. ¿Buscamos un horario?"
      offer.times:
        of: "388e2f15dc73"
        text: "Déjeme ver qué horarios tenemos."
      question.ask:
        of: "9f678d27e221"
        text: "¿Qué le gustaría que supiera nuestro equipo?"
      confirm.booked:
        of: "be65f93f4560"
        text: "Listo, su cita es {appointment}. Gracias, y que le vaya bien."
      callback.when:
        of: "753eda92158f"
        text: "¿Qué día y a qué hora le podemos llamar?"
      callback.confirm:
        of: "c9d35be8e137"
        text: "Gracias. Le llamamos {callback_window}."
      desk.promise:
        of: "726823da0d9c"
        text: "Recepción le llamará a más tardar {answer_by}."
      hesitant.options:
        of: "bd35a2e32a26"
        text: "¿Seguimos ahora o prefiere otro día?"
      language.ask:
        of: "1cd4b1a1925b"
        text: "¿Qué idioma prefiere?"
      transport.ask:
        of: "0c28006bf4af"
        text: "¿Qué le facilitaría llegar?"
      decline.reason:
        of: "965a4becfe1d"
        text: "¿Puedo anotar el motivo? No tiene que decirlo."
      emergency.words:
        of: "d393cec34959"
        text: "Por favor, dígame qué está pasando."
      emergency.where:
        of: "b7746b1c4899"
        text: "¿Dónde se encuentra en este momento?"
      emergency.advice:
        of: "4b1a5a0b87db"
        text: "Por favor, cuelgue y llame al 911 ahora. ¿Lo hará?"
      emergency.handover:
        of: "7334de55d4d5"
        text: "Le estoy avisando a nuestro equipo clínico."
      reason.weeks:
        of: "24dfb9cead48"
        count: weeks_since_visit
        one: "Hace una semana que no le vemos."
        other: "Hace {weeks_since_visit} semanas que no le vemos."
        without: "Hace un tiempo que no le vemos."
    labels:
      patient: "contesta la persona"
      someone_else: "contesta otra persona"
      voicemail: "buzón de voz"
      ready: "sí, busquemos un horario"
      later: "otro día"
      go_on: "seguir donde estábamos"
    reasons:
      default: { of: "3154311f6960", text: "una cita" }
    """
}
