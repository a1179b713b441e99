package import Evidence
package import Governance

/// What a figure does not say itself, by the names of its members; `for` is a version as the command line writes it.
package enum FigureDefaults {
  package static let names = [
    "kind", "supplier", "suite", "dataset", "dataset_version", "judge", "judge_version", "environment",
  ]

  /// - Throws: `figure.default` for a name that is not known or has no value, and what is no version.
  package static func members(_ given: [String: String]) throws(Problem) -> [JSONValue.Member] {
    var members: [JSONValue.Member] = []
    for (name, value) in given.sorted(by: { $0.key < $1.key }) {
      if name == "for" {
        let version = try VersionName(value)
        members.append(.init("artifact", .string(version.artifact)))
        members.append(.init("version", .string(String(version.text.dropFirst(version.artifact.count + 1)))))
      } else {
        guard names.contains(name), !value.isEmpty else {
          throw Problem(
            .badData, "figure.default", happened: "A figure has no member of this name, or it was left empty.",
            remedy: "Choose from for, \(names.joined(separator: ", ")).")
        }
        members.append(.init(name, .string(value)))
      }
    }
    return members
  }
}
