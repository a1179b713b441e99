/// A set of promotions, read to be signed as one.
package struct PromotionBatch: Sendable, Equatable {
  package struct Member: Sendable, Equatable {
    package var row: PromotionRow
    /// Why the reader cannot sign it; nil when they can.
    package var refusal: String?
    package init(row: PromotionRow, refusal: String?) {
      self.row = row
      self.refusal = refusal
    }
  }
  /// In the order in which they are read and signed.
  package var members: [Member]
  /// The text of the set: what each asks for, then the text of each.
  package var body: String
  /// SHA-256 of the body, 64 hexadecimal digits.
  package var digest: String
  package var means: SigningMeans
  package init(members: [Member], body: String, digest: String, means: SigningMeans) {
    self.members = members
    self.body = body
    self.digest = digest
    self.means = means
  }

  /// Why the reader cannot sign the set; nil when they can.
  package var refusal: String? {
    let refused = members.compactMap { member in member.refusal.map { "Promotion \(member.row.id): \($0)" } }
    if !refused.isEmpty { return refused.joined(separator: " ") }
    if case .missing(let because) = means { return because }
    return nil
  }
}
