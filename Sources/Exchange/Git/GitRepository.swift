internal import Dispatch
internal import Foundation
package import Governance
package import Ingest

/// A repository of git, read by the program `git` (Debian's package `git`).
///
/// Nothing of it is checked out and nothing in it is run. Settings of this machine and of whoever runs us are not read; of the
/// environment only what lets ssh reach its agent. Commits and tags are brought into a folder that is gone afterwards, without
/// files where the other side can leave them out.
package struct GitRepository: SourceRepository {
  private let address: String
  private let patterns: [String]
  private let program: GitProgram
  private let mostBytes: Int
  /// Threads of its own: a program is waited for, and tasks share few.
  private static let threads = DispatchQueue(label: "countersign.git", attributes: .concurrent)
  static let mostReferences = 50_000
  private static let mostMiB = 4096

  /// - Parameters:
  ///   - address: as `GitAddress` has it.
  ///   - references: only these branches and tags, by patterns of `git ls-remote`; empty for all.
  ///   - access: a line of a header that lets us in over https; see `TrackingAccess`.
  ///   - mostBytes: what is brought here may not be larger.
  package init(
    _ address: String, references: [String] = [], access: String? = nil, mostBytes: Int = mostMiB << 20
  ) throws(Problem) {
    self.address = try GitAddress.checked(address)
    self.mostBytes = mostBytes
    patterns = references
    var environment = [
      "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0",
      "GIT_SSH_COMMAND": "ssh -o BatchMode=yes", "GIT_ASKPASS": "false", "SSH_ASKPASS": "false",
    ]
    if let access, address.hasPrefix("https://") {
      // Not on the command line, which others can read.
      environment["GIT_CONFIG_COUNT"] = "1"
      environment["GIT_CONFIG_KEY_0"] = "http.\(address).extraHeader"
      environment["GIT_CONFIG_VALUE_0"] = access
    }
    program = GitProgram(
      settings: [
        "gc.auto=0", "maintenance.auto=false", "http.followRedirects=false", "transfer.bundleURI=false",
        "fetch.recurseSubmodules=false", "credential.helper=", "core.fsmonitor=false",
      ], environment: environment, mostBytes: mostBytes)
  }

  package func references() async throws(Problem) -> [GitReference] {
    let folder = try GitFolder()
    let answer = try await git(
      ["ls-remote", "--quiet", "--refs", "--heads", "--tags", "--", address] + patterns, in: folder, seconds: 60)
    let found = answer.text.split(separator: "\n").compactMap { line -> GitReference? in
      guard let tab = line.firstIndex(of: "\t") else { return nil }
      return GitReference(line[line.index(after: tab)...], object: line[..<tab])
    }
    guard found.count <= Self.mostReferences else {
      throw Problem(
        .badData, "git.references",
        happened: "The repository shows more than \(Self.mostReferences) branches and tags.",
        remedy: "Follow some of them: --ref PATTERN.")
    }
    return found
  }

  package func fetch(_ references: [GitReference]) async throws(Problem) -> any FetchedHistory {
    let whole = try await fetch(references, filter: ["--filter=tree:0"])
    // A tag of a file or a folder keeps git from leaving files out.
    if let whole { return whole }
    if let whole = try await fetch(references, filter: []) { return whole }
    throw Problem(.fault, "git.fetch", happened: "The repository was brought here and is not here.")
  }

  /// Nil when git could not leave files out.
  private func fetch(_ references: [GitReference], filter: [String]) async throws(Problem) -> FetchedRepository? {
    let folder = try GitFolder()
    let format = references.contains { $0.object.utf8.count == 64 } ? "sha256" : "sha1"
    _ = try await git(
      ["init", "--quiet", "--bare", "--template=", "--object-format=\(format)", "."], in: folder, seconds: 60)
    _ = try await git(["config", "remote.source.url", address], in: folder, seconds: 60)
    let local = GitAddress.isLocal(address)
    let names = references.enumerated().map { "+\($1.full):refs/here/\($0)" }.joined(separator: "\n")
    let fetched = try await run(
      ["fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--no-auto-maintenance", "--stdin"] + filter
        + (local && !filter.isEmpty ? ["--upload-pack=git -c uploadpack.allowFilter=true upload-pack"] : []) + [
          "source"
        ],
      in: folder, input: Array((names + "\n").utf8), seconds: 600)
    if fetched.status != 0 {
      if !filter.isEmpty, fetched.errors.contains("did not send all necessary objects") { return nil }
      throw failed("fetch", fetched)
    }
    let here = try await git(
      ["for-each-ref", "--format=%(refname) %(objectname)", "refs/here"], in: folder, seconds: 60)
    var named: [GitReference] = []
    for line in here.text.split(separator: "\n") {
      let words = line.split(separator: " ")
      guard words.count == 2, let place = words[0].split(separator: "/").last.flatMap({ Int($0) }),
        references.indices.contains(place)
      else { continue }
      named.append(GitReference(kind: references[place].kind, name: references[place].name, object: String(words[1])))
    }
    return FetchedRepository(references: named, repository: self, folder: folder)
  }

  fileprivate func git(
    _ arguments: [String], in folder: GitFolder, input: [UInt8]? = nil, seconds: Double
  ) async throws(Problem) -> GitProgram.Outcome {
    let outcome = try await run(arguments, in: folder, input: input, seconds: seconds)
    guard outcome.status == 0 else { throw failed(arguments[0], outcome) }
    return outcome
  }

  private func run(
    _ arguments: [String], in folder: GitFolder, input: [UInt8]? = nil, seconds: Double
  ) async throws(Problem) -> GitProgram.Outcome {
    let (program, url) = (program, folder.url)
    let answer = await withCheckedContinuation { continuation in
      Self.threads.async {
        let answer = Result { () throws(GitProgram.Trouble) in
          try program.run(arguments, in: url, input: input, seconds: seconds)
        }
        continuation.resume(returning: answer)
      }
    }
    switch answer {
    case .success(let outcome): return outcome
    case .failure(.missing):
      throw Problem(
        .unreachable, "git.missing", happened: "A repository is read by git, and it is not installed.",
        because: "No program called git is in PATH.", remedy: "Install Debian's package: apt install git.")
    case .failure(.late(let seconds)):
      throw Problem(
        .unreachable, "git.late", happened: "git \(arguments[0]) took longer than \(Int(seconds)) seconds.",
        remedy: "Follow fewer branches and tags: --ref PATTERN.")
    case .failure(.system(let words)):
      throw Problem(
        .unreachable, "git.failed", happened: "git \(arguments[0]) did not end by itself.", because: words,
        remedy: "What is brought here may have at most \(mostBytes >> 20) MiB.")
    }
  }

  private func failed(_ step: String, _ outcome: GitProgram.Outcome) -> Problem {
    let words = outcome.errors.split(whereSeparator: \.isNewline).suffix(3).joined(separator: " ")
    let plain = String(words.suffix(300)).unicodeScalars.filter {
      $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value)
    }
    return Problem(
      .unreachable, "git.failed", happened: "git \(step) ended with status \(outcome.status).",
      because: String(String.UnicodeScalarView(plain)),
      remedy: "Check the address and what lets us in; it is tried again when the source is looked at next.")
  }
}

/// A folder for git that is gone when nobody holds it any more.
private final class GitFolder: Sendable {
  let url: URL

  init() throws(Problem) {
    url = FileManager.default.temporaryDirectory.appendingPathComponent("countersign-\(UUID().uuidString)")
    do {
      try FileManager.default.createDirectory(
        at: url, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    } catch {
      throw Problem(
        .cannotWrite, "git.folder", happened: "No folder could be made for git.",
        because: (error as NSError).localizedDescription, remedy: "Make room where temporary files go.")
    }
  }

  deinit { try? FileManager.default.removeItem(at: url) }
}

private struct FetchedRepository: FetchedHistory {
  let references: [GitReference]
  let repository: GitRepository
  let folder: GitFolder

  /// A commit or tag that is larger is no fact that anybody reads.
  private static let mostBytes = 1 << 20

  func commits(without: [String]) async throws(Problem) -> [String] {
    let asked = without.filter { GitReference.isId($0) }.map { "^\($0)" }
    let input = Array((asked.joined(separator: "\n") + "\n").utf8)
    let answer = try await repository.git(
      ["rev-list", "--topo-order", "--reverse", "--all", "--stdin"], in: folder, input: input, seconds: 120)
    return answer.text.split(separator: "\n").map(String.init)
  }

  func objects(_ ids: [String]) async throws(Problem) -> [GitObject] {
    let sizes = try await repository.git(["cat-file", "--batch-check"], in: folder, input: lines(ids), seconds: 120)
    let fit = sizes.text.split(separator: "\n").compactMap { line -> String? in
      let words = line.split(separator: " ")
      guard words.count == 3, GitObject.Kind(rawValue: String(words[1])) != nil, let size = Int(words[2]),
        size <= Self.mostBytes
      else { return nil }
      return String(words[0])
    }
    guard !fit.isEmpty else { return [] }
    let answer = try await repository.git(["cat-file", "--batch"], in: folder, input: lines(fit), seconds: 120)
    return Self.read(answer.output)
  }

  private func lines(_ ids: [String]) -> [UInt8] {
    Array((ids.filter { GitReference.isId($0) }.joined(separator: "\n") + "\n").utf8)
  }

  /// Reads `ID TYPE SIZE`, then so many bytes and a line's end, again and again.
  private static func read(_ bytes: [UInt8]) -> [GitObject] {
    var objects: [GitObject] = []
    var place = 0
    while let end = bytes[place...].firstIndex(of: UInt8(ascii: "\n")) {
      let words = String(decoding: bytes[place..<end], as: UTF8.self).split(separator: " ")
      guard words.count == 3, let size = Int(words[2]), size >= 0, end + 1 + size < bytes.count else { break }
      if let kind = GitObject.Kind(rawValue: String(words[1])) {
        objects.append(GitObject(id: String(words[0]), kind: kind, content: Array(bytes[(end + 1)..<(end + 1 + size)])))
      }
      place = end + 2 + size
    }
    return objects
  }
}
