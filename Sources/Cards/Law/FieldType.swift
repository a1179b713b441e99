internal import Governance

/// What may be stated in a field of a form.
package enum FieldType: Sendable, Equatable {
  /// At most so many characters; the law sets no length, this is ours.
  case text(longest: Int)
  /// Lines (or parts with `;` between) `name: …`, `address: …`, `email: …`, `phone: …`, `person: …`.
  case party
  case choice([String])
  /// One or more, with commas between.
  case choices([String])
  /// Member States by their two letters (ISO 3166-1), with commas between.
  case countries
  case date
  /// `sha256:…`, then media type, size and place.
  case file
  case url

  /// How an answer is to be written.
  package var form: String {
    switch self {
    case .text(let longest): "text of at most \(longest) characters"
    case .party: "lines name:, address:, email:, phone:, person:"
    case .choice(let words): "one of \(words.joined(separator: ", "))"
    case .choices(let words): "one or more of \(words.joined(separator: ", "))"
    case .countries: "Member States by two letters, with commas"
    case .date: "a day such as 2027-03-31"
    case .file: "sha256:… media-type bytes place"
    case .url: "an address that begins with https://"
    }
  }

  /// What is wrong with an answer, in words; nil when it can stand.
  package func refusal(of value: String) -> String? {
    switch self {
    case .text(let longest):
      value.count > longest ? "It has \(value.count) characters, and \(longest) is the most." : nil
    case .party:
      ["name", "address", "email"].first { !FieldType.partyLines(value).keys.contains($0) }.map {
        "The line \($0): is missing."
      }
    case .choice(let words): words.contains(value) ? nil : "It is none of \(words.joined(separator: ", "))."
    case .choices(let words):
      FieldType.list(value).first { !words.contains($0) }.map { "\($0) is none of \(words.joined(separator: ", "))." }
    case .countries:
      FieldType.list(value).first { !FieldType.memberStates.contains($0) }.map { "\($0) is no Member State." }
    case .date: FieldType.isDay(value) ? nil : "It is no day such as 2027-03-31."
    case .file:
      value.split(separator: " ").first.map { FieldType.isDigest(String($0)) } == true
        ? nil : "It does not begin with sha256: and 64 hexadecimal digits."
    case .url:
      CycloneDXCard.isAddress(value) && value.hasPrefix("https://")
        ? nil : "It is no address that begins with https://."
    }
  }

  static func list(_ value: String) -> [String] {
    value.split(separator: ",", omittingEmptySubsequences: false).map { String($0).trimmingBlanks() }
  }

  /// The lines of a party by their names; empty ones are not there.
  static func partyLines(_ value: String) -> [String: String] {
    var lines: [String: String] = [:]
    for line in value.split(whereSeparator: { $0.isNewline || $0 == ";" }) {
      guard let colon = line.firstIndex(of: ":") else { continue }
      let text = String(line[line.index(after: colon)...]).trimmingBlanks()
      if !text.isEmpty { lines[String(line[..<colon]).trimmingBlanks().lowercased()] = text }
    }
    return lines
  }

  private static func isDay(_ value: String) -> Bool {
    value.utf8.count == 10 && Instant.reading(of: value + "T00:00:00Z") != nil
  }

  private static func isDigest(_ value: String) -> Bool {
    value.hasPrefix("sha256:") && value.utf8.count == 71
      && value.dropFirst(7).allSatisfy { $0.isHexDigit && !$0.isUppercase }
  }

  /// Source: the treaties' list of Member States, by ISO 3166-1 alpha-2 (Greece is GR there).
  static let memberStates: Set<String> = [
    "AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI", "FR", "DE", "GR", "HU", "IE", "IT", "LV", "LT", "LU", "MT",
    "NL", "PL", "PT", "RO", "SK", "SI", "ES", "SE",
  ]
}
