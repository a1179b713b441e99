/// How a version is named everywhere: `kyc-summary@22`, `kyc-summary@ENV:production`, `kyc-summary@sha256:1f3a9c02…`.
package struct VersionName: Sendable, Hashable {
  package enum Selector: Sendable, Hashable {
    /// The version's own label, such as `22` or `v1.4`.
    case label(String)
    /// What an environment points to now.
    case environment(String)
    /// The beginning of a digest, 8 to 64 hexadecimal digits, lower case.
    case digest(String)
  }

  package var artifact: String
  package var selector: Selector

  package init(artifact: String, selector: Selector) {
    self.artifact = artifact
    self.selector = selector
  }

  /// Reads the text form; the last `@` splits.
  package init(_ text: String) throws(Problem) {
    guard let at = text.lastIndex(of: "@"), at > text.startIndex, text.index(after: at) < text.endIndex else {
      throw Problem(
        .usage, "version.name", happened: "A version is named ARTIFACT@VERSION.",
        because: "There is no version after an artifact's name here.",
        remedy: "Write it like kyc-summary@22, kyc-summary@ENV:production or kyc-summary@sha256:1f3a9c02.")
    }
    let artifact = String(text[..<at])
    let rest = String(text[text.index(after: at)...])
    if rest.hasPrefix("ENV:"), rest.count > 4 {
      self.init(artifact: artifact, selector: .environment(String(rest.dropFirst(4))))
    } else if rest.hasPrefix("sha256:") {
      let digits = rest.dropFirst(7)
      guard (8...64).contains(digits.count), digits.allSatisfy({ $0.isHexDigit && !$0.isUppercase }) else {
        throw Problem(
          .usage, "version.digest", happened: "A digest is named by 8 to 64 hexadecimal digits in lower case.",
          remedy: "Copy it from `countersign registry show`.")
      }
      self.init(artifact: artifact, selector: .digest(String(digits)))
    } else {
      self.init(artifact: artifact, selector: .label(rest))
    }
  }

  package var text: String {
    switch selector {
    case .label(let label): "\(artifact)@\(label)"
    case .environment(let name): "\(artifact)@ENV:\(name)"
    case .digest(let digits): "\(artifact)@sha256:\(digits)"
    }
  }
}
