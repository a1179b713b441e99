import Evidence
import Governance
import Policy

/// An interpreter with one built bundle; lives in the helper process only, on one thread.
final class RegoInterpreter {
  private let library: RegoLibrary
  private let handle: RegoLibrary.Handle
  private let bundle: RegoLibrary.Handle

  /// Loads and builds. Some policies end the process while they are built: that costs the helper, not the console.
  ///
  /// - Throws: `rego.module`, `rego.data`, `rego.build` with what the library says.
  init(_ library: RegoLibrary, modules: [PolicyBundle.Module], data: String, entrypoint: String) throws(Problem) {
    guard let handle = library.new() else { throw Self.problem("build", "There is no interpreter.") }
    do throws(Problem) {
      // Errors and print() would go to standard output.
      _ = library.setLogLevel(handle, 0)
      library.setStrictBuiltInErrors(handle, 1)
      for name in RegoBuiltIns.arity.keys.sorted() where library.isAvailableBuiltIn(handle, name) == 0 {
        throw Self.problem("build", "It does not have the built-in \(name).")
      }
      for module in modules {
        // A file that ends in a comment without a line end is not read.
        guard library.addModule(handle, module.name, module.source + "\n") == 0 else {
          throw Self.problem("module", "\(module.name): \(Self.error(library, handle))")
        }
      }
      guard library.addDataJSON(handle, data) == 0 else { throw Self.problem("data", Self.error(library, handle)) }
      guard library.addEntrypoint(handle, entrypoint) == 0, let bundle = library.build(handle) else {
        throw Self.problem("build", Self.error(library, handle))
      }
      guard library.bundleOk(bundle) != 0 else {
        library.freeBundle(bundle)
        throw Self.problem("build", Self.error(library, handle))
      }
      self.library = library
      self.handle = handle
      self.bundle = bundle
    } catch {
      library.free(handle)
      throw error
    }
  }

  deinit {
    library.freeBundle(bundle)
    library.free(handle)
  }

  /// The value the entrypoint has for an input.
  ///
  /// - Parameter input: canonical JSON: the library takes keys that stand twice, and ends on deep nesting.
  /// - Throws: `rego.input`, `rego.evaluation` for errors, `rego.undefined` when the rule has no value.
  func evaluate(_ entrypoint: String, input: String) throws(Problem) -> JSONValue {
    guard library.setInputTerm(handle, input) == 0 else {
      throw Self.problem("input", Self.error(library, handle))
    }
    guard let output = library.query(handle, bundle, entrypoint) else {
      throw Self.problem("evaluation", Self.error(library, handle))
    }
    defer { library.freeOutput(output) }
    guard library.outputOk(output) != 0 else {
      let said = library.outputNode(output).flatMap { node in
        RegoLibrary.text(size: library.nodeJSONSize(node)) { library.nodeJSON(node, $0, $1) }
      }
      throw Self.problem("evaluation", said ?? Self.error(library, handle))
    }
    let text = RegoLibrary.text(size: library.outputJSONSize(output)) { library.outputJSON(output, $0, $1) } ?? ""
    // Undefined is the word `undefined`, and some errors are an expression in brackets: neither is JSON.
    guard let document = try? JSONValue(Array(text.utf8), policy: .generation),
      case .array(let expressions)? = document["expressions"], expressions.count == 1
    else {
      throw text == "undefined" || text.isEmpty
        ? Self.problem("undefined", "The rule has no value for this input.") : Self.problem("evaluation", text)
    }
    return expressions[0]
  }

  private static func error(_ library: RegoLibrary, _ handle: RegoLibrary.Handle) -> String {
    RegoLibrary.text(size: library.errorSize(handle)) { library.error(handle, $0, $1) } ?? "It does not say why."
  }

  private static func problem(_ code: String, _ said: String) -> Problem {
    let line = said.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return Problem(
      .unmet, "rego." + code, happened: words[code] ?? "The policy was not evaluated.",
      because: String(line.prefix(400)), remedy: "Mend the policy bundle.")
  }

  private static let words = [
    "module": "A file of the policy bundle is no Rego.", "data": "The data of the policy bundle was refused.",
    "build": "The policy bundle cannot be built.", "input": "The facts were refused by the policy engine.",
    "evaluation": "The policy ended in an error.", "undefined": "The policy does not decide: its rule is undefined.",
  ]
}
