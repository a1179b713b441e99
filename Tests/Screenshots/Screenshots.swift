import Foundation
import Terminal
import TestTerminal

/// Walks through the demo with its clock pinned and draws what the terminal shows: `screenshots FOLDER`.
///
/// The program is the real one on a real pseudo-terminal; the pictures are made of the emulator's cells. Every run
/// writes the same bytes.
@main
struct Screenshots {
  static func main() async {
    do {
      let folder = CommandLine.arguments.dropFirst().first ?? "screenshots"
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try await Studio.open { studio in
        for theme in ["dark", "light"] {
          let walk = try Walk(studio, theme: theme, folder: folder)
          try await walk.take()
        }
      }
    } catch {
      FileHandle.standardError.write(Data("screenshots: \(error)\n".utf8))
      exit(1)
    }
  }
}
