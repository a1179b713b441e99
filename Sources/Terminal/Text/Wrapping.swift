/// One line of a wrapped text.
package struct Line: Sendable, Equatable {
  /// What stands in the line; tabs are still in it, the line feed is not.
  package var text: Substring
  /// Which scalars of the whole text these are, so that a span of the text can be found on the screen.
  package var scalars: Range<Int>
  /// Which line of the text it belongs to, from 0; wrapped lines share one.
  package var number: Int
  /// Whether it is the first of its `number`.
  package var isFirst: Bool
}

/// Breaks a text into lines of at most `columns` columns: at line feeds, then at blanks, then anywhere.
///
/// A carriage return before a line feed belongs to the break. Every scalar belongs to exactly one line but for the
/// breaks; under 1 column the width counts as 1.
package func wrap(_ text: String, columns: Int, marks: Marks = .named) -> [Line] {
  var wrapper = Wrapper(text, max(1, columns), marks)
  return wrapper.lines()
}

private struct Wrapper {
  let text: String
  let room: Int
  let marks: Marks

  private var placing: Placing
  private var result: [Line] = []
  private var number = 0
  private var isFirst = true
  /// Where the open line begins, and the last place in it where it may be broken.
  private var start: (index: String.Index, scalar: Int)
  private var used = 0
  private var breakable: (index: String.Index, scalar: Int, used: Int)?
  /// Where the last glyph begins that stands by itself.
  private var glyph: (index: String.Index, scalar: Int, used: Int)?
  /// The last glyph was a blank or a wide one.
  private var afterBreak = false

  init(_ text: String, _ room: Int, _ marks: Marks) {
    self.text = text
    self.room = room
    self.marks = marks
    placing = Placing(marks)
    start = (text.startIndex, 0)
  }

  mutating func lines() -> [Line] {
    let scalars = text.unicodeScalars
    var index = scalars.startIndex
    var count = 0
    while index < scalars.endIndex {
      let value = scalars[index].value
      let next = scalars.index(after: index)
      if value == 0x0A || value == 0x0D && next < scalars.endIndex && scalars[next].value == 0x0A {
        let isPair = value == 0x0D
        close(at: index, count)
        index = isPair ? scalars.index(after: next) : next
        count += isPair ? 2 : 1
        start = (index, count)
        number += 1
        isFirst = true
        continue
      }
      take(value, at: index, count)
      index = next
      count += 1
    }
    close(at: index, count)
    return result
  }

  private mutating func take(_ value: UInt32, at index: String.Index, _ count: Int) {
    let placed = placing.place(value)
    let columns = placed.columns
    let isBlank = value == 0x20
    let leans = leansOnTheOneBefore(placed)
    if !leans, afterBreak || columns == 2 { breakable = (index, count, used) }
    if !leans { glyph = (index, count, used) }
    // Blanks at the end of a line hang over.
    if used + columns > room, used > 0, !isBlank {
      let place = [breakable, glyph].compactMap(\.self).first { $0.index > start.index } ?? (index, count, used)
      let rest = used - place.used
      add(to: place.index, place.scalar)
      start = (place.index, place.scalar)
      isFirst = false
      breakable = nil
      glyph?.used -= place.used
      used = rest
      if used + columns > room, let glyph, glyph.index > start.index {
        add(to: glyph.index, glyph.scalar)
        start = (glyph.index, glyph.scalar)
        used -= glyph.used
        self.glyph?.used = 0
      }
    }
    used += columns
    if !leans { afterBreak = isBlank || columns == 2 }
  }

  /// Marks, joiners and modifiers are only what they are right after their base: no line begins with one.
  private func leansOnTheOneBefore(_ placed: Placed) -> Bool {
    switch placed {
    case .joins, .dropped, .standIn(MarkText.joint): true
    case .glyph, .standIn, .named, .blanks: false
    }
  }

  private mutating func close(at index: String.Index, _ count: Int) {
    add(to: index, count)
    placing = Placing(marks)
    used = 0
    breakable = nil
    glyph = nil
    afterBreak = false
  }

  private mutating func add(to index: String.Index, _ count: Int) {
    result.append(
      Line(text: text[start.index..<index], scalars: start.scalar..<count, number: number, isFirst: isFirst))
  }
}
