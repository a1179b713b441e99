/// Lines typed in this session, by what they were asked for. They end with the program: they may quote what was read.
struct TypedLines: Sendable, Equatable {
  private var lines: [String: [String]] = [:]
  static let most = 50

  /// The oldest first.
  subscript(_ name: String) -> [String] { lines[name] ?? [] }

  /// Blank ones are not worth keeping; one typed again moves to the end.
  mutating func keep(_ line: String, as name: String) {
    guard !line.allSatisfy(\.isWhitespace) else { return }
    var kept = self[name].filter { $0 != line }
    kept.append(line)
    lines[name] = kept.suffix(TypedLines.most)
  }
}

/// Steps through earlier lines while one is being typed, and back to it.
struct LineRecall: Sendable, Equatable {
  private let earlier: [String]
  /// Which earlier line is shown; nil for the one being typed.
  private var place: Int?
  private var typed = ""

  init(_ earlier: [String]) { self.earlier = earlier }

  var isEmpty: Bool { earlier.isEmpty }

  /// The line before the one shown, nil at the first.
  mutating func back(from text: String) -> String? {
    if place == nil { typed = text }
    // What stands there already is not offered as if it came back.
    var next = (place ?? earlier.count) - 1
    while next >= 0, earlier[next] == text { next -= 1 }
    guard earlier.indices.contains(next) else { return nil }
    place = next
    return earlier[next]
  }

  /// The line after it, at last the one being typed; nil there.
  mutating func forth() -> String? {
    guard let here = place else { return nil }
    guard here + 1 < earlier.count else {
      place = nil
      return typed
    }
    place = here + 1
    return earlier[here + 1]
  }
}
