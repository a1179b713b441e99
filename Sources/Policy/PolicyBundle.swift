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
  /// Over names and contents of all files: the same files are the same revision.
  package let revision: ContentDigest

  /// The rule a promotion's gate asks for.
  package static let promotion = "countersign/promote/decision"

  /// - Parameter data: the text of `data.json`.
  /// - Throws: `policy.data` when that is no JSON object, or takes the name `bundle` that is ours;
  ///   `policy.files` when two modules have one name.
  package init(modules: [Module], data: String) throws(Problem) {
    let document: JSONValue
    do throws(JSONRefusal) {
      document = try JSONValue(Array(data.utf8))
    } catch {
      throw Problem(
        .badData, "policy.data", happened: "The bundle's data.json is not JSON that can be taken.",
        because: error.sentence, remedy: "Correct data.json.")
    }
    guard case .object = document, document["bundle"] == nil else {
      throw Problem(
        .badData, "policy.data", happened: "The bundle's data.json is no object, or has a member called bundle.",
        because: "data.bundle holds the revision.", remedy: "Correct data.json.")
    }
    let sorted = modules.sorted { $0.name < $1.name }
    guard Set(sorted.map(\.name)).count == sorted.count, !sorted.contains(where: { $0.name == "data.json" }) else {
      throw Problem(
        .badData, "policy.files", happened: "Two files of the bundle have one name.", remedy: "Rename one of them.")
    }
    self.modules = sorted
    self.data = document
    self.revision = Self.digest(of: sorted.map { ($0.name, $0.source) } + [("data.json", data)])
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
