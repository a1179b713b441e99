package import Yams

/// YAML that refers to itself so often that no end of reading it is seen: a list of lists of a kilobyte is one of a gigabyte
/// once written out, and the reader compares keys whole.
package struct TooManyAliases: Error, CustomStringConvertible {
  package var description: String { "It refers to itself more than \(mostAliases) times." }
}

private let mostAliases = 16

/// The document in a text, or nil when there is none.
///
/// - Throws: `TooManyAliases`, and what Yams throws.
package func boundedYAML(_ text: String) throws -> Node? {
  guard aliases(in: text) <= mostAliases else { throw TooManyAliases() }
  return try Yams.compose(yaml: text)
}

/// How often the text names an anchor that stands in it, at the most.
private func aliases(in text: String) -> Int {
  var names: [Character: [Substring.UTF8View]] = [:]
  let bytes = text.utf8
  var place = bytes.startIndex
  while let found = bytes[place...].firstIndex(where: { $0 == UInt8(ascii: "&") || $0 == UInt8(ascii: "*") }) {
    let start = bytes.index(after: found)
    let end = bytes[start...].firstIndex { !isOfName($0) } ?? bytes.endIndex
    if start < end { names[text[found], default: []].append(bytes[start..<end]) }
    place = end
  }
  let anchors = Set((names["&"] ?? []).map { Substring($0) })
  return (names["*"] ?? []).count { anchors.contains(Substring($0)) }
}

private func isOfName(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "a")...UInt8(ascii: "z"):
    true
  default: byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
  }
}
