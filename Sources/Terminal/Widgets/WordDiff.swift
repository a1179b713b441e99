/// A piece of a line of a difference.
package struct DiffPiece: Sendable, Equatable {
  package enum Kind: Sendable, Equatable { case same, added, removed }

  package var text: String
  package var kind: Kind

  package init(_ text: String, _ kind: Kind) {
    self.text = text
    self.kind = kind
  }
}

/// A line of a difference: as it was, as it is, or the same in both.
package struct DiffLine: Sendable, Equatable {
  package enum Kind: Sendable, Equatable { case same, added, removed }

  package var kind: Kind
  /// The words that make it differ from its other side are `.added` or `.removed`, the rest `.same`.
  package var pieces: [DiffPiece]
  /// Its number in the old or the new text, from 1.
  package var number: Int

  package var text: String { pieces.map(\.text).joined() }
}

/// The difference of two texts, line by line, with the words that changed within lines that changed.
///
/// Lines are compared first; a run of removed lines and the run of added lines that takes its place are then compared
/// word by word. Both by Myers' shortest edit script (doi:10.1007/BF01840446); texts too far apart for it are shown as
/// wholly replaced.
package func wordDiff(from old: String, to new: String) -> [DiffLine] {
  let oldLines = old.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  let newLines = new.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  var result: [DiffLine] = []
  var (removed, added): (Range<Int>?, Range<Int>?) = (nil, nil)
  func flush() {
    result += replaced(
      removed.map { Array(oldLines[$0]) } ?? [], from: removed?.lowerBound ?? 0,
      added.map { Array(newLines[$0]) } ?? [], from: added?.lowerBound ?? 0)
    (removed, added) = (nil, nil)
  }
  for step in EditScript.steps(from: oldLines, to: newLines) {
    switch step {
    case .same(_, let index):
      flush()
      result.append(DiffLine(kind: .same, pieces: [DiffPiece(newLines[index], .same)], number: index + 1))
    case .removed(let index): removed = (removed?.lowerBound ?? index)..<index + 1
    case .added(let index): added = (added?.lowerBound ?? index)..<index + 1
    }
  }
  flush()
  return result
}

/// Lines that took the place of others: first the old ones, then the new ones, with the words that differ.
private func replaced(_ old: [String], from oldStart: Int, _ new: [String], from newStart: Int) -> [DiffLine] {
  let (oldWords, newWords) = (words(old), words(new))
  var (wasRemoved, wasAdded) = (Set<Int>(), Set<Int>())
  if !old.isEmpty, !new.isEmpty {
    let steps = EditScript.steps(from: oldWords.map(\.text), to: newWords.map(\.text))
    for change in meant(steps, oldWords.map(\.text), newWords.map(\.text)) {
      wasRemoved.formUnion(change.removed)
      wasAdded.formUnion(change.added)
    }
  }
  (wasRemoved, wasAdded) = (withBlanks(between: wasRemoved, of: oldWords), withBlanks(between: wasAdded, of: newWords))
  return lines(old.count, oldWords, wasRemoved, .removed, .removed, oldStart)
    + lines(new.count, newWords, wasAdded, .added, .added, newStart)
}

/// What was removed and what was added in one place.
private struct Change {
  var removed: [Int] = []
  var added: [Int] = []
  var isEmpty: Bool { removed.isEmpty && added.isEmpty }
}

/// The changes of a script without the words that are the same by chance: a `you` or a comma that stands in two sentences
/// with nothing else in common is part of their difference. Words between two changes are taken for chance when they are
/// no longer than what changed on either side of them.
private func meant(_ steps: [EditScript.Step], _ old: [String], _ new: [String]) -> [Change] {
  // Changes and what is the same between them, by turns; the first and the last change may be empty.
  var changes = [Change()]
  var between: [[(Int, Int)]] = []
  var isSame = false
  for step in steps {
    switch step {
    case .removed(let index):
      changes[changes.count - 1].removed.append(index)
      isSame = false
    case .added(let index):
      changes[changes.count - 1].added.append(index)
      isSame = false
    case .same(let one, let two):
      if !isSame {
        between.append([])
        changes.append(Change())
        isSame = true
      }
      between[between.count - 1].append((one, two))
    }
  }
  func length(_ indices: [Int], _ words: [String]) -> Int {
    indices.reduce(0) { $0 + (words[$1].allSatisfy { $0 == " " } ? 0 : words[$1].count) }
  }
  func length(_ change: Change) -> Int { max(length(change.removed, old), length(change.added, new)) }
  var place = 0
  while place < between.count {
    let (same, last, next) = (between[place], changes[place], changes[place + 1])
    let chance = length(same.map(\.0), old)
    guard !last.isEmpty, !next.isEmpty, chance <= length(last), chance <= length(next) else {
      place += 1
      continue
    }
    changes[place] = Change(
      removed: last.removed + same.map(\.0) + next.removed, added: last.added + same.map(\.1) + next.added)
    changes.remove(at: place + 1)
    between.remove(at: place)
    // What stood before it may be no more than chance now.
    place = max(0, place - 1)
  }
  return changes
}

/// A blank between two changed words of a line goes with them: they are read as one change.
private func withBlanks(between changed: Set<Int>, of words: [(text: String, line: Int)]) -> Set<Int> {
  var whole = changed
  for place in words.indices.dropFirst().dropLast() where words[place].text.allSatisfy({ $0 == " " }) {
    let (before, after) = (place - 1, place + 1)
    if changed.contains(before), changed.contains(after), words[before].line == words[after].line {
      whole.insert(place)
    }
  }
  return whole
}

private func lines(
  _ count: Int, _ words: [(text: String, line: Int)], _ changed: Set<Int>, _ kind: DiffLine.Kind,
  _ pieceKind: DiffPiece.Kind, _ start: Int
) -> [DiffLine] {
  var result = (0..<count).map { DiffLine(kind: kind, pieces: [], number: start + $0 + 1) }
  for (index, word) in words.enumerated() {
    let kind = changed.contains(index) ? pieceKind : .same
    if let last = result[word.line].pieces.indices.last, result[word.line].pieces[last].kind == kind {
      result[word.line].pieces[last].text += word.text
    } else {
      result[word.line].pieces.append(DiffPiece(word.text, kind))
    }
  }
  return result.map { whollyChanged($0, pieceKind) ?? $0 }
}

/// A line of which hardly anything is the same as one piece; nil for any other.
private func whollyChanged(_ line: DiffLine, _ kind: DiffPiece.Kind) -> DiffLine? {
  func length(_ pieces: [DiffPiece]) -> Int { pieces.reduce(0) { $0 + $1.text.count { $0 != " " } } }
  guard line.pieces.count > 1, length(line.pieces.filter { $0.kind == .same }) * 5 < length(line.pieces) else {
    return nil
  }
  return DiffLine(kind: line.kind, pieces: [DiffPiece(line.text, kind)], number: line.number)
}

/// Letters and digits stay together, runs of blanks too, all else stands alone.
private func words(_ lines: [String]) -> [(text: String, line: Int)] {
  var result: [(text: String, line: Int)] = []
  for (line, text) in lines.enumerated() {
    var open = ""
    var openKind = -1
    for scalar in text.unicodeScalars {
      let value = scalar.value
      let isWord =
        value >= 0x80 || 0x30...0x39 ~= value || 0x41...0x5A ~= value || 0x61...0x7A ~= value || value == 0x5F
      let kind = isWord ? 0 : value == 0x20 ? 1 : 2
      if !open.isEmpty, kind != openKind || kind == 2 {
        result.append((open, line))
        open = ""
      }
      open.unicodeScalars.append(scalar)
      openKind = kind
    }
    if !open.isEmpty { result.append((open, line)) }
  }
  return result
}
