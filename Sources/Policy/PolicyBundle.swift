package import Evidence
package import Governance

/// Rules and their data, identified by the digest of their files.
package struct PolicyBundle: Sendable, Equatable {
  /// A file of Rego v1.
  package struct Module: Sendable, Equatable {
    /// The file's name, such as `decision.rego`.
    package var name: String
    package var source: String
    package init(name: String, source: String) {
      self.name = name
      self.source = source
    }
  }

  /// In the order of their names.
  package let modules: [Module]
  /// The content of `data.json`, an object.
  package let data: JSONValue
  /// The content of `cases.json`, which no engine sees; nil when there is none.
  package let cases: JSONValue?
  /// The texts of the two, as they were written.
  private let texts: [Module]
  /// Over names and contents of all files: the same files are the same revision.
  package let revision: ContentDigest

  /// The rule a promotion's gate asks for.
  package static let promotion = "countersign/promote/decision"

  /// - Parameters:
  ///   - data: the text of `data.json`.
  ///   - cases: the text of `cases.json`.
  /// - Throws: `policy.data` when data is no JSON object, or takes the name `bundle` that is ours; `policy.cases` when the
  ///   cases are no JSON; `policy.files` when two modules have one name.
  package init(modules: [Module], data: String, cases: String? = nil) throws(Problem) {
    let document = try Self.json(data, "data")
    guard case .object = document, document["bundle"] == nil else {
      throw Problem(
        .badData, "policy.data", happened: "The bundle's data.json is no object, or has a member called bundle.",
        because: "data.bundle holds the revision.", remedy: "Correct data.json.")
    }
    let sorted = modules.sorted { $0.name < $1.name }
    guard Set(sorted.map(\.name)).count == sorted.count, !sorted.contains(where: { $0.name.hasSuffix(".json") }) else {
      throw Problem(
        .badData, "policy.files", happened: "Two files of the bundle have one name.", remedy: "Rename one of them.")
    }
    self.modules = sorted
    self.data = document
    self.cases = try cases.map { text throws(Problem) in try Self.json(text, "cases") }
    self.texts =
      [Module(name: "data.json", source: data)] + (cases.map { [Module(name: "cases.json", source: $0)] } ?? [])
    self.revision = Self.digest(of: (sorted + texts).map { ($0.name, $0.source) })
  }

  /// All files, `data.json` and `cases.json` among them.
  package var files: [Module] { (modules + texts).sorted { $0.name < $1.name } }

  private static func json(_ text: String, _ name: String) throws(Problem) -> JSONValue {
    do throws(JSONRefusal) {
      return try JSONValue(Array(text.utf8))
    } catch {
      throw Problem(
        .badData, "policy.\(name)", happened: "The bundle's \(name).json is not JSON that can be taken.",
        because: error.sentence, remedy: "Correct \(name).json.")
    }
  }

  /// The data as engines get it, in one document: with our revision under `data.bundle`.
  package var engineData: JSONValue {
    guard case .object(let members) = data else { return .null }
    return .object(members + [.init("bundle", ["revision": .string(revision.text)])])
  }

  /// Of the list of names and digests, so that no name can be mistaken for content.
  private static func digest(of files: [(name: String, content: String)]) -> ContentDigest {
    var writer = CanonicalJSON(policy: .generation)
    for file in files.sorted(by: { $0.name < $1.name }) {
      writer.append(raw: "[")
      writer.append(string: file.name)
      writer.append(raw: ",")
      writer.append(string: ContentDigest(of: Array(file.content.utf8)).text)
      writer.append(raw: "]")
    }
    return ContentDigest(of: writer.output)
  }
}
