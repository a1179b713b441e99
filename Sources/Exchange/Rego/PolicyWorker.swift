import Evidence
import Glibc
import Governance
import Policy

/// The helper process: `countersign policy-worker`. Reads a request a line, writes a reply a line, and ends with its
/// standard input.
///
/// It may be ended at any moment, by itself too: nothing is lost but the decision it was at.
package enum PolicyWorker {
  /// Seconds after which it ends itself, should nobody be left to do so.
  private static let patience: UInt32 = 60

  /// Serves until there is nothing more to read; the status to end with.
  package static func serve(library path: String) -> Int32 {
    LargeStack.run(megabytes: 256) { serveLines(library: path) }
  }

  private static func serveLines(library path: String) -> Int32 {
    let line = isolate()
    guard line >= 0 else { return 70 }
    let library: RegoLibrary
    do throws(Problem) {
      library = try RegoLibrary(path: path)
    } catch {
      _ = send(.refused(error), to: line)
      return 0
    }
    guard send(.ready(version: library.versionText), to: line) else { return 0 }

    var loaded: (interpreter: RegoInterpreter, entrypoint: String)?
    var reader = LineBuffer()
    while let request = reader.next(from: line) {
      alarm(patience)
      let reply: WorkerReply
      do throws(Problem) {
        reply = try answer(request, library, &loaded)
      } catch {
        reply = .refused(error)
      }
      alarm(0)
      guard send(reply, to: line) else { return 0 }
    }
    return 0
  }

  private static func answer(
    _ line: [UInt8], _ library: RegoLibrary, _ loaded: inout (interpreter: RegoInterpreter, entrypoint: String)?
  ) throws(Problem) -> WorkerReply {
    let request: JSONValue
    do throws(JSONRefusal) {
      request = try JSONValue(line, policy: .generation)
    } catch {
      throw error.problem(with: "A request to the policy worker")
    }
    if let input = request["input"] {
      guard let loaded else { throw .notARequest }
      return .value(try loaded.interpreter.evaluate(loaded.entrypoint, input: try text(input)))
    }
    guard case .array(let files)? = request["load"], let data = request["data"],
      let entrypoint = request["entrypoint"]?.text
    else { throw .notARequest }
    loaded = nil
    let modules = files.compactMap { file in
      file["name"]?.text.flatMap { name in file["source"]?.text.map { PolicyBundle.Module(name: name, source: $0) } }
    }
    guard modules.count == files.count else { throw .notARequest }
    loaded = (
      try RegoInterpreter(library, modules: modules, data: try text(data), entrypoint: entrypoint), entrypoint
    )
    return .ready(version: library.versionText)
  }

  /// Written anew, so that no key stands twice and nothing but JSON arrives.
  private static func text(_ value: JSONValue) throws(Problem) -> String {
    do throws(JSONRefusal) {
      return String(decoding: try CanonicalJSON.bytes(of: value, policy: .generation), as: UTF8.self)
    } catch {
      throw error.problem(with: "A request to the policy worker")
    }
  }

  /// Leaves nothing for a rule to see or write: no environment, no open file, no standard output. Returns the
  /// descriptor on which the requests come.
  private static func isolate() -> Int32 {
    let line = dup(STDIN_FILENO)
    let nothing = open("/dev/null", O_RDWR)
    guard line > STDERR_FILENO, nothing >= 0 else { return -1 }
    for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] { dup2(nothing, descriptor) }
    for descriptor in (STDERR_FILENO + 1)..<1024 where descriptor != line { close(descriptor) }
    // An environment that is empty and not missing: `opa.runtime` would end the process over the latter.
    clearenv()
    setenv("TZ", "UTC", 1)
    unsetenv("TZ")
    chdir("/")
    var core = rlimit(rlim_cur: 0, rlim_max: 0)
    setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &core)
    var memory = rlimit(rlim_cur: 4 << 30, rlim_max: 4 << 30)
    setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &memory)
    return line
  }

  private static func send(_ reply: WorkerReply, to line: Int32) -> Bool {
    guard let bytes = try? CanonicalJSON.bytes(of: reply.document, policy: .generation) else { return false }
    return (bytes + [10]).withUnsafeBytes { all in
      var rest = all[...]
      while !rest.isEmpty, let start = UnsafeRawBufferPointer(rebasing: rest).baseAddress {
        let count = Glibc.send(line, start, rest.count, Int32(MSG_NOSIGNAL))
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return false }
        rest = rest[(rest.startIndex + count)...]
      }
      return true
    }
  }
}

extension Problem {
  fileprivate static let notARequest = Problem(
    .unmet, "rego.request", happened: "The policy worker was asked something it does not know.")
}
