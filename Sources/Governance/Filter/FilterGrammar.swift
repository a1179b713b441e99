/// A field that a list can be filtered by.
package struct FilterField: Sendable, Equatable {
  package enum Kind: Sendable, Equatable {
    /// One of these words.
    case choice([String])
    /// A name; `*` stands for any letters.
    case name
    /// Words to be found.
    case text
    /// How long ago: `age>3d`; `age:3d` is at least so long.
    case past
    /// How long until: `due<4h`; `due:4h` is within so long.
    case ahead
    case truth
    case number
  }
  package var name: String
  package var kind: Kind
  /// What it is, in a few words.
  package var about: String

  package init(_ name: String, _ kind: Kind, _ about: String) {
    self.name = name
    self.kind = kind
    self.about = about
  }

  /// How a condition on it is written, for help.
  package var example: String {
    switch kind {
    case .choice(let words): "\(name):\(words.joined(separator: "|"))"
    case .name: "\(name):NAME"
    case .text: "\(name):\"WORDS\""
    case .past: "\(name)>3d"
    case .ahead: "\(name)<4h"
    case .truth: "\(name):yes|no"
    case .number: "\(name)>=N"
    }
  }
}

/// The fields of one list. A word without a field is looked for in `plain`.
package struct FilterGrammar: Sendable, Equatable {
  package var fields: [FilterField]
  package var plain: String

  package init(plain: String = "text", _ fields: [FilterField]) {
    self.plain = plain
    self.fields = fields
  }

  package func field(_ name: String) -> FilterField? { fields.first { $0.name == name } }

  /// What a subcommand's help says about `--filter`.
  package var help: String {
    fields.map { "\($0.example) (\($0.about))" }.joined(separator: ", ")
  }
}
