import Foundation
import PackagePlugin

@main
struct EmbedLaw: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: Target) throws -> [Command] {
    let folder = target.directoryURL.appending(path: "Law/Texts")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path())) ?? []
    let files = names.filter { $0.hasSuffix(".json") }.sorted().map { folder.appending(path: $0) }
    let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedLaw.swift")
    return [
      .buildCommand(
        displayName: "Embedding \(files.count) texts of law",
        executable: try context.tool(named: "EmbedText").url,
        arguments: [output.path()] + files.map { $0.path() },
        inputFiles: files, outputFiles: [output])
    ]
  }
}
