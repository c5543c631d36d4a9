import Foundation
import RecallDomain
import Synchronization

/// How many syllables a text has when it is read aloud: vowel groups by the habits of the language,
/// numbers as they are read. An estimate, right to about one in ten.
struct Syllables {
  /// BCP 47.
  let locale: String

  func count(_ text: String) -> Int {
    var count = 0
    let scalars = Array(
      text.precomposedStringWithCompatibilityMapping.unicodeScalars.filter {
        // "you're" is one word.
        $0 != "'" && $0 != "’"
      })
    var at = 0
    while at < scalars.count {
      let isNumber = Self.isDigit(scalars[at])
      guard isNumber || scalars[at].properties.isAlphabetic else {
        at += 1
        continue
      }
      let end =
        scalars[at...].firstIndex {
          isNumber ? !Self.isDigit($0) : !$0.properties.isAlphabetic
        } ?? scalars.count
      let run = String(String.UnicodeScalarView(scalars[at..<end]))
      let chained = isNumber && Self.isChained(scalars, at, end)
      count += isNumber ? number(run, chained: chained) : word(run)
      at = end
    }
    return count
  }

  /// Telephone numbers and three digits ("911") are read digit by digit, others as numbers.
  private func number(_ digits: String, chained: Bool) -> Int {
    let byDigit = chained || digits.count == 3 || digits.count > 4 || digits.hasPrefix("0")
    guard !byDigit, let number = Int(digits) else {
      return digits.reduce(0) { $0 + words(of: $1.wholeNumberValue ?? 0) }
    }
    return words(of: number)
  }

  func words(of number: Int) -> Int {
    count(SpelledNumbers.text(number, locale: locale))
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    ("0"..."9").contains(scalar)
  }

  private static func isChained(_ scalars: [Unicode.Scalar], _ start: Int, _ end: Int) -> Bool {
    let before = start >= 2 && scalars[start - 1] == "-" && isDigit(scalars[start - 2])
    let after = end + 1 < scalars.count && scalars[end] == "-" && isDigit(scalars[end + 1])
    return before || after
  }

  // MARK: words

  private func word(_ word: String) -> Int {
    // Two or three capitals are spelled: "PM", "SMS".
    if (2...3).contains(word.count), word == word.uppercased(), word != word.lowercased() {
      return word.count
    }
    let letters = Array(word.lowercased())
    let vowels =
      switch locale.prefix(2) {
      case "es": Self.spanish(letters)
      case "en": Self.english(letters)
      default: Self.groups(letters)
      }
    if vowels > 0 { return vowels }
    return letters.allSatisfy(Self.isLatin) ? letters.count : max(1, Self.foreign(letters))
  }

  /// Strong vowels, and weak ones with an accent, are syllables of their own; others lean on them.
  private static func spanish(_ letters: [Character]) -> Int {
    var (count, strong, inGroup) = (0, 0, false)
    for (position, letter) in letters.enumerated() {
      let last = position + 1 == letters.count
      if "aeoáéóíú".contains(letter) {
        (strong, inGroup) = (strong + 1, true)
      } else if "iuü".contains(letter) || letter == "y" && last {
        inGroup = true
      } else if inGroup {
        (count, strong, inGroup) = (count + max(1, strong), 0, false)
      }
    }
    return count + (inGroup ? max(1, strong) : 0)
  }

  /// Vowel groups without the silent endings.
  private static func english(_ letters: [Character]) -> Int {
    let bare = Array(Folded.text(String(letters)))
    let count = groups(bare)
    guard count > 1, bare.count > 2 else { return count }
    let (last, before, third) = (
      bare[bare.count - 1], bare[bare.count - 2], bare[bare.count - 3]
    )
    let vowels = "aeiouy"
    let silentE =
      last == "e" && !vowels.contains(before) && !(before == "l" && !vowels.contains(third))
    let silentEd = last == "d" && before == "e" && !"tdaeiouy".contains(third)
    let silentEs = last == "s" && before == "e" && !"sxzhcgaeiouy".contains(third)
    return silentE || silentEd || silentEs ? count - 1 : count
  }

  private static func groups(_ letters: [Character]) -> Int {
    var (count, inside) = (0, false)
    for letter in Folded.text(String(letters)) {
      let vowel = "aeiouy".contains(letter)
      if vowel && !inside { count += 1 }
      inside = vowel
    }
    return count
  }

  private static func isLatin(_ letter: Character) -> Bool {
    Folded.text(String(letter)).allSatisfy(\.isASCII)
  }

  /// One a character where a character is a syllable, else one for two letters.
  private static func foreign(_ letters: [Character]) -> Int {
    let syllabic = letters.filter {
      ("\u{3040}"..."\u{9FFF}").contains($0) || ("\u{AC00}"..."\u{D7A3}").contains($0)
    }
    return syllabic.count + (letters.count - syllabic.count + 1) / 2
  }
}

/// Numbers in words, by ICU. A formatter is slow to make, so each language has one for good.
private enum SpelledNumbers {
  private static let formatters = Mutex<[String: NumberFormatter]>([:])

  static func text(_ number: Int, locale: String) -> String {
    formatters.withLock { formatters in
      let formatter = formatters[locale] ?? make(locale)
      formatters[locale] = formatter
      // A number that cannot be spelled is taken for a short word.
      return formatter.string(from: NSNumber(value: number)) ?? "no"
    }
  }

  private static func make(_ locale: String) -> NumberFormatter {
    let formatter = NumberFormatter()
    formatter.locale = Locale(identifier: locale)
    formatter.numberStyle = .spellOut
    return formatter
  }
}
