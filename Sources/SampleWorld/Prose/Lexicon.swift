/// All prose of the world, ready to be written into JSON: one run of escaped bytes, cut into pieces at the slots.
struct Lexicon: Sendable {
  /// Escaped bytes, then what stands in the slot after them.
  struct Piece: Sendable {
    var start: Int
    var end: Int
    /// Unicode scalars of the unescaped text.
    var scalars: Int
    var slot: Slot?
  }
  /// Pieces that make one sentence or paragraph.
  struct Phrase: Sendable {
    var first: Int
    var end: Int
    static let empty = Phrase(first: 0, end: 0)
  }
  /// Phrases to choose from.
  struct Choice: Sendable {
    var first: Int
    var count: Int
    static let none = Choice(first: 0, count: 0)
    func phrase(_ place: Int) -> Int { count == 0 ? -1 : first + place % count }
  }

  private(set) var bytes: [UInt8] = []
  private(set) var pieces: [Piece] = []
  private(set) var phrases: [Phrase] = []

  func phrase(_ number: Int) -> Phrase { phrases.indices.contains(number) ? phrases[number] : .empty }

  mutating func add(_ texts: [String]) -> Choice {
    let first = phrases.count
    for text in texts { phrases.append(phrase(of: text)) }
    return Choice(first: first, count: texts.count)
  }

  mutating func add(_ text: String) -> Phrase { phrase(of: text) }

  /// Without slots: braces stand for themselves.
  mutating func add(plain text: String) -> Phrase {
    let first = pieces.count
    piece(Substring(text), slot: nil)
    return Phrase(first: first, end: pieces.count)
  }

  private mutating func phrase(of text: String) -> Phrase {
    let first = pieces.count
    var rest = Substring(text)
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}"),
      let slot = Slot(rawValue: String(rest[rest.index(after: open)..<close]))
    {
      piece(rest[..<open], slot: slot)
      rest = rest[rest.index(after: close)...]
    }
    if !rest.isEmpty { piece(rest, slot: nil) }
    return Phrase(first: first, end: pieces.count)
  }

  private mutating func piece(_ text: Substring, slot: Slot?) {
    let start = bytes.count
    bytes.append(contentsOf: JSONText.escaped(String(text)).utf8)
    pieces.append(Piece(start: start, end: bytes.count, scalars: text.unicodeScalars.count, slot: slot))
  }
}

/// What differs from one conversation to the next.
enum Slot: String, Sendable, CaseIterable {
  case name, adjuster, street, city, firm, claim, policy, file, plate, amount, price, sum, excess, date, past, soon,
    days, hours
  case page, pages, age, share, year
  /// Details of somebody else: where they stand in an answer, a checker finds them.
  case other, otherclaim, iban, phone, email

  /// As Presidio would call it; nil for what is no finding.
  var entity: StaticString? {
    switch self {
    case .other: "PERSON"
    case .otherclaim: "CLAIM_NUMBER"
    case .iban: "IBAN_CODE"
    case .phone: "PHONE_NUMBER"
    case .email: "EMAIL_ADDRESS"
    default: nil
    }
  }
}
