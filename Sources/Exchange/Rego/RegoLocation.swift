import Glibc
package import Governance
package import Policy

/// Where the policy library is looked for.
package enum RegoLocation {
  /// The file of the library inside the wheel; `regopy.libs` must stand beside `regopy`.
  private static let file = "regopy/librego_shared.so"

  /// The first that is there: `COUNTERSIGN_REGO`, a file; what was installed beside the program; what `make` fetched
  /// into the build folder; Python's site-packages.
  ///
  /// - Parameter program: the absolute path of the running program.
  /// - Throws: `rego.absent`; a library that is named and is not there is not replaced by another.
  package static func find(environment: [String: String], program: String) throws(Problem) -> String {
    if let named = environment["COUNTERSIGN_REGO"], !named.isEmpty {
      guard named.hasPrefix("/"), access(named, R_OK) == 0 else {
        throw absent("COUNTERSIGN_REGO names no file that can be read by an absolute path.")
      }
      return named
    }
    let home = parent(of: program)
    // `<prefix>/bin/countersign` goes with `<prefix>/lib/countersign`.
    var folders = [parent(of: home) + "/lib/countersign"]
    // `.build/<triple>/<configuration>/countersign`; nowhere else would a folder so far above be ours.
    let build = parent(of: parent(of: home))
    if build.hasSuffix("/.build") { folders.append(build + "/regopy") }
    for folder in folders where access("\(folder)/\(file)", R_OK) == 0 { return "\(folder)/\(file)" }
    for folder in sitePackages() where access("\(folder)/\(file)", R_OK) == 0 { return "\(folder)/\(file)" }
    throw absent("It is neither beside the program nor among Python's packages.")
  }

  /// The running program's own path.
  package static var program: String {
    var buffer = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &buffer, buffer.count)
    return String(decoding: buffer.prefix(max(0, count)).map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  private static func parent(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
  }

  private static func sitePackages() -> [String] {
    ["/usr/local/lib/python3*/*-packages", "/usr/lib/python3*/*-packages"].flatMap { pattern in
      var found = glob_t()
      defer { globfree(&found) }
      guard glob(pattern, 0, nil, &found) == 0 else { return [String]() }
      return (0..<Int(found.gl_pathc)).compactMap { found.gl_pathv[$0].map { String(cString: $0) } }
    }
  }

  private static func absent(_ because: String) -> Problem {
    Problem(
      .unmet, "rego.absent", happened: "There is no policy engine: rego-cpp's library was not found.",
      because: because, remedy: "Run `make install`, or name librego_shared.so in COUNTERSIGN_REGO.")
  }
}

extension EmbeddedRego {
  /// The engine as this program runs it, or one that says why there is none.
  package static func found(environment: [String: String]) -> any PolicyEngine {
    let program = RegoLocation.program
    do throws(Problem) {
      return EmbeddedRego(
        Settings(
          command: [program, "policy-worker"],
          library: try RegoLocation.find(environment: environment, program: program)))
    } catch {
      return UnavailableEngine(because: error)
    }
  }
}
