import Foundation
import Glibc
import Governance

/// The folder of an installed PostgreSQL that holds `postgres` and `initdb`.
struct ServerBinaries: Sendable, Equatable {
  static let oldestMajor = 15

  var folder: String
  /// As the program says it: `15.20`.
  var version: String
  var major: Int

  func path(_ program: String) -> String { folder + "/" + program }

  /// Where an installation may be: what `pg_config` says, Debian's folders, `PATH`.
  static func usualFolders() -> [String] {
    let path = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init)
    var folders: [String] = []
    if let tool = path.map({ $0 + "/pg_config" }).first(where: { access($0, X_OK) == 0 }),
      let answer = try? Child.run([tool, "--bindir"]), answer.status == 0
    {
      folders.append(answer.output.trimmingCharacters(in: .whitespacesAndNewlines))
    }
    let debian = "/usr/lib/postgresql"
    let majors = (try? FileManager.default.contentsOfDirectory(atPath: debian)) ?? []
    return folders + majors.map { "\(debian)/\($0)/bin" } + path
  }

  /// Every installation in these folders, newest first, each once.
  static func found(in folders: [String]) -> [ServerBinaries] {
    var seen: Set<String> = []
    var found: [ServerBinaries] = []
    for folder in folders {
      // A link in PATH leads to the real folder, where initdb looks for its companions too.
      guard let real = realPath(folder + "/postgres") else { continue }
      let home = String(real.prefix(real.count - "/postgres".count))
      guard real.hasSuffix("/postgres"), seen.insert(home).inserted,
        access(real, X_OK) == 0, access(home + "/initdb", X_OK) == 0, access(home + "/createdb", X_OK) == 0,
        let answer = try? Child.run([real, "--version"]), answer.status == 0,
        let version = version(in: answer.output)
      else { continue }
      found.append(ServerBinaries(folder: home, version: version.text, major: version.major))
    }
    return found.sorted { ($0.version.compare($1.version, options: .numeric)) == .orderedDescending }
  }

  /// The installation to use: the newest for a new cluster, the one of the same major version for data that exists.
  /// Throws `postgres.missing` or `postgres.version`.
  static func choice(of found: [ServerBinaries], forDataOf major: Int?, in home: String) throws(Problem)
    -> ServerBinaries
  {
    let usable = found.filter { $0.major >= oldestMajor }
    guard let newest = usable.first else { throw .postgresMissing(found: found.map(\.version)) }
    guard let major else { return newest }
    guard let same = usable.first(where: { $0.major == major }) else {
      throw .postgresVersion(data: major, programs: usable.map(\.version), home: home)
    }
    return same
  }

  /// Reads `postgres (PostgreSQL) 15.20 (Debian …)`, also `17beta1`.
  static func version(in line: String) -> (text: String, major: Int)? {
    guard let mark = line.range(of: "(PostgreSQL) ") else { return nil }
    let text = line[mark.upperBound...].prefix { !$0.isWhitespace }
    guard let major = Int(text.prefix(while: \.isNumber)) else { return nil }
    return (String(text), major)
  }
}

/// The path without links, or nothing when there is no such file.
func realPath(_ path: String) -> String? {
  guard let found = realpath(path, nil) else { return nil }
  defer { free(found) }
  return String(cString: found)
}
