package import Governance

extension CardFormat {
  /// Every format, in the order help lists them.
  package static let all: [CardFormat] = [.huggingFace, .cycloneDX, .html, .json, .plainText]

  /// The format of a name or alias.
  package static func named(_ name: String) throws(Problem) -> CardFormat {
    if let format = all.first(where: { $0.name == name || $0.aliases.contains(name) }) { return format }
    throw Problem(
      .usage, "card.format", happened: "There is no card format of that name.",
      because: "The formats are \(all.map(\.name).joined(separator: ", ")).", remedy: "Name one of them.")
  }
}
