import Evidence
import Foundation
import Governance
import Policy
import Testing

@Suite("A policy bundle")
struct PolicyBundleTests {
  @Test("has a revision that changes with any file's name or content, and with nothing else")
  func revision() throws {
    let one = PolicyBundle.Module(name: "a.rego", source: "package a\n")
    let two = PolicyBundle.Module(name: "b.rego", source: "package b\n")
    let bundle = try PolicyBundle(modules: [one, two], data: "{}")
    #expect(try PolicyBundle(modules: [two, one], data: "{}").revision == bundle.revision)
    let renamed = PolicyBundle.Module(name: "c.rego", source: two.source)
    let changed = PolicyBundle.Module(name: "b.rego", source: two.source + "\n")
    #expect(try PolicyBundle(modules: [one, renamed], data: "{}").revision != bundle.revision)
    #expect(try PolicyBundle(modules: [one, changed], data: "{}").revision != bundle.revision)
    #expect(try PolicyBundle(modules: [one, two], data: "{ }").revision != bundle.revision)
  }

  @Test(
    "is refused with data that is no object, has a key twice or takes our member",
    arguments: [
      "", "[]", "{\"a\":1,\"a\":2}", "{\"bundle\":{}}",
    ])
  func badData(_ data: String) {
    #expect(throws: Problem.self) { try PolicyBundle(modules: [], data: data) }
  }

  @Test("that is shipped holds every file of its folder")
  func shippedWhole() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Sources/Policy/Bundle")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path()).filter { !$0.hasPrefix(".") }
    #expect(try PolicyBundle.shipped().files.map(\.name) == files.sorted())
  }

  @Test("that is shipped has a list for every environment, tier and kind, and lists what its rules answer")
  func shippedLists() throws {
    let bundle = try PolicyBundle.shipped()
    #expect(bundle.environments == ["development", "staging", "production"])
    for environment in bundle.environments {
      for kind in ArtifactKind.allCases {
        for tier in Tier.allCases.map(Optional.some) + [nil] {
          #expect(try !bundle.expected(environment: environment, tier: tier, kind: kind).entries.isEmpty)
        }
      }
    }
    #expect(bundle.listedIDs == bundle.answeredIDs)
  }

  @Test("that is shipped passes its own lint")
  func shippedIsClean() throws { #expect(PolicyLint.findings(in: try PolicyBundle.shipped()) == []) }

  @Test("comes back whole from the body it is registered under")
  func body() throws {
    let bundle = try PolicyBundle.shipped()
    #expect(try PolicyBundle(body: bundle.body) == bundle)
    #expect(throws: Problem.self) { try PolicyBundle(body: ["files": []]) }
    #expect(throws: Problem.self) { try PolicyBundle(body: ["files": ["a.rego": "package a"]]) }
  }
}
