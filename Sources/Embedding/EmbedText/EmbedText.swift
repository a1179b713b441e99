import Foundation

/// Writes one Swift file in which every named text file stands as a string of an enum named as the file.
/// Strings compile at once; the byte arrays of `.embedInCode` take 250 µs a byte.
@main
struct EmbedText {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count > 2 else { return }
    var lines = ["enum \(stem(arguments[1])) {"]
    for path in arguments.dropFirst(2).sorted() {
      let text = try String(contentsOfFile: path, encoding: .utf8)
      lines.append("  static let \(stem(path)) = ####\"\"\"")
      lines.append(text)
      lines.append("\"\"\"####")
    }
    lines.append("}")
    try lines.joined(separator: "\n").write(toFile: arguments[1], atomically: true, encoding: .utf8)
  }

  /// The file's name without its ending, as Swift can write it.
  private static func stem(_ path: String) -> String {
    URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent.replacingOccurrences(of: "-", with: "_")
  }
}
