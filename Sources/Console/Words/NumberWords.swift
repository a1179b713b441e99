import Governance

/// Figures as the screens write them, without a formatter.
enum NumberWords {
  /// `.94` for a share, `3.25` above one; a figure that is no number is named `not a number`.
  static func score(_ value: Double, places: Int = 2) -> String {
    let text = decimal(value, places: places)
    if text.hasPrefix("0.") { return String(text.dropFirst()) }
    if text.hasPrefix("-0.") { return "-" + text.dropFirst(2) }
    return text
  }

  /// Fixed places, rounded half away from zero.
  static func decimal(_ value: Double, places: Int) -> String {
    guard value.isFinite else { return value.isNaN ? "not a number" : value < 0 ? "−∞" : "∞" }
    guard value.magnitude < 1e12, (0...6).contains(places) else { return "\(value)" }
    var scale: Int64 = 1
    for _ in 0..<places { scale *= 10 }
    let scaled = Int64((value.magnitude * Double(scale)).rounded())
    let sign = value < 0 && scaled != 0 ? "-" : ""
    guard places > 0 else { return "\(sign)\(scaled)" }
    return "\(sign)\(scaled / scale).\(Int(scaled % scale).padded(places))"
  }

  /// Digits in groups of three: `18 204 911`.
  static func grouped(_ number: Int) -> String {
    let digits = String(number.magnitude)
    var text = ""
    for (place, digit) in digits.enumerated() {
      if place > 0, (digits.count - place) % 3 == 0 { text.append(" ") }
      text.append(digit)
    }
    return number < 0 ? "-" + text : text
  }

  /// An estimate says so.
  static func count(_ count: Count) -> String {
    switch count {
    case .exactly(let number): grouped(number)
    case .about(let number): "about " + grouped(number)
    }
  }

  /// `1 line`, `2 lines`.
  static func of(_ number: Int, _ one: String, _ many: String? = nil) -> String {
    "\(grouped(number)) \(number == 1 ? one : many ?? one + "s")"
  }

  /// `512 B`, `14 KB`, `3.1 MB`.
  static func bytes(_ number: Int) -> String {
    if number < 1000 { return "\(number) B" }
    if number < 1_000_000 { return "\((number + 500) / 1000) KB" }
    return decimal(Double(number) / 1_000_000, places: 1) + " MB"
  }
}
