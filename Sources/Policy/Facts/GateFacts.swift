package import Evidence
package import Governance

/// What a gate decides on: facts as the catalog made them, and the moment they are judged at.
///
/// A decision is a function of these two, the bundle and nothing else.
package struct GateFacts: Sendable, Equatable {
  /// An object; `cases.json` of the shipped bundle shows one with everything in it.
  package let document: JSONValue
  /// In whole seconds.
  package let now: Instant

  package let artifact: String
  package let kind: ArtifactKind
  /// Nil when none is set.
  package let tier: Tier?
  package let version: String
  /// Of the version's body: `sha256:` and 64 hexadecimal digits.
  package let digest: String
  package let environment: String

  /// - Throws: `gate.facts` when a member that every gate needs is missing, or is not what it should be.
  package init(_ document: JSONValue, at now: Instant) throws(Problem) {
    let subject = document["subject"]
    guard let artifact = subject?["artifact"]?.text, let version = subject?["version"]?.text,
      let digest = subject?["digest"]?.text, let environment = document["environment"]?.text,
      let kind = subject?["kind"]?.text.flatMap(ArtifactKind.init(rawValue:)), let said = subject?["tier"],
      document["now_seconds"] == nil
    else { throw Self.unreadable }
    switch said {
    case .null: tier = nil
    case .string(let word):
      guard let known = Tier(rawValue: word) else { throw Self.unreadable }
      tier = known
    default: throw Self.unreadable
    }
    self.document = document
    self.now = Instant(microseconds: now.microseconds / 1_000_000 * 1_000_000)
    (self.artifact, self.kind, self.version) = (artifact, kind, version)
    (self.digest, self.environment) = (digest, environment)
  }

  /// Reads what an engine was once told: the facts with `now_seconds` among them.
  package init(input: JSONValue) throws(Problem) {
    guard case .object(let members) = input, case .number(let text)? = input["now_seconds"], let seconds = Int64(text),
      abs(seconds) < 1 << 40
    else { throw Self.unreadable }
    try self.init(
      .object(members.filter { $0.key != "now_seconds" }), at: Instant(microseconds: seconds * 1_000_000))
  }

  /// The input of the gate, as rules read it.
  package var input: JSONValue {
    guard case .object(let members) = document else { return document }
    return .object(members + [.init("now_seconds", .number(String(now.microseconds / 1_000_000)))])
  }

  /// The bytes that are handed to an engine and kept.
  package func inputBytes() throws(Problem) -> [UInt8] {
    do throws(JSONRefusal) {
      return try CanonicalJSON.bytes(of: input, policy: .generation)
    } catch {
      throw error.problem(with: "The facts of a gate")
    }
  }

  private static let unreadable = Problem(
    .unmet, "gate.facts", happened: "The facts of the gate cannot be read.",
    because: "A member that every gate needs is missing, or is not what it should be.",
    remedy: "Compare the versions of program and catalog: countersign catalog status.")
}
