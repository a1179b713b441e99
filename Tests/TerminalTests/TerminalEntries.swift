import Foundation

/// Terminal entries that are not on every machine, as differences to xterm-256color.
enum TerminalEntries {
  /// By name. True colours are written the way libvterm 0.1.4 reads them (`38;2;r;g;b`).
  static let sources = [
    "xterm-direct": #"""
    xterm-direct|xterm with true colours,
    	RGB, ccc@, colors#0x1000000, pairs#0x7FFF, initc@, oc@,
    	setaf=\E[%?%p1%{8}%<%t3%p1%d%e38;2;%p1%{65536}%/%d;%p1%{256}%/%{255}%&%d;%p1%{255}%&%d%;m,
    	setab=\E[%?%p1%{8}%<%t4%p1%d%e48;2;%p1%{65536}%/%d;%p1%{256}%/%{255}%&%d;%p1%{255}%&%d%;m,
    	use=xterm-256color,

    """#,
    "xterm-16color": #"""
    xterm-16color|xterm with 16 colours,
    	ccc@, colors#16, pairs#256, initc@, oc@,
    	setaf=\E[%?%p1%{8}%<%t%p1%{30}%+%e%p1%{82}%+%;%dm,
    	setab=\E[%?%p1%{8}%<%t%p1%{40}%+%e%p1%{92}%+%;%dm,
    	use=xterm-256color,

    """#,
  ]

  /// Compiles an entry into a folder for TERMINFO; it stays among temporary files.
  static func compiled(_ source: String) throws -> String {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("terminfo-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let file = folder.appendingPathComponent("entry.ti")
    try Data(source.utf8).write(to: file)
    let compiler = Process()
    compiler.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    compiler.arguments = ["tic", "-x", "-o", folder.path, file.path]
    try compiler.run()
    compiler.waitUntilExit()
    guard compiler.terminationStatus == 0 else { throw CocoaError(.executableLoad) }
    return folder.path
  }
}
