/// Something about a prompt or a chain that a reviewer would send back.
package struct PromptFinding: Sendable, Equatable {
  /// Which of the things that are looked for; the raw value is the code that programs read.
  package enum Code: String, Sendable, CaseIterable {
    case body = "body.unreadable"
    case undeclared = "variable.undeclared"
    case unused = "variable.unused"
    case unfenced = "variable.unfenced"
    case secret = "secret"
    case unpinned = "pin.unpinned"
    case disclosure = "disclosure.missing"
    case length = "context.length"
  }

  package var code: Code
  /// The message it stands in, from 1; nil where the whole body is meant.
  package var message: Int?
  /// The line within that message, from 1.
  package var line: Int?
  /// One sentence.
  package var what: String
  /// One sentence: what to do.
  package var remedy: String

  package init(_ code: Code, message: Int? = nil, line: Int? = nil, _ what: String, remedy: String) {
    self.code = code
    self.message = message
    self.line = line
    self.what = what
    self.remedy = remedy
  }
}
