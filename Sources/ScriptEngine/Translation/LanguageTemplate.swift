/// A `language.yaml` to begin with: what is needed, with a word on each key. The phrases are those
/// of English, to be written over by somebody who grew up with the language.
package enum LanguageTemplate {
  package static func text(for locale: String) -> String {
    """
    # Facts of the language; locales/README.md explains every key. Write over each English phrase.
    recall-locale: 1
    locale: \(locale)

    greetings: { 0: "Good morning", 12: "Good afternoon", 17: "Good evening" }   # from which hour
    date: "EEEE, MMMM d"          # ICU patterns
    date_year: "EEEE, MMMM d, y"
    time: "h:mm a"
    at: "at"                      # between a day and a time
    days: { today: "today", tomorrow: "tomorrow" }
    parts: { morning: "in the morning", afternoon: "in the afternoon", evening: "in the evening" }
    syllables_per_second: 5.0     # of a calm speaker; English 5, Spanish 6

    without:                      # said when a record does not hold the fact
      provider: "the care team"
      specialty: "our clinic"
      due: "around now"
      last_visit: "the last visit"
      location: "our clinic"

    opt_out:                      # how a message says the way out; a text message always has STOP
      email: ["reply STOP"]
      portal: ["in the portal's settings"]

    # What is never said, words that tell a listener too much, words of an emergency: lists of
    # their own, not translations. Look at those of locales/en/language.yaml.
    avoid: []
    protected_words: []
    red_flags: []

    """
  }
}
