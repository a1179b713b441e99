/// Box drawing, blocks and braille as shapes that join from cell to cell, gathered by colour.
struct CellShapes {
  /// How far each arm of a box-drawing glyph reaches: 0 not, 1 light, 2 heavy, 3 double.
  struct Arms: Equatable {
    let up, right, down, left: Int

    init(_ up: Int, _ right: Int, _ down: Int, _ left: Int) {
      (self.up, self.right, self.down, self.left) = (up, right, down, left)
    }
  }

  private struct Segment {
    var x, y, end: Int
  }

  /// By colour and weight; keys are kept in the order they came, so that the same picture gives the same bytes.
  private var order: [String] = []
  private var horizontal: [String: [Segment]] = [:]
  private var other: [String: String] = [:]
  private var blocks: [(color: String, opacity: String, x: Int, y: Int, width: Int, height: Int)] = []
  private var dots: [String] = []

  static func draws(_ scalar: UInt32) -> Bool {
    arms(of: scalar) != nil || 0x2580...0x2593 ~= scalar || 0x2594...0x259F ~= scalar || 0x2801...0x28FF ~= scalar
  }

  mutating func add(_ scalar: UInt32, ink: Color, _ corner: (x: Int, y: Int)) {
    if let arms = CellShapes.arms(of: scalar) {
      let isDashed = [0x2504, 0x2505, 0x2508, 0x2509, 0x254C, 0x254D].contains(scalar)
      add(arms, ink, corner, dashed: isDashed)
    } else if 0x2580...0x259F ~= scalar {
      for part in CellShapes.block(scalar) { add(part, ink, corner) }
    } else if 0x2801...0x28FF ~= scalar {
      addDots(scalar, ink, corner)
    }
  }

  private mutating func add(_ arms: Arms, _ ink: Color, _ corner: (x: Int, y: Int), dashed: Bool) {
    let (width, height) = (VectorImage.cellWidth, VectorImage.cellHeight)
    let (middleX, middleY) = (corner.x + width / 2, corner.y + height / 2)
    // Arms meet in the centre; the heavier one covers the joint.
    let reach = max(arms.up, arms.right, arms.down, arms.left) == 2 ? 10 : 5
    for (weight, from, to) in [(arms.left, corner.x, middleX), (arms.right, middleX, corner.x + width)] where weight > 0
    {
      let start = from == middleX && arms.left == 0 ? middleX - reach : from
      let end = to == middleX && arms.right == 0 ? middleX + reach : to
      for offset in weight == 3 ? [-15, 15] : [0] {
        line(ink, weight, dashed, Segment(x: start, y: middleY + offset, end: end))
      }
    }
    for (weight, from, to) in [(arms.up, corner.y, middleY), (arms.down, middleY, corner.y + height)] where weight > 0 {
      for offset in weight == 3 ? [-15, 15] : [0] {
        let key = CellShapes.key(ink, weight, false)
        note(key)
        let (x, y) = (VectorImage.decimal(middleX + offset), VectorImage.decimal(from))
        other[key, default: ""] += "M\(x) \(y)V\(VectorImage.decimal(to))"
      }
    }
  }

  /// Joins a horizontal stroke to the one it continues.
  private mutating func line(_ ink: Color, _ weight: Int, _ dashed: Bool, _ segment: Segment) {
    let key = CellShapes.key(ink, weight, dashed)
    note(key)
    var known = horizontal[key] ?? []
    let recent = known.suffix(2).indices.last {
      known[$0].y == segment.y && known[$0].end >= segment.x && known[$0].x <= segment.x
    }
    if let recent { known[recent].end = max(known[recent].end, segment.end) } else { known.append(segment) }
    horizontal[key] = known
  }

  private mutating func note(_ key: String) {
    if horizontal[key] == nil, other[key] == nil { order.append(key) }
  }

  private static func key(_ ink: Color, _ weight: Int, _ dashed: Bool) -> String {
    "stroke=\"\(ink.hex)\" stroke-width=\"\(weight == 2 ? 2 : 1)\"" + (dashed ? " stroke-dasharray=\"2 2\"" : "")
  }

  private mutating func add(
    _ part: (x: Int, y: Int, width: Int, height: Int, opacity: String), _ ink: Color, _ corner: (x: Int, y: Int)
  ) {
    let (width, height) = (VectorImage.cellWidth, VectorImage.cellHeight)
    let x = corner.x + part.x * width / 8
    let right = corner.x + (part.x + part.width) * width / 8
    let y = corner.y + part.y * height / 8
    let bottom = corner.y + (part.y + part.height) * height / 8
    if let last = blocks.indices.last, blocks[last].color == ink.hex, blocks[last].opacity == part.opacity,
      blocks[last].y == y, blocks[last].height == bottom - y, blocks[last].x + blocks[last].width == x
    {
      blocks[last].width = right - blocks[last].x
    } else {
      blocks.append((ink.hex, part.opacity, x, y, right - x, bottom - y))
    }
  }

  private mutating func addDots(_ scalar: UInt32, _ ink: Color, _ corner: (x: Int, y: Int)) {
    let places: [(Int, Int)] = [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (0, 3), (1, 3)]
    for (bit, place) in places.enumerated() where (scalar - 0x2800) & (1 << UInt32(bit)) != 0 {
      let x = corner.x + VectorImage.cellWidth * (place.0 == 0 ? 27 : 73) / 100
      let y = corner.y + VectorImage.cellHeight * (2 * place.1 + 1) / 8
      dots.append(
        "<circle cx=\"\(VectorImage.decimal(x))\" cy=\"\(VectorImage.decimal(y))\" r=\"1.3\" fill=\"\(ink.hex)\"/>")
    }
  }

  func elements() -> [String] {
    var lines: [String] = []
    for key in order {
      let flat = (horizontal[key] ?? []).map { segment in
        "M\(VectorImage.decimal(segment.x)) \(VectorImage.decimal(segment.y))H\(VectorImage.decimal(segment.end))"
      }
      lines.append("<path d=\"\(flat.joined() + (other[key] ?? ""))\" fill=\"none\" \(key)/>")
    }
    if !blocks.isEmpty {
      lines.append("<g shape-rendering=\"crispEdges\">")
      for block in blocks {
        let opacity = block.opacity.isEmpty ? "" : " opacity=\"\(block.opacity)\""
        lines.append(
          "<rect x=\"\(VectorImage.decimal(block.x))\" y=\"\(VectorImage.decimal(block.y))\" width=\"\(VectorImage.decimal(block.width))\" height=\"\(VectorImage.decimal(block.height))\" fill=\"\(block.color)\"\(opacity)/>"
        )
      }
      lines.append("</g>")
    }
    return lines + dots
  }

  /// Parts of a block glyph in eighths of a cell.
  private static func block(_ scalar: UInt32) -> [(x: Int, y: Int, width: Int, height: Int, opacity: String)] {
    func part(_ x: Int, _ y: Int, _ width: Int, _ height: Int) -> (Int, Int, Int, Int, String) {
      (x, y, width, height, "")
    }
    let quarters = [part(0, 0, 4, 4), part(4, 0, 4, 4), part(0, 4, 4, 4), part(4, 4, 4, 4)]
    switch scalar {
    case 0x2580: return [part(0, 0, 8, 4)]
    case 0x2581...0x2588:
      let height = Int(scalar) - 0x2580
      return [part(0, 8 - height, 8, height)]
    case 0x2589...0x258F: return [part(0, 0, 0x2590 - Int(scalar), 8)]
    case 0x2590: return [part(4, 0, 4, 8)]
    case 0x2591...0x2593: return [(0, 0, 8, 8, ["0.25", "0.5", "0.75"][Int(scalar) - 0x2591])]
    case 0x2594: return [part(0, 0, 8, 1)]
    case 0x2595: return [part(7, 0, 1, 8)]
    default:
      let sets: [[Int]] = [[2], [3], [0], [0, 2, 3], [0, 3], [0, 1, 2], [0, 1, 3], [1], [1, 2], [1, 2, 3]]
      let index = Int(scalar) - 0x2596
      return index >= 0 && index < sets.count ? sets[index].map { quarters[$0] } : []
    }
  }

  static func arms(of scalar: UInt32) -> Arms? {
    switch scalar {
    case 0x2500, 0x2504, 0x2508, 0x254C: Arms(0, 1, 0, 1)
    case 0x2501, 0x2505, 0x2509, 0x254D: Arms(0, 2, 0, 2)
    case 0x2502, 0x2506, 0x250A, 0x254E: Arms(1, 0, 1, 0)
    case 0x2503, 0x2507, 0x250B, 0x254F: Arms(2, 0, 2, 0)
    case 0x250C, 0x256D: Arms(0, 1, 1, 0)
    case 0x250F: Arms(0, 2, 2, 0)
    case 0x2510, 0x256E: Arms(0, 0, 1, 1)
    case 0x2513: Arms(0, 0, 2, 2)
    case 0x2514, 0x2570: Arms(1, 1, 0, 0)
    case 0x2517: Arms(2, 2, 0, 0)
    case 0x2518, 0x256F: Arms(1, 0, 0, 1)
    case 0x251B: Arms(2, 0, 0, 2)
    case 0x251C: Arms(1, 1, 1, 0)
    case 0x2520: Arms(2, 1, 2, 0)
    case 0x2523: Arms(2, 2, 2, 0)
    case 0x2524: Arms(1, 0, 1, 1)
    case 0x252B: Arms(2, 0, 2, 2)
    case 0x252C: Arms(0, 1, 1, 1)
    case 0x2533: Arms(0, 2, 2, 2)
    case 0x2534: Arms(1, 1, 0, 1)
    case 0x253B: Arms(2, 2, 0, 2)
    case 0x253C: Arms(1, 1, 1, 1)
    case 0x254B: Arms(2, 2, 2, 2)
    case 0x2550: Arms(0, 3, 0, 3)
    case 0x2551: Arms(3, 0, 3, 0)
    case 0x2574: Arms(0, 0, 0, 1)
    case 0x2575: Arms(1, 0, 0, 0)
    case 0x2576: Arms(0, 1, 0, 0)
    case 0x2577: Arms(0, 0, 1, 0)
    default: nil
    }
  }
}
