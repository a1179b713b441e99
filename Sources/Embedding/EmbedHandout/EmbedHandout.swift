import Foundation
import PackagePlugin

@main
struct EmbedHandout: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: Target) throws -> [Command] {
    let folder = target.directoryURL.appending(path: "Handout")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path()).sorted()
    let files = names.filter { !$0.hasPrefix(".") }.map { folder.appending(path: $0) }
    let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedHandout.swift")
    return [
      .buildCommand(
        displayName: "Embedding \(files.count) files of audit packs",
        executable: try context.tool(named: "EmbedText").url,
        arguments: [output.path()] + files.map { $0.path() },
        inputFiles: files, outputFiles: [output])
    ]
  }
}
