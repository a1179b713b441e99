import Governance

/// A form: what will happen in one sentence, and what must be filled in.
struct FormSpec: Sendable, Equatable {
  enum Kind: Sendable, Equatable {
    /// Free words, in several lines if need be; `numbered` are ready ones, taken by their digit while the field is empty.
    case words(numbered: [String])
    /// The same, with something in it already.
    case text(String)
    /// One of these, by arrows or by the first letter; none is chosen at first.
    case choice([Choice])
    /// The text must be typed exactly.
    case exactly(String)
    /// A line with something in it already.
    case line(String)
    /// A whole number within bounds, with one in it already.
    case number(Int, within: ClosedRange<Int>)
    /// A line that is neither shown nor kept.
    case secret
  }

  struct Choice: Sendable, Equatable {
    var code: String
    var words: String
  }

  struct Field: Sendable, Equatable {
    var name: String
    var label: String
    var kind: Kind
    var isRequired = true
    /// It takes a name of this kind: those that fit are offered while it is typed.
    var names: NameKind?
  }

  /// Names the draft; the same act on the same thing finds its words again.
  var id: String
  var title: String
  var sentence: String
  var fields: [Field]
  /// What Enter does: `block`, `sign`.
  var verb: String
  /// Enter records something in the catalog; false where it writes a file of this machine.
  var isRecorded = true
  /// Whoever leaves it stands again where they came from.
  var leadsBack = false
}

extension FormSpec.Kind {
  /// It takes several lines, and an editor may be called for it.
  var hasLines: Bool {
    switch self {
    case .words, .text: true
    case .choice, .exactly, .line, .number, .secret: false
    }
  }

  /// What stands in it at first.
  var initial: String {
    switch self {
    case .line(let text), .text(let text): text
    case .number(let number, _): "\(number)"
    case .words, .choice, .exactly, .secret: ""
    }
  }
}

/// What was filled in, by field name; choices by their code.
struct FormAnswer: Sendable, Equatable {
  var values: [String: String]
  subscript(_ name: String) -> String { values[name] ?? "" }
}

/// One line of text asked for under the screen.
struct LineSpec: Sendable {
  var label: String
  var text: String
  /// What may be typed, while nothing is.
  var hint = ""
  /// How the text can go on, for Tab; beside it the names that were offered for its end.
  var endings: @Sendable (String, NameOffer) -> LineEndings = { text, offer in
    LineEndings(common: offer.ending(of: text) ?? text, words: offer.names)
  }
  /// Names of the catalog that may stand at the end of the text.
  var question: @Sendable (String) -> NameQuestion? = { _ in nil }
  /// Why the text cannot be taken, and at which character (from 0) the fault begins.
  var check: @Sendable (String) -> LineFault?
}

/// How a line can go on.
struct LineEndings: Sendable, Equatable {
  /// The text as far as all of them agree.
  var common: String
  var words: [String]
}

struct LineFault: Sendable, Equatable {
  var at: Int
  var words: String
}
