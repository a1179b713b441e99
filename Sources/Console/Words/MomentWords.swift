import Governance

/// A moment as it is typed, in UTC: `2026-10-01`, `2026-10-01 14:00`, RFC 3339, `-3d`, `-12h`, `-40m`, `yesterday`.
enum MomentWords {
  /// Nil for what cannot be read, and for nothing.
  static func parse(_ text: String, now: Instant) -> Instant? {
    let text = text.lowercased().split(separator: " ").joined(separator: " ")
    if text == "yesterday" { return now.advanced(bySeconds: -86_400) }
    if text.hasPrefix("-"), let unit = text.last, let count = Int64(text.dropFirst().dropLast()), count < 100_000 {
      switch unit {
      case "d": return now.advanced(bySeconds: -86_400 * count)
      case "h": return now.advanced(bySeconds: -3600 * count)
      case "m": return now.advanced(bySeconds: -60 * count)
      default: return nil
      }
    }
    var written = text.replacing(" ", with: "t").uppercased()
    if !written.contains("T") { written += "T00:00" }
    let time = written.split(separator: "T").last ?? ""
    if time.filter({ $0 == ":" }).count == 1, !time.contains("Z"), !time.contains("+") { written += ":00" }
    if !time.contains("Z"), !time.contains("+"), !time.contains("-") { written += "Z" }
    return Instant.reading(of: written)?.instant
  }
}
