/// Why a line was not taken.
package struct Refusal: Error, Sendable, Equatable {
  /// Stable, such as `field.type`; listed in the manual.
  package var code: String
  /// A sentence for an officer. It names the field, and holds neither control characters nor long content.
  package var reason: String
  package init(_ code: String, _ reason: String) {
    self.code = code
    self.reason = reason
  }
}
