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
    for step in EditScript.steps(from: oldWords.map(\.text), to: newWords.map(\.text)) {
      switch step {
      case .removed(let index): wasRemoved.insert(index)
      case .added(let index): wasAdded.insert(index)
      case .same: break
      }
    }
  }
  (wasRemoved, wasAdded) = (withBlanks(between: wasRemoved, of: oldWords), withBlanks(between: wasAdded, of: newWords))
  return lines(old.count, oldWords, wasRemoved, .removed, .removed, oldStart)
    + lines(new.count, newWords, wasAdded, .added, .added, newStart)
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
  return result
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
