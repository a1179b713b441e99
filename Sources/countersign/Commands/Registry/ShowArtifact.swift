import ArgumentParser
import Evidence
import Governance
import Operations

/// `registry show`
struct ShowArtifact: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "An artifact with its history, or one version with its body.")
  @OptionGroup var globals: GlobalOptions
  @Argument(help: ArgumentHelp("ARTIFACT or ARTIFACT@VERSION.", valueName: "name")) var name: String

  func run() async throws {
    try await globals.withDesk { desk, output throws(Problem) in
      if name.contains("@") {
        try show(try await desk.version(try VersionName(name)), output)
      } else {
        try show(try await desk.artifact(name), output)
      }
    }
  }

  private func show(_ version: VersionDetail, _ output: Output) throws(Problem) {
    guard !output.json else {
      return try output.document(
        .fields([
          ("version", .version(version.row)), ("kind", .string(version.kind.rawValue)),
          ("body", (try? JSONValue(Array(version.body.utf8))) ?? .string(version.body)),
          ("pins", .array(version.dependsOn.map { .dependency($0) })),
          ("evaluations", .array(version.evaluations.map { .evaluation($0) })),
          ("origins", .array(version.origins.map { .origin($0) })),
        ]))
    }
    output.line(Plain.visible("\(version.row.artifact)@\(version.row.label)  \(version.kind.rawValue)"))
    output.line("sha256:\(version.row.digest)")
    output.line(Plain.visible("\(version.row.author), \(version.row.recordedAt.rfc3339): \(version.row.message)"))
    for origin in version.origins { output.line(Plain.visible(OriginText.line(origin))) }
    for pin in version.dependsOn { output.line(Plain.visible("pins \(pin.role) \(pin.artifact)@\(pin.label)")) }
    for figure in version.evaluations { output.line(Plain.visible(FigureText.line(figure))) }
    output.line(Plain.visible(version.body))
  }

  private func show(_ artifact: ArtifactDetail, _ output: Output) throws(Problem) {
    guard !output.json else {
      return try output.document(
        .fields([
          ("artifact", .artifact(artifact.row)), ("versions", .array(artifact.versions.map { .version($0) })),
          ("pointer_moves", .array(artifact.pointerMoves.map { .move($0) })),
          ("evaluations", .array(artifact.evaluations.map { .evaluation($0) })),
          ("used_by", .array(artifact.usedBy.map { .dependency($0) })),
        ]))
    }
    let row = artifact.row
    output.line(
      Plain.visible(
        "\(row.name)  \(row.kind.rawValue)  tier \(row.tier?.rawValue ?? "none")  team \(row.team)  owner \(row.owner ?? "nobody")"
          + (row.retired ? "  retired" : "")))
    output.line(Plain.visible(row.purpose))
    output.table(
      ["VERSION", "RECORDED", "AUTHOR", "SERVING", "MESSAGE"],
      artifact.versions.map {
        [$0.label, $0.recordedAt.rfc3339, $0.author, $0.serving.joined(separator: ", "), $0.message]
      })
    for move in artifact.pointerMoves {
      output.line(
        Plain.visible("\(move.recordedAt.rfc3339)  \(move.environment) → \(move.label)  by \(move.by): \(move.reason)"))
    }
    for user in artifact.usedBy { output.line(Plain.visible("used by \(user.artifact)@\(user.label) as \(user.role)")) }
  }
}

/// The commit or tag that a version was made from, as a line.
enum OriginText {
  static func line(_ origin: VersionOrigin) -> String {
    let signed = origin.signed.map { "signed by \($0), not verified" } ?? "not signed"
    return "made from \(origin.kind) \(origin.key) of \(origin.source): \(origin.subject)  (\(origin.author); \(signed)"
      + (origin.isThere ? ")" : "; no longer there)")
  }
}

extension JSONValue {
  fileprivate static func origin(_ origin: VersionOrigin) -> JSONValue {
    .fields([
      ("source", .string(origin.source)), ("kind", .string(origin.kind)), ("key", .string(origin.key)),
      ("subject", .string(origin.subject)), ("author", .string(origin.author)), ("signed", .text(origin.signed)),
      ("there", .bool(origin.isThere)),
    ])
  }
}

/// A figure as a line.
enum FigureText {
  static func line(_ figure: Evaluation) -> String {
    let limit = figure.limit.map { " \(figure.atLeast ? "≥" : "≤") \($0)" } ?? ""
    let met = figure.met.map { $0 ? " met" : " unmet" } ?? ""
    let course = figure.course.map { "  \($0.steps) steps, \($0.lowest) to \($0.highest)" } ?? ""
    return "\(figure.suite) \(figure.metric) \(figure.value)\(limit)\(met)\(course)  by \(figure.suppliedBy)"
  }
}
