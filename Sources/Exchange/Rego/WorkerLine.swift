import Evidence
import Governance
import Policy

/// What goes to the helper process, one JSON document a line.
enum WorkerRequest {
  /// Build this bundle, in place of the one before.
  case load(modules: [PolicyBundle.Module], data: JSONValue, entrypoint: String)
  /// Ask the entrypoint about these facts.
  case evaluate(input: JSONValue)

  /// One line. Throws `rego.input` for facts nested deeper than 64 or with a key twice in an object.
  func line() throws(Problem) -> [UInt8] {
    let value: JSONValue =
      switch self {
      case .load(let modules, let data, let entrypoint):
        [
          "load": .array(modules.map { ["name": .string($0.name), "source": .string($0.source)] }), "data": data,
          "entrypoint": .string(entrypoint),
        ]
      case .evaluate(let input): ["input": input]
      }
    guard value.isNested(atMost: 64) else { throw Self.refused("they are nested deeper than 64 levels") }
    do throws(JSONRefusal) {
      return try CanonicalJSON.bytes(of: value, policy: .generation) + [10]
    } catch {
      throw Self.refused(error.reason)
    }
  }

  private static func refused(_ because: String) -> Problem {
    Problem(
      .unmet, "rego.input", happened: "The facts cannot be handed to the policy engine.",
      because: "As JSON, \(because).", remedy: "Look at what the version's record holds.")
  }
}

/// What comes back, one JSON document a line.
enum WorkerReply {
  case ready(version: String)
  case value(JSONValue)
  case refused(Problem)

  var document: JSONValue {
    switch self {
    case .ready(let version): ["ready": .string(version)]
    case .value(let value): ["value": value]
    case .refused(let problem):
      [
        "refused": [
          "code": .string(problem.code), "happened": .string(problem.happened), "because": .string(problem.because),
          "remedy": .string(problem.remedy),
        ]
      ]
    }
  }

  /// Nil for what is no such line.
  init?(_ line: [UInt8]) {
    guard let document = try? JSONValue(line, policy: .generation) else { return nil }
    if let version = document["ready"]?.text {
      self = .ready(version: version)
    } else if let value = document["value"] {
      self = .value(value)
    } else if let refused = document["refused"], let code = refused["code"]?.text {
      self = .refused(
        Problem(
          .unmet, code, happened: refused["happened"]?.text ?? "", because: refused["because"]?.text ?? "",
          remedy: refused["remedy"]?.text ?? ""))
    } else {
      return nil
    }
  }
}

extension JSONValue {
  /// Whether no value stands deeper than this many levels; looks no further.
  func isNested(atMost levels: Int) -> Bool {
    switch self {
    case .object(let members): levels > 0 && members.allSatisfy { $0.value.isNested(atMost: levels - 1) }
    case .array(let elements): levels > 0 && elements.allSatisfy { $0.isNested(atMost: levels - 1) }
    default: true
    }
  }
}
