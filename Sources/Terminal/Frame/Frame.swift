/// A picture of the screen: rows × columns of cells, row-major. Writing outside it is clipped.
///
/// Only placeable scalars ever stand in a cell; whatever else a text holds becomes visible marks (`Placing`).
package struct Frame: Sendable, Equatable {
  package let size: Size
  var cells: ContiguousArray<Cell>
  /// Glyphs of several scalars, by `glyph - Cell.firstCluster`.
  private(set) var clusters: ContiguousArray<Cluster> = []
  private var clusterIndex: [Cluster: UInt32] = [:]

  package init(_ size: Size) {
    self.size = size
    cells = ContiguousArray(repeating: .blank(Role.text.rawValue), count: size.rows * size.columns)
  }

  package static func == (left: Frame, right: Frame) -> Bool {
    left.size == right.size && left.cells == right.cells && left.clusters == right.clusters
  }

  package var area: Area { Area(size) }

  /// The number a cell shows a cluster by.
  mutating func intern(_ cluster: Cluster) -> UInt32 {
    if let known = clusterIndex[cluster] { return known }
    let glyph = Cell.firstCluster + UInt32(clusters.count)
    clusters.append(cluster)
    clusterIndex[cluster] = glyph
    return glyph
  }

  func cluster(of glyph: UInt32) -> Cluster {
    let index = Int(glyph) - Int(Cell.firstCluster)
    return index >= 0 && index < clusters.count ? clusters[index] : Cluster(glyph)
  }

  /// Makes sure that no half of a wide glyph is left alone when the cells from `start` to before `end` are replaced.
  mutating func cutWideGlyphs(from start: Int, to end: Int, in row: Int) {
    let line = row * size.columns
    guard start < end else { return }
    if start > 0, cells[line + start].isContinuation {
      cells[line + start - 1] = .blank(cells[line + start - 1].style)
    }
    if end < size.columns, cells[line + end].isContinuation {
      cells[line + end] = .blank(cells[line + end].style)
    }
  }

  /// The part of an area that lies inside.
  func clipped(_ area: Area) -> (rows: Range<Int>, columns: Range<Int>)? {
    let top = max(0, area.row)
    let left = max(0, area.column)
    let bottom = min(size.rows, area.endRow)
    let right = min(size.columns, area.endColumn)
    return top < bottom && left < right ? (top..<bottom, left..<right) : nil
  }

  /// Rows joined by line feeds, blanks at the end of a row trimmed: what tests of whole screens compare.
  package func text() -> String {
    var lines: [String] = []
    for row in 0..<size.rows { lines.append(text(ofRow: row)) }
    return lines.joined(separator: "\n")
  }

  /// One row as text, blanks at its end trimmed; empty outside the frame.
  package func text(ofRow row: Int) -> String {
    guard row >= 0, row < size.rows else { return "" }
    let line = cells[row * size.columns..<(row + 1) * size.columns]
    var scalars = String.UnicodeScalarView()
    var length = 0
    for cell in line where !cell.isContinuation {
      for value in cell.glyph < Cell.firstCluster ? [cell.glyph] : cluster(of: cell.glyph).scalars {
        scalars.append(Unicode.Scalar(value) ?? "?")
      }
      if cell.glyph != 0x20 { length = scalars.count }
    }
    return String(String.UnicodeScalarView(scalars.prefix(length)))
  }

  /// What a cell means; nil outside the frame. For tests and pictures.
  package func role(at position: Position) -> Role? {
    guard position.row >= 0, position.row < size.rows, position.column >= 0, position.column < size.columns else {
      return nil
    }
    return Role(rawValue: cells[position.row * size.columns + position.column].style)
  }
}
