import Exchange

/// The policy worker alone, as `countersign policy-worker` runs it.
@main
enum PolicyProbe {
  static func main() {
    let arguments = CommandLine.arguments
    guard arguments.count == 3, arguments[1] == "--library" else { return }
    _ = PolicyWorker.serve(library: arguments[2])
  }
}
