/// A card or a form as it would be handed out.
package struct CardPaper: Sendable {
  /// `markdown`, `json`, `text` …
  package var format: String
  /// Without the dot.
  package var fileExtension: String
  package var bytes: [UInt8]
  /// Makes of the bytes what goes into a file, where that is another program's work.
  package var press: PaperPress?

  package init(format: String, fileExtension: String, bytes: [UInt8], press: PaperPress? = nil) {
    self.format = format
    self.fileExtension = fileExtension
    self.bytes = bytes
    self.press = press
  }
}

extension [CardPaper] {
  /// With a PDF made of the page that is there.
  func printed(by press: PaperPress?) -> [CardPaper] {
    guard let press, let page = first(where: { $0.format == "html" }) else { return self }
    return self + [CardPaper(format: "pdf", fileExtension: "pdf", bytes: page.bytes, press: press)]
  }
}

/// What a system has to file.
package struct SystemForms: Sendable {
  package struct Form: Sendable {
    /// Such as `Annex VIII A`.
    package var title: String
    package var papers: [CardPaper]
    package init(title: String, papers: [CardPaper]) {
      self.title = title
      self.papers = papers
    }
  }
  package var forms: [Form]
  /// Why these, or why none.
  package var reason: String

  package init(forms: [Form], reason: String) {
    self.forms = forms
    self.reason = reason
  }
}
