internal import Evidence
internal import Governance

extension CardFormat {
  /// A CycloneDX 1.6 bill of materials: a model with its model card, anything else as data or application with the
  /// same facts in properties. Keys in order, one LF at the end.
  package static let cycloneDX = CardFormat(
    "cyclonedx", aliases: ["cdx", "bom"], label: "CycloneDX 1.6 ML-BOM", fileExtension: "cdx.json",
    mediaType: "application/vnd.cyclonedx+json; version=1.6",
    fate: { _ in .kept }, document: { CycloneDXCard(facts: $0).text })
}

/// A card as a bill of materials. Source: CycloneDX 1.6 JSON schema (ECMA-424).
///
/// What has no slot stands in `properties` under `countersign:` and the neutral key; a list is the key several times.
struct CycloneDXCard {
  let facts: CardFacts

  /// Characters that act instead of showing are written as escapes: the same value to a program, harmless to a terminal.
  var text: String {
    var document = members
    document.append(("serialNumber", .string("urn:uuid:\(UUIDText.named(by: JSONValue.members(document).json))")))
    return JSONText.withoutActing(JSONValue.members(document).json) + "\n"
  }

  private var members: [(String, JSONValue)] {
    var metadata: [(String, JSONValue)] = [
      ("tools", ["components": [["type": "application", "name": "countersign"]]]), ("component", component),
    ]
    if let latest = facts.latest { metadata.append(("timestamp", .string(latest.rfc3339))) }
    return [
      ("bomFormat", "CycloneDX"), ("specVersion", "1.6"), ("version", 1), ("metadata", .members(metadata)),
      ("components", .array(pins.map(\.component))),
      (
        "dependencies",
        .array(
          [["ref": .string(ownReference), "dependsOn": .array(pins.map { .string($0.reference) })]]
            + pins.map { ["ref": .string($0.reference)] })
      ),
    ]
  }

  var ownReference: String { "countersign:version:\(facts.digest)" }

  /// What the version pins, each once, with the way it is used.
  var pins: [(reference: String, dependency: Dependency, component: JSONValue)] {
    facts.dependencies.enumerated().map { place, dependency in
      let reference = "countersign:pin:\(place + 1)"
      var members: [(String, JSONValue)] = [
        ("bom-ref", .string(reference)), ("type", .string(dependency.kind.componentType)),
        ("name", .string(dependency.artifact)), ("version", .string(dependency.label)),
        (
          "properties",
          .array([
            CycloneDXCard.property("role", dependency.role), CycloneDXCard.property("kind", dependency.kind.rawValue),
          ])
        ),
      ]
      if let data = dependency.kind.dataType { members.append(("data", [["type": .string(data)]])) }
      return (reference, dependency, .members(members))
    }
  }

  private var component: JSONValue {
    var members: [(String, JSONValue)] = [
      ("bom-ref", .string(ownReference)), ("type", .string(facts.kind.componentType)), ("name", .string(facts.name)),
      ("version", .string(facts.version)),
      ("hashes", [["alg": "SHA-256", "content": .string(facts.digest)]]),
      ("properties", .array(properties)),
    ]
    if !facts.team.isEmpty { members.append(("manufacturer", ["name": .string(facts.team)])) }
    if let owner = facts.owner { members.append(("authors", [["name": .string(owner)]])) }
    if let purpose = texts(.purpose).first { members.append(("description", .string(purpose))) }
    if !licences.isEmpty { members.append(("licenses", .array(licences))) }
    if !texts(.tags).isEmpty { members.append(("tags", .array(texts(.tags).map { .string($0) }))) }
    if !references.isEmpty { members.append(("externalReferences", .array(references))) }
    if !ancestors.isEmpty { members.append(("pedigree", ["ancestors": .array(ancestors)])) }
    if let note = texts(.change_note).first {
      members.append(("releaseNotes", ["type": "internal", "description": .string(note)]))
    }
    if let data = facts.kind.dataType {
      members.append(("data", [["type": .string(data), "name": .string(facts.name)]]))
    }
    if facts.kind == .model { members.append(("modelCard", modelCard)) }
    return .members(members)
  }

  private var licences: [JSONValue] {
    texts(.license).map { text in
      if let identifier = CycloneDXCard.spdx[text.lowercased()] { return ["license": ["id": .string(identifier)]] }
      return ["license": ["name": .string(texts(.license_name).first ?? text)]]
    }
  }

  private var ancestors: [JSONValue] {
    texts(.base_models).filter { !$0.isEmpty }.map { ["type": "machine-learning-model", "name": .string($0)] }
  }

  /// Only what any reader takes for an address; the rest is in the properties.
  private var references: [JSONValue] {
    let kinds: [(CardKey, String)] = [(.documentation_url, "documentation"), (.source, "vcs"), (.references, "other")]
    return kinds.flatMap { key, type in
      texts(key).filter(CycloneDXCard.isAddress).map { ["type": .string(type), "url": .string($0)] }
    }
  }

  static func isAddress(_ text: String) -> Bool {
    (text.hasPrefix("https://") || text.hasPrefix("http://")) && text.count > 10 && text.utf8.count <= 2000
      && text.utf8.allSatisfy {
        (0x21...0x7E).contains($0) && !#"<>"{}|\^`[]%"#.utf8.contains($0)
      }
  }

  /// All texts under a key: one, or those of its list.
  func texts(_ key: CardKey) -> [String] {
    switch facts.statements[key]?.value {
    case .text(let text)?: [text]
    case .list(let items)?: items
    case .pairs(let pairs)?: pairs.map { "\($0.name): \($0.text)" }
    case nil: []
    }
  }

  static func property(_ name: String, _ value: String) -> JSONValue {
    ["name": .string("countersign:\(name)"), "value": .string(value)]
  }

  /// Identifiers of the SPDX list for licences that registries write in small letters.
  private static let spdx: [String: String] = [
    "apache-2.0": "Apache-2.0", "mit": "MIT", "bsd-2-clause": "BSD-2-Clause", "bsd-3-clause": "BSD-3-Clause",
    "gpl-2.0": "GPL-2.0-only", "gpl-3.0": "GPL-3.0-only", "lgpl-3.0": "LGPL-3.0-only", "agpl-3.0": "AGPL-3.0-only",
    "mpl-2.0": "MPL-2.0", "cc-by-4.0": "CC-BY-4.0", "cc-by-sa-4.0": "CC-BY-SA-4.0", "cc-by-nc-4.0": "CC-BY-NC-4.0",
    "cc0-1.0": "CC0-1.0", "eupl-1.2": "EUPL-1.2", "isc": "ISC", "unlicense": "Unlicense", "odbl": "ODbL-1.0",
    "epl-2.0": "EPL-2.0", "postgresql": "PostgreSQL", "zlib": "Zlib",
  ]
}

extension ArtifactKind {
  fileprivate var componentType: String {
    switch self {
    case .model: "machine-learning-model"
    case .prompt, .embedding_index, .dataset, .template, .policy: "data"
    case .chain, .system: "application"
    case .endpoint, .vendor: "platform"
    }
  }

  fileprivate var dataType: String? {
    switch self {
    case .prompt, .template, .policy: "configuration"
    case .embedding_index, .dataset: "dataset"
    case .model, .chain, .system, .endpoint, .vendor: nil
    }
  }
}
