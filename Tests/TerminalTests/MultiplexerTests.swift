import Dispatch
import Foundation
import SeededNumbers
import TestTerminal
import Testing

/// tmux counts columns by its own tables: what stands aligned in the harness's terminal may not be there.
@Suite(
  "Hostile text in tmux", .timeLimit(.minutes(15)), .enabled(if: Multiplexer.program != nil, "tmux is not installed"))
struct MultiplexerTests {
  /// Draws texts page after page, as a table, in a viewer and in fields, and asks tmux where each row ends.
  private func check(_ texts: [String]) async throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("hostile-\(UUID().uuidString).json")
    try JSONEncoder().encode(texts).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let pages = (texts.count + Multiplexer.rows - 4) / (Multiplexer.rows - 3)
    let told = try await Multiplexer.rowEnds(of: BuiltProgram.path("TerminalProbe"), file.path, pages: pages)
    let rows = told.split(separator: "\n").map { $0.split(separator: " ", maxSplits: 3) }
    #expect(rows.count == pages * 3 * (Multiplexer.rows - 1), "\(told.suffix(2000))")
    for row in rows where row.count < 4 || row[3] != "\(Multiplexer.columns)" {
      Issue.record("page, place, row, columns filled: \(row.joined(separator: " "))")
    }
  }

  @Test("keeps the border aligned: pieces of our own, shuffled")
  func ownPieces() async throws {
    var random = SplitMix(seed: 3)
    let pieces = HostileTextTests.pieces
    try await check(
      (0..<160).map { _ in
        (0..<Int.random(in: 1...40, using: &random)).map { _ in pieces[Int.random(in: 0..<pieces.count, using: &random)]
        }
        .joined()
      })
  }

  @Test(
    "keeps the border aligned: the collected strings",
    .enabled(if: HostileText.folder != nil, "no shared/data beside the repository; set COUNTERSIGN_SHARED_DATA"))
  func collected() async throws { try await check(try HostileText.texts()) }
}

/// A tmux server of its own with one pane, and the probe in it.
enum Multiplexer {
  static let (rows, columns) = (43, 80)

  static let program: String? = ["/usr/bin/tmux", "/usr/local/bin/tmux"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  /// Prints `PAGE PLACE ROW COLUMNS` for every row of the box on every page: how many columns it fills up to its last
  /// cell that is not blank, as tmux's own grid has it.
  private static let script = #"""
    set -eu
    socket=$(mktemp -u /tmp/countersign-tmux-XXXXXX)
    t() { tmux -S "$socket" "$@"; }
    trap 't kill-server 2>/dev/null; rm -f "$socket"' EXIT
    comes() { # waits until the last row begins with what the probe says of an event
      for i in $(seq 300); do
        case $(t capture-pane -p | tail -n 1) in "$1"*) return;; esac
        sleep 0.02
      done
      echo "never came: $1"; t capture-pane -p; exit 1
    }
    t -f /dev/null new-session -d -x $columns -y $rows "$probe" "$texts" \; set -g status off \; resize-window -x $columns -y $rows
    comes timer
    set --
    for row in $(seq $((rows - 1))); do
      set -- "$@" \; send-keys -X end-of-line \; display-message -p '#{copy_cursor_x}' \
        \; send-keys -X start-of-line \; send-keys -X cursor-down
    done
    for page in $(seq $pages); do
      for place in t v f; do
        if [ $place != t ]; then t send-keys $place; comes "key $place"; fi
        t copy-mode \; send-keys -X top-line "$@" \; send-keys -X cancel | awk -v p="$page $place" '{ print p, NR, $1 }'
        if [ $place != t ]; then t send-keys $place z; comes "key z"; fi
      done
      t send-keys Space; comes "key Space"
    done
    """#

  static func rowEnds(of probe: String, _ texts: String, pages: Int) async throws -> String {
    try await withCheckedThrowingContinuation { done in
      DispatchQueue(label: "tmux").async { done.resume(with: Result { try run(probe, texts, pages) }) }
    }
  }

  private static func run(_ probe: String, _ texts: String, _ pages: Int) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", script]
    process.environment = [
      "LANG": "C.UTF-8", "PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": "/tmp", "TERM": "xterm-256color",
      "probe": probe, "texts": texts, "rows": "\(rows)", "columns": "\(columns)", "pages": "\(pages)",
    ]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let told = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: told, as: UTF8.self)
  }
}
