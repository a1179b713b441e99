package import Evidence
package import Governance
package import Policy

/// rego-cpp in a helper process with a deadline: whatever a policy does costs one decision, and not this program.
///
/// The process is kept between decisions, and started anew after one that went wrong. One decision at a time.
package actor EmbeddedRego: PolicyEngine {
  /// What starts the helper, and how long it may take.
  package struct Settings: Sendable {
    /// Program and arguments; `--library PATH` is added.
    package var command: [String]
    /// Where `librego_shared.so` is.
    package var library: String
    /// Seconds for one decision, and for starting and building a bundle.
    package var decisionDeadline: Double
    package var loadDeadline: Double

    package init(command: [String], library: String, decisionDeadline: Double = 2, loadDeadline: Double = 10) {
      self.command = command
      self.library = library
      self.decisionDeadline = decisionDeadline
      self.loadDeadline = loadDeadline
    }
  }

  private struct Loaded: Equatable {
    var revision: ContentDigest
    var entrypoint: String
  }

  private let settings: Settings
  private let queue = EngineQueue()
  private var worker: WorkerProcess?
  private var version = ""
  private var loaded: Loaded?
  /// What was wrong with the bundle that was tried last, so that it is not tried at every decision.
  private var rejected: (bundle: Loaded, problem: Problem)?

  package nonisolated var unownedExecutor: UnownedSerialExecutor { queue.asUnownedSerialExecutor() }

  package init(_ settings: Settings) { self.settings = settings }

  /// The helper's process id while there is one.
  package var process: Int32? { worker?.process }

  package func evaluate(_ bundle: PolicyBundle, entrypoint: String, input: JSONValue) async throws(Problem)
    -> PolicyAnswer
  {
    let request = try WorkerRequest.evaluate(input: input).line()
    let wanted = Loaded(revision: bundle.revision, entrypoint: entrypoint)
    if let rejected, rejected.bundle == wanted { throw rejected.problem }
    if loaded != wanted || worker == nil { try load(bundle, wanted) }
    let value = try ask(request, within: settings.decisionDeadline)
    return PolicyAnswer(value, engine: "embedded", engineVersion: version)
  }

  /// Builds a bundle in the helper and probes it with an empty input, which nothing may allow.
  private func load(_ bundle: PolicyBundle, _ wanted: Loaded) throws(Problem) {
    loaded = nil
    do throws(Problem) {
      if worker == nil { try start() }
      let request = WorkerRequest.load(
        modules: bundle.modules, data: bundle.engineData, entrypoint: wanted.entrypoint)
      guard case .ready = try reply(try request.line(), within: settings.loadDeadline) else { throw Self.babble }
      let probe = try ask(try WorkerRequest.evaluate(input: [:]).line(), within: settings.decisionDeadline)
      guard probe["allow"] == .bool(false) else {
        throw Problem(
          .unmet, "policy.probe", happened: "The policy does not answer allow: false when it is told no facts at all.",
          because: "Such a policy may allow anything.", remedy: "Mend the policy bundle.")
      }
    } catch {
      // A helper that could not be started or was killed from outside says nothing about the bundle.
      if !["policy.worker", "policy.worker-ended", "rego.library"].contains(error.code) {
        rejected = (wanted, error)
      }
      worker = nil
      throw error
    }
    loaded = wanted
    rejected = nil
  }

  private func start() throws(Problem) {
    let started = try WorkerProcess(settings.command + ["--library", settings.library])
    let greeting = try started.greeting(within: settings.loadDeadline)
    switch WorkerReply(greeting) {
    case .ready(let version): self.version = version
    case .refused(let problem): throw problem
    default: throw Self.babble
    }
    worker = started
  }

  private func ask(_ line: [UInt8], within seconds: Double) throws(Problem) -> JSONValue {
    guard case .value(let value) = try reply(line, within: seconds) else { throw Self.babble }
    return value
  }

  /// Any failure of the helper itself drops it; the next decision starts another.
  private func reply(_ line: [UInt8], within seconds: Double) throws(Problem) -> WorkerReply {
    guard let worker else { throw Self.babble }
    let answer: [UInt8]
    do throws(Problem) {
      answer = try worker.ask(line, within: seconds)
    } catch {
      self.worker = nil
      loaded = nil
      throw error
    }
    guard let reply = WorkerReply(answer) else { throw Self.babble }
    if case .refused(let problem) = reply { throw problem }
    return reply
  }

  private static let babble = Problem(
    .unmet, "policy.worker-answer", happened: "The policy's helper process gave an answer that cannot be read.",
    remedy: "Report this as a fault.")
}
