import ArgumentParser
import Foundation
import Governance
import Operations
import Policy

/// Where a bundle comes from: a folder of files, a version of the catalog, or this program.
struct PolicySource: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "A folder with .rego files, data.json and cases.json, or ARTIFACT@VERSION; without it the bundle that comes with the program.",
      valueName: "bundle"))
  var source: String?

  var isVersion: Bool { source.map { PolicyFolder.isVersion($0) } ?? false }

  /// - Parameter desk: opened by whoever calls, where a version is named.
  func bundle(_ desk: Workbench?) async throws(Problem) -> PolicyBundle {
    if let desk { return try await desk.bundle(at: source) }
    guard let source else { return try .shipped() }
    return try PolicyFolder.bundle(at: source)
  }
}

extension GlobalOptions {
  /// Runs on a bundle; opens the catalog only where a version of it is named.
  func withBundle(
    _ source: PolicySource, _ body: (PolicyBundle, Workbench?, Output) async throws(Problem) -> Void
  ) async throws {
    guard source.isVersion else {
      return try await reporting { output throws(Problem) in try await body(try await source.bundle(nil), nil, output) }
    }
    try await withDesk { desk, output throws(Problem) in try await body(try await source.bundle(desk), desk, output) }
  }
}
