import Foundation
import PackagePlugin

@main
struct EmbedThemes: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: Target) throws -> [Command] {
    let folder = context.package.directoryURL.appending(path: "themes")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path())
    let files = names.filter { $0.hasSuffix(".yaml") }.sorted().map { folder.appending(path: $0) }
    let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedThemes.swift")
    return [
      .buildCommand(
        displayName: "Embedding \(files.count) themes",
        executable: try context.tool(named: "EmbedText").url,
        arguments: [output.path()] + files.map { $0.path() },
        inputFiles: files, outputFiles: [output])
    ]
  }
}
