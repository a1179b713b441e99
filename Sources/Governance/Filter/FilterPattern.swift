/// A name in a filter: upper and lower case are alike, `*` stands for any letters.
package struct FilterPattern: Sendable, Equatable {
  private let parts: [String]

  package init(_ word: String) {
    parts = word.lowercased().split(separator: "*", omittingEmptySubsequences: false).map(String.init)
  }

  package func fits(_ name: String) -> Bool {
    var rest = Substring(name.lowercased())
    guard let first = parts.first, let last = parts.last, rest.hasPrefix(first) else { return false }
    guard parts.count > 1 else { return rest == first }
    rest = rest.dropFirst(first.count)
    for part in parts.dropFirst().dropLast() where !part.isEmpty {
      guard let found = rest.firstRange(of: part) else { return false }
      rest = rest[found.upperBound...]
    }
    return rest.hasSuffix(last)
  }
}
