import Foundation
package import Governance
package import Policy

/// The files of a bundle on disk.
package enum PolicyFolder {
  /// Whether a text names a version: a path is told from one by its slash, or by being a folder.
  package static func isVersion(_ text: String) -> Bool {
    var isFolder: ObjCBool = false
    return !text.contains("/") && text.contains("@")
      && !(FileManager.default.fileExists(atPath: text, isDirectory: &isFolder) && isFolder.boolValue)
  }

  /// - Throws: `policy.folder`, `policy.file`, and what `PolicyBundle` throws.
  package static func bundle(at path: String) throws(Problem) -> PolicyBundle {
    let folder = URL(fileURLWithPath: (path as NSString).expandingTildeInPath)
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
  package static func write(_ bundle: PolicyBundle, to path: String) throws(Problem) {
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
