import Foundation
import PackagePlugin

@main
struct EmbedPolicy: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: Target) throws -> [Command] {
    let files = try ["Bundle", "TierBundle"].flatMap { name in
      let folder = target.directoryURL.appending(path: name)
      let names = try FileManager.default.contentsOfDirectory(atPath: folder.path())
      return names.filter { $0.hasSuffix(".rego") || $0.hasSuffix(".json") }.sorted().map { folder.appending(path: $0) }
    }
    let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedPolicy.swift")
    return [
      .buildCommand(
        displayName: "Embedding \(files.count) files of the policy bundle",
        executable: try context.tool(named: "EmbedText").url,
        arguments: [output.path()] + files.map { $0.path() },
        inputFiles: files, outputFiles: [output])
    ]
  }
}
