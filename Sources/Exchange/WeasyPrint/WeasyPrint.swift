internal import Dispatch
internal import Foundation
internal import Glibc
package import Governance

/// Turns an HTML page into a PDF with WeasyPrint, a program of its own (Debian's package `weasyprint`).
package struct WeasyPrint: Sendable {
  let program: String
  /// How long a page may take before the program is ended.
  let seconds: Double

  /// The program as `PATH` names it.
  ///
  /// - Throws: `pdf.missing` when there is none.
  package init(path: String, seconds: Double = 120) throws(Problem) {
    let places = path.split(separator: ":").map { "\($0)/weasyprint" }
    guard let program = places.first(where: { FileManager.default.isExecutableFile(atPath: $0) }) else {
      throw Problem(
        .unreachable, "pdf.missing", happened: "A PDF is made by WeasyPrint, and it is not installed.",
        because: "No program called weasyprint is in PATH.",
        remedy: "Install Debian's package: apt install weasyprint. Or ask for --format html and print that.")
    }
    self.program = program
    self.seconds = seconds
  }

  /// The PDF of a page that refers to nothing outside itself; the same page gives the same bytes.
  ///
  /// - Throws: `pdf.failed` when the program fails, or takes too long.
  package func pdf(of html: [UInt8]) throws(Problem) -> [UInt8] {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("countersign-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let output = folder.appendingPathComponent("page.pdf")
    do {
      try FileManager.default.createDirectory(
        at: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
      try Data(html).write(to: folder.appendingPathComponent("page.html"))
      try run(in: folder)
      return Array(try Data(contentsOf: output))
    } catch let problem as Problem {
      throw problem
    } catch {
      throw failed((error as NSError).localizedDescription)
    }
  }

  /// With nothing of our environment but what fonts need, and no clock: dates in a PDF come from SOURCE_DATE_EPOCH.
  private func run(in folder: URL) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = ["--quiet", "--encoding", "utf-8", "page.html", "page.pdf"]
    process.currentDirectoryURL = folder
    process.environment = [
      "PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8", "HOME": folder.path, "TZ": "UTC",
      "SOURCE_DATE_EPOCH": "0", "PYTHONHASHSEED": "0",
    ]
    let errors = folder.appendingPathComponent("errors")
    try Data().write(to: errors)
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = try FileHandle(forWritingTo: errors)
    let ended = DispatchSemaphore(value: 0)
    process.terminationHandler = { _ in ended.signal() }
    try process.run()
    guard ended.wait(timeout: .now() + seconds) == .success else {
      kill(process.processIdentifier, SIGKILL)
      throw failed("It took longer than \(Int(seconds)) seconds.")
    }
    if process.terminationStatus != 0 {
      let said = String(decoding: (try? Data(contentsOf: errors)) ?? Data(), as: UTF8.self)
      throw failed("It ended with status \(process.terminationStatus). \(said.suffix(300))")
    }
  }

  private func failed(_ because: String) -> Problem {
    Problem(
      .unreachable, "pdf.failed", happened: "WeasyPrint did not make a PDF.", because: because,
      remedy: "Try `weasyprint --info`, or ask for --format html and print that.")
  }
}
