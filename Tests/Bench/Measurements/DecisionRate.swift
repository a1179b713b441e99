import CBareRego
import Evidence
import Exchange
import Foundation
import Governance
import Policy

/// Decisions a second through the helper process, beside the same library called in a loop in C: same bundle, same inputs,
/// one after the other in the same run.
///
/// The shipped bundle on its golden cases is what gates do. The small one of three rules shows what is ours: the way to the
/// helper and back, with the JSON on either side of it.
struct DecisionRate: Measurement {
  let name = "decisions"
  let about = "decisions by rego-cpp in its helper process, beside the library called bare in a C loop"

  private struct Task {
    var what: String
    var bundle: PolicyBundle
    var entrypoint: String
    var inputs: [JSONValue]
    /// How often they are all asked in a run.
    var rounds: Int
  }

  func run(_ report: @Sendable (Figure) -> Void, in place: BenchPlace, on cluster: BenchCluster) async throws {
    let program = RegoLocation.program
    let library: String
    do throws(Problem) {
      library = try RegoLocation.find(environment: ProcessInfo.processInfo.environment, program: program)
    } catch {
      print("  \(error.summary)")
      return
    }
    let shipped = try PolicyBundle.shipped()
    let cases = try shipped.goldenCases().map(\.facts)
    for task in [
      Task(
        what: "shipped bundle, \(cases.count) golden cases", bundle: shipped, entrypoint: PolicyBundle.promotion,
        inputs: cases.map(\.input), rounds: 1),
      Task(
        what: "three small rules", bundle: try Self.small(), entrypoint: "small/decision",
        inputs: (0..<100).map { ["owner": .string("p\($0)"), "tags": [.string("a"), .string("b\($0)")]] }, rounds: 10),
    ] {
      let engine = EmbeddedRego(.init(command: [program, "policy-worker"], library: library, decisionDeadline: 20))
      let bare = try Bare(task.bundle, task.entrypoint, task.inputs, library)
      let count = Double(task.inputs.count * task.rounds)
      // Both are warm before the clock runs.
      _ = try await Self.helper(engine, task, rounds: 1)
      _ = try bare.seconds(rounds: 1)
      var (ours, theirs): ([Double], [Double]) = ([], [])
      for _ in 0..<max(3, place.runs / 3) {
        ours.append(try await Self.helper(engine, task, rounds: task.rounds))
        theirs.append(try bare.seconds(rounds: task.rounds))
      }
      report(
        Figure(
          what: task.what, ours: count / ours.median, peer: count / theirs.median, unit: .perSecond,
          goal: .atLeast(0.5), note: "the peer: dlopen and a loop in C"))
    }
    let engine = EmbeddedRego(.init(command: [program, "policy-worker"], library: library, decisionDeadline: 20))
    let gate = Gate(shipped, engine: engine)
    for facts in cases { _ = await gate.decide(facts) }
    let began = Stopwatch()
    for facts in cases { _ = await gate.decide(facts) }
    report(
      Figure(
        what: "whole gates, with list and sentinel", ours: Double(cases.count) / began.seconds, unit: .perSecond,
        note: "what-if over stored decisions takes one each"))
  }

  /// Seconds for all inputs through the helper.
  private static func helper(_ engine: EmbeddedRego, _ task: Task, rounds: Int) async throws -> Double {
    let began = Stopwatch()
    for _ in 0..<rounds {
      for input in task.inputs {
        _ = try await engine.evaluate(task.bundle, entrypoint: task.entrypoint, input: input)
      }
    }
    return began.seconds
  }

  private static func small() throws -> PolicyBundle {
    try PolicyBundle(
      modules: [
        PolicyBundle.Module(
          name: "small.rego",
          source: """
            package small
            import rego.v1
            default allow := false
            allow if count(deny) == 0
            deny contains "owner" if not input.owner
            deny contains tag if { some tag in input.tags; tag in data.limits.banned }
            decision := {"allow": allow, "deny": [d | some d in deny], "none": object.get(input, "owner", "") == ""}

            """)
      ], data: #"{"limits": {"banned": ["b7", "b9"]}}"#)
  }
}

/// The bare library with what C needs to hold.
private final class Bare {
  private let rego: OpaquePointer
  private let inputs: [UnsafeMutablePointer<CChar>?]

  init(_ bundle: PolicyBundle, _ entrypoint: String, _ inputs: [JSONValue], _ library: String) throws {
    let names = bundle.modules.map { strdup($0.name) }
    let sources = bundle.modules.map { strdup($0.source + "\n") }
    defer { for text in names + sources { free(text) } }
    let data = String(decoding: try CanonicalJSON.bytes(of: bundle.engineData, policy: .generation), as: UTF8.self)
    let opened = names.map { UnsafePointer($0) }.withUnsafeBufferPointer { names in
      sources.map { UnsafePointer($0) }.withUnsafeBufferPointer { sources in
        bare_rego_open(library, names.baseAddress, sources.baseAddress, Int32(bundle.modules.count), data, entrypoint)
      }
    }
    guard let opened else {
      throw Problem(.fault, "bench.rego", happened: "The library does not build the bundle when it is called bare.")
    }
    rego = opened
    self.inputs = try inputs.map {
      strdup(String(decoding: try CanonicalJSON.bytes(of: $0, policy: .generation), as: UTF8.self))
    }
  }

  deinit {
    bare_rego_close(rego)
    for input in inputs { free(input) }
  }

  func seconds(rounds: Int) throws -> Double {
    var bytes = 0
    let seconds = inputs.map { UnsafePointer($0) }.withUnsafeBufferPointer {
      bare_rego_run(rego, $0.baseAddress, Int32(inputs.count), Int32(rounds), &bytes)
    }
    guard seconds > 0, bytes > 0 else {
      throw Problem(.fault, "bench.rego", happened: "The library does not answer when it is called bare.")
    }
    return seconds
  }
}
