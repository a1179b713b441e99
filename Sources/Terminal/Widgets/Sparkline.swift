/// Numbers as a line of small bars, one column each, from the least to the greatest; a dot where there is none.
///
/// More numbers than columns are folded by taking the greatest of each group, so that no peak is lost.
package func sparkline(_ values: [Double?], columns: Int, glyphs: Glyphs = .unicode) -> String {
  guard columns > 0, !values.isEmpty else { return "" }
  let folded = fold(values, into: columns)
  let known = folded.compactMap(\.self)
  guard let least = known.min(), let most = known.max() else {
    return String(repeating: glyphs.separator, count: folded.count)
  }
  let steps = glyphs.sparks
  return folded.map { value in
    guard let value else { return glyphs.separator }
    guard most > least else { return steps[steps.count / 2] }
    return steps[min(steps.count - 1, Int((value - least) / (most - least) * Double(steps.count)))]
  }.joined()
}

private func fold(_ values: [Double?], into columns: Int) -> [Double?] {
  let values = values.map { value in value.flatMap { $0.isFinite ? $0 : nil } }
  guard values.count > columns else { return values }
  return (0..<columns).map { column in
    let group = values[column * values.count / columns..<(column + 1) * values.count / columns]
    return group.compactMap(\.self).max()
  }
}

/// A share as a bar of so many columns, to an eighth of a column; shares outside 0...1 are cut.
package func bar(_ share: Double, columns: Int, glyphs: Glyphs = .unicode) -> String {
  guard columns > 0 else { return "" }
  let share = share.isFinite ? min(max(0, share), 1) : 0
  let eighths = Int((share * Double(columns * 8)).rounded())
  let full = eighths / 8
  let part = eighths % 8
  var text = String(repeating: glyphs.eighths[8], count: full)
  if part > 0 { text += glyphs.eighths[part] }
  return text + String(repeating: " ", count: max(0, columns - full - (part > 0 ? 1 : 0)))
}

/// The picture of something that goes on, by the time it has lasted.
package func spinner(milliseconds: Int, glyphs: Glyphs = .unicode) -> String {
  glyphs.spinner[max(0, milliseconds) / 120 % glyphs.spinner.count]
}
