import Console
import Ingest
import Policy
import Terminal

/// Files that people write: prompts, themes, settings, rules.
enum WrittenBytes {
  static let decoders =
    PromptFormat.allCases.map { format in
      Decoder("prompt-" + format.rawValue, seeds: prompts) { bytes in
        _ = taken { try PromptFile(bytes, named: "prompt.yaml", format: format) }
      }
    } + [
      Decoder("prompt-guessed", seeds: prompts) { bytes in _ = taken { try PromptFile(bytes, named: "prompt.yaml") } },
      Decoder("theme", seeds: themes) { bytes in
        _ = taken { try Theme(yaml: String(decoding: bytes, as: UTF8.self), from: "theme.yaml") }
      },
      Decoder("settings", seeds: settings) { bytes in
        _ = SettingsReading(yaml: String(decoding: bytes, as: UTF8.self), from: "settings.yaml").faults
      },
      Decoder("rego", seeds: rego) { bytes in
        let module = PolicyBundle.Module(name: "stranger.rego", source: String(decoding: bytes, as: UTF8.self))
        guard let bundle = taken({ try PolicyBundle(modules: [module], data: #"{"lists":{}}"#) }) else { return }
        _ = (PolicyLint.findings(in: bundle), PolicyOutline(bundle))
      },
      Decoder("policy-data", seeds: [#"{"lists":{"production":{"high":["a"]}}}"#, "{}"]) { bytes in
        let text = String(decoding: bytes, as: UTF8.self)
        guard let bundle = taken({ try PolicyBundle(modules: [], data: text, cases: text) }) else { return }
        _ = (PolicyLint.findings(in: bundle), PolicyOutline(bundle))
      },
    ]

  /// Aliases of aliases.
  private static let lists: String = {
    let levels = (1...12).map {
      "a\($0): &a\($0) [" + Array(repeating: "*a\($0 - 1)", count: 9).joined(separator: ",") + "]\n"
    }
    return "a0: &a0 [x, x, x]\n" + levels.joined()
  }()

  /// What grows while it is read.
  private static let bombs: [String] = {
    let maps = (1...16).map { "a\($0): &a\($0) {p: *a\($0 - 1), q: *a\($0 - 1)}\n" }
    return [
      String(repeating: "[", count: 16_000), String(repeating: "- ", count: 8_000),
      String(repeating: "{a: ", count: 4_000),
      lists, "a0: &a0 {k: x}\n" + maps.joined() + "<<: *a16\n",
    ]
  }()

  private static let prompts =
    bombs + [
      lists + "? *a12\n: 1\n? *a11\n: 2\n",
      "_type: prompt\ninput_variables: [x]\ntemplate: \"Say {x}\"\ntemplate_format: f-string\n",
      "name: f\ntemplate: |\n  Say {{$x}}\ntemplate_format: semantic-kernel\ninput_variables:\n  - name: x\n"
        + "execution_settings: {default: {temperature: 0.5}}\n",
      #"{"lc":1,"type":"constructor","id":["langchain","prompts","chat","ChatPromptTemplate"],"kwargs":{"messages":[]}}"#,
      #"{"kind":"text","template":"Say {{x}}"}"#, "a: &a [1, 2]\nb: [*a, *a]\n<<: {c: .inf}\n", "? [a]\n: b\n",
      "- - - - -", "!!binary aGVsbG8=", "--- 1\n--- 2\n", "%YAML 1.2\n---\n~",
    ]

  private static let themes =
    bombs + [
      "name: n\nabout: a\ncolors: {ink: \"#d7dae0\", paper: \"#15181e\"}\nroles:\n  text: {fg: ink, bg: paper, attributes: [bold]}\n",
      "roles: {text: {fg: default}}",
    ]

  private static let settings =
    bombs + [
      "theme: dark\nkeys:\n  accept: [a, ctrl-x]\n  block: b\ncalm: on\n", "theme: [", "", "theme: a\ntheme: b\n",
      "{theme: 1, keys: {x: ~}}",
    ]

  private static let rego = [
    "package countersign.promote\nimport rego.v1\n\n# METADATA\nunmet contains id if {\n  some id in data.lists.a\n"
      + "  not met[id]\n  sprintf(\"%s\", [`raw`]) != \"\\u00e9\"\n}\nmet[\"a\"] if input.x > 1e3\nelse := 2\n",
    "package a\nf(x) := [y | y := x[_]; y != {1: {2}}]\n", "package a\nx := \"open", "package a\nx := `open",
  ]
}
