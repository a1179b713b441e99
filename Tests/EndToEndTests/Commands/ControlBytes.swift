import Foundation

/// Bytes that a terminal would obey.
enum ControlBytes {
  /// C0 but the line feed and the tab, DEL, C1 and ill-formed UTF-8, each named once.
  static func found(in data: Data) -> [String] {
    guard let text = String(validating: data, as: UTF8.self) else { return ["ill-formed UTF-8"] }
    let bad = text.unicodeScalars.filter {
      ($0.value < 0x20 && $0 != "\n" && $0 != "\t") || (0x7F...0x9F).contains($0.value)
    }
    return Set(bad.map { "U+\(String($0.value, radix: 16))" }).sorted()
  }
}
