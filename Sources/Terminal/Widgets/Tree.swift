/// What unfolds below what: a forest of which as much is known as somebody has asked for.
///
/// One thing may stand in several places; each place folds by itself. Below itself a thing is not unfolded again.
package struct Tree<Key: Hashable & Sendable>: Sendable, Equatable {
  package enum Fold: Sendable, Equatable {
    /// Nothing is below it.
    case leaf
    case closed, open
    /// It is unfolded, and what is below is on its way.
    case coming
  }

  package struct Line: Sendable, Equatable {
    /// The thing itself, and above it those it was unfolded from, the root first.
    package var path: [Key]
    /// Lines that lead to it from above, two columns a step.
    package var guides: String
    package var fold: Fold

    /// `▸`, `▾`, `…`, or nothing below it.
    package var sign: String {
      switch fold {
      case .leaf: " "
      case .closed: "▸"
      case .open: "▾"
      case .coming: "…"
      }
    }
  }

  package private(set) var roots: [Key]
  private var below: [Key: [Key]] = [:]
  private var unfolded: Set<[Key]> = []

  package init(_ roots: [Key]) { self.roots = roots }

  /// Takes other roots; what is unfolded below those that stay, stays.
  package mutating func plant(_ roots: [Key]) { self.roots = roots }

  /// What stands below a thing, wherever it stands itself.
  package mutating func take(_ children: [Key], below key: Key) { below[key] = children }

  /// It cannot be told what stands below: it is folded again, to be asked for another time.
  package mutating func miss(_ key: Key) { unfolded = unfolded.filter { $0.last != key } }

  /// Folds or unfolds a place; what has to be asked for then, if nobody knows yet what is below.
  package mutating func turn(_ path: [Key]) -> Key? {
    guard let key = path.last, fold(of: path) != .leaf else { return nil }
    guard unfolded.remove(path) == nil else { return nil }
    unfolded.insert(path)
    return below[key] == nil ? key : nil
  }

  /// Everything that is not folded away, from above.
  package var lines: [Line] {
    var lines: [Line] = []
    for root in roots { add(root, under: [], guides: "", isLast: true, to: &lines) }
    return lines
  }

  private func fold(of path: [Key]) -> Fold {
    guard let key = path.last, !path.dropLast().contains(key) else { return .leaf }
    let known = below[key]
    if known?.isEmpty == true { return .leaf }
    guard unfolded.contains(path) else { return .closed }
    return known == nil ? .coming : .open
  }

  private func add(_ key: Key, under parents: [Key], guides: String, isLast: Bool, to lines: inout [Line]) {
    let path = parents + [key]
    let fold = fold(of: path)
    lines.append(Line(path: path, guides: parents.isEmpty ? "" : guides + (isLast ? "└ " : "├ "), fold: fold))
    guard fold == .open, let children = below[key] else { return }
    let next = parents.isEmpty ? "" : guides + (isLast ? "  " : "│ ")
    for (place, child) in children.enumerated() {
      add(child, under: path, guides: next, isLast: place == children.count - 1, to: &lines)
    }
  }
}
