internal import Governance

/// How much of a version is other than in its parent: what a reader weighs before the difference itself.
package struct DifferenceStat: Sendable, Equatable {
  /// The parent's label.
  package var from: String
  package var wordsAdded: Int
  package var wordsRemoved: Int
  /// Numbers of the messages that changed, came or went, from 1.
  package var messages: [Int]
  /// Names of other members of the body that changed, came or went; those that are known, by their neutral key.
  package var members: [String]

  /// Compares two bodies as the registry keeps them.
  package init(from label: String, _ old: String, to new: String) {
    let (before, after) = (VersionBody(old), VersionBody(new))
    from = label
    (wordsAdded, wordsRemoved, messages) = (0, 0, [])
    for place in 0..<max(before.messages.count, after.messages.count) {
      let was = before.messages.indices.contains(place) ? before.messages[place] : nil
      let now = after.messages.indices.contains(place) ? after.messages[place] : nil
      if was == now { continue }
      messages.append(place + 1)
      let (added, removed) = WordCount.changed(from: was?.content ?? "", to: now?.content ?? "")
      wordsAdded += added
      wordsRemoved += removed
    }
    let keys = Set(before.statements.keys).union(after.statements.keys)
    // A body without messages has no kind of its own to lose.
    let hasKinds = !before.messages.isEmpty && !after.messages.isEmpty
    members = keys.filter {
      before.statements[$0] != after.statements[$0] && ($0 != .prompt_kind || hasKinds)
    }.map(\.rawValue)
    if before.variables.filter(\.declared) != after.variables.filter(\.declared) {
      members.append(CardKey.variables.rawValue)
    }
    func unnamed(_ body: VersionBody) -> [String: String] {
      Dictionary(body.unnamed.map { ($0.name, $0.text) }, uniquingKeysWith: { first, _ in first })
    }
    let (had, has) = (unnamed(before), unnamed(after))
    members += Set(had.keys).union(has.keys).filter { had[$0] != has[$0] }
    members.sort()
  }

  /// `14 words added and 3 removed in message 2; also limitations, params`.
  var words: String {
    var said: [String] = []
    if !messages.isEmpty {
      let noun = messages.count == 1 ? "message" : "messages"
      said.append(
        "\(wordsAdded) \(wordsAdded == 1 ? "word" : "words") added and \(wordsRemoved) removed in \(noun) "
          + messages.map(String.init).joined(separator: ", "))
    }
    if !members.isEmpty { said.append("\(said.isEmpty ? "" : "also ")\(members.joined(separator: ", "))") }
    return said.isEmpty ? "nothing that the card shows" : said.joined(separator: "; ")
  }
}

/// How many words two texts have that the other has not, in order.
enum WordCount {
  static func changed(from old: String, to new: String) -> (added: Int, removed: Int) {
    func words(_ text: String) -> [Substring] { text.split(whereSeparator: \.isWhitespace) }
    let (before, after) = (words(old), words(new))
    let same = common(before, after)
    if let same { return (after.count - same, before.count - same) }
    // Too long word by word: whole lines, each with its words.
    let (oldLines, newLines) = (old.split(separator: "\n"), new.split(separator: "\n"))
    guard let kept = common(oldLines, newLines, weighing: { words(String($0)).count }) else {
      return (after.count, before.count)
    }
    return (after.count - kept, before.count - kept)
  }

  /// The weight of a longest common subsequence; nil where the parts that differ are too long to compare.
  private static func common(
    _ old: [Substring], _ new: [Substring], weighing weight: (Substring) -> Int = { _ in 1 }
  ) -> Int? {
    var (first, last) = (0, 0)
    while first < min(old.count, new.count), old[first] == new[first] { first += 1 }
    while last < min(old.count, new.count) - first, old[old.count - 1 - last] == new[new.count - 1 - last] { last += 1 }
    let ends = old[..<first].reduce(0) { $0 + weight($1) } + old[(old.count - last)...].reduce(0) { $0 + weight($1) }
    var numbers: [Substring: Int] = [:]
    func number(_ text: Substring) -> Int {
      if let known = numbers[text] { return known }
      numbers[text] = numbers.count
      return numbers.count - 1
    }
    let before = old[first..<(old.count - last)].map(number)
    let middle = new[first..<(new.count - last)]
    let (after, weights) = (middle.map(number), middle.map(weight))
    if before.isEmpty || after.isEmpty { return ends }
    guard before.count * after.count <= 1_000_000 else { return nil }
    var row = Array(repeating: 0, count: after.count + 1)
    for word in before {
      var diagonal = 0
      for place in after.indices {
        let above = row[place + 1]
        row[place + 1] = word == after[place] ? diagonal + weights[place] : max(above, row[place])
        diagonal = above
      }
    }
    return ends + row[after.count]
  }
}
