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

  /// A path is told from a version by its slash, or by being a folder.
  var isVersion: Bool {
    guard let source else { return false }
    var isFolder: ObjCBool = false
    return !source.contains("/") && source.contains("@")
      && !(FileManager.default.fileExists(atPath: source, isDirectory: &isFolder) && isFolder.boolValue)
  }

  /// - Parameter desk: opened by whoever calls, where a version is named.
  func bundle(_ desk: Workbench?) async throws(Problem) -> PolicyBundle {
    guard let source else { return try .shipped() }
    if isVersion, let desk { return try await desk.bundle(try VersionName(source)) }
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

/// The files of a bundle on disk.
enum PolicyFolder {
  static func bundle(at path: String) throws(Problem) -> PolicyBundle {
    let folder = URL(fileURLWithPath: path)
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    } catch {
      throw Problem(
        .notFound, "policy.folder", happened: "There is no folder \(path) that can be read.",
        remedy: "Name a folder with .rego files, data.json and cases.json.")
    }
    func text(_ name: String) throws(Problem) -> String {
      guard let data = FileManager.default.contents(atPath: folder.appending(path: name).path),
        let text = String(validating: data, as: UTF8.self)
      else {
        throw Problem(
          .badData, "policy.file", happened: "\(name) cannot be read as text.", remedy: "It must be there, in UTF-8.")
      }
      return text
    }
    return try PolicyBundle(
      modules: try names.filter { $0.hasSuffix(".rego") }.map { name throws(Problem) in
        PolicyBundle.Module(name: name, source: try text(name))
      }, data: try text("data.json"), cases: names.contains("cases.json") ? try text("cases.json") : nil)
  }

  /// Writes the files of a bundle into a folder that is new or empty.
  static func write(_ bundle: PolicyBundle, to path: String) throws(Problem) {
    let folder = URL(fileURLWithPath: path)
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      guard try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty else {
        throw Problem(
          .usage, "policy.folder-used", happened: "The folder \(path) is not empty.", remedy: "Name a new one.")
      }
      for file in bundle.files {
        try Data(file.source.utf8).write(to: folder.appending(path: file.name))
      }
    } catch let problem as Problem {
      throw problem
    } catch {
      throw Problem(
        .cannotWrite, "policy.write", happened: "The bundle cannot be written to \(path).",
        because: error.localizedDescription, remedy: "Name another folder.")
    }
  }
}
