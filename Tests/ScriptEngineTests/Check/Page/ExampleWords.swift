extension ExampleClinic {
  static let english = """
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
    rehearsals:
      wants_a_time.answers: { text: "Hello? Yes, this is Rosa." }
      wants_a_time.birth_date: { text: "Rosa Delgado, March 4th, 1961." }
      wants_a_time.glad: { text: "Yes, let us look." }
      wants_a_time.first: { text: "The first one is fine." }
      wants_a_time.no_question: { text: "No, that is all." }
    """

  static let spanish = """
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
    rehearsals:
      wants_a_time.answers: { of: "6f225bef6661", text: "¿Bueno? Sí, habla Rosa." }
      wants_a_time.birth_date: { of: "acfc19798855", text: "Rosa Delgado, 4 de marzo de 1961." }
      wants_a_time.glad: { of: "9bda3a25f763", text: "Sí, veamos." }
      wants_a_time.first: { of: "bf8676654867", text: "La primera está bien." }
      wants_a_time.no_question: { of: "c24dd8e50af7", text: "No, es todo." }
    """
}
