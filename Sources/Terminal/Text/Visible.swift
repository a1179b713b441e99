/// The text as a frame would show it, for places that are no frame: every scalar that may not be placed is a mark, so
/// nothing in it can act on a terminal or reorder a line.
package func visible(_ text: String, marks: Marks = .named) -> String {
  var placing = Placing(marks)
  var shown = String.UnicodeScalarView()
  func append(_ value: UInt32) {
    if let scalar = Unicode.Scalar(value) { shown.append(scalar) }
  }
  for scalar in text.unicodeScalars {
    switch placing.place(scalar.value) {
    case .glyph(let glyph, _, _): append(glyph)
    case .joins(let mark, _): append(mark)
    case .standIn(let glyph): append(glyph)
    // One by one: appending a collection copies all that stands there already.
    case .named(let scalar): for one in MarkText.named(scalar).unicodeScalars { shown.append(one) }
    case .blanks(let count): for _ in 0..<count { append(0x20) }
    case .dropped: break
    }
  }
  return String(shown)
}
