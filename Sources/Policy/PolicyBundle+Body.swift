package import Evidence
package import Governance

extension PolicyBundle {
  /// The body of the version under which a catalog keeps this bundle: `{"decides": "promotions", "files": {name: text}}`.
  package var body: JSONValue {
    [
      "decides": "promotions",
      "files": .object(files.map { .init($0.name, .string($0.source)) }),
    ]
  }

  /// Reads such a body.
  ///
  /// - Throws: `policy.body` for what is no bundle; what `init(modules:data:cases:)` throws.
  package init(body: JSONValue) throws(Problem) {
    guard case .object(let files)? = body["files"], let data = body["files"]?["data.json"]?.text else {
      throw Problem(
        .badData, "policy.body", happened: "This version holds no policy bundle.",
        because: "A bundle is an object with files, and data.json among them.",
        remedy: "Register one with `countersign policy register`.")
    }
    try self.init(
      modules: files.compactMap { file in
        guard file.key.hasSuffix(".rego"), let source = file.value.text else { return nil }
        return Module(name: file.key, source: source)
      }, data: data, cases: body["files"]?["cases.json"]?.text)
  }
}
