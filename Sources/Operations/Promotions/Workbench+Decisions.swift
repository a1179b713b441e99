internal import Catalog
internal import Evidence
internal import Governance

extension Workbench {
  /// The text of a promotion as it is now, and how this person can sign it here.
  ///
  /// A text that no longer says what is so is made anew first, which begins a new revision; not in the past, nor on a
  /// desk that writes nothing.
  func decision(of promotion: Int64) async throws(Problem) -> (text: DecisionText?, means: SigningMeans) {
    guard !readOnly, await connection.showsThePresent,
      var read = try await connection.first(ReadDecision(promotion: promotion))
    else { return (try await connection.first(ReadDecisionText(promotion: promotion)), .unneeded) }
    if !read.holds {
      // Whoever may not begin a revision reads the old one, and cannot sign it.
      if (try? await connection.one(RefreshDecision(promotion: promotion))) != nil,
        let again = try await connection.first(ReadDecision(promotion: promotion))
      {
        read = again
      }
    }
    return (read.text, try await means(needsKey: read.needsKey))
  }

  private func means(needsKey: Bool) async throws(Problem) -> SigningMeans {
    let trusted = try await trustedKeys()
    let none = "The catalog trusts no key of yours: make one with `countersign key new`, then ask a lead to trust it."
    guard let keyRing else {
      return needsKey
        ? .missing(because: trusted.isEmpty ? none : "No key is at this desk: start ssh-agent, or name a key file.")
        : .unneeded
    }
    if trusted.isEmpty { return needsKey ? .missing(because: none) : .unneeded }
    let means = await keyRing.means(among: trusted)
    if case .missing = means, !needsKey { return .unneeded }
    return means
  }

  /// The signed statement of a decision; nil when no key is needed and none is at hand.
  func envelope(for promotion: Int64, revision: Int64, passphrase: String?) async throws(Problem) -> DSSEEnvelope? {
    guard let keyRing, let read = try await connection.first(ReadDecision(promotion: promotion)),
      let subject = try await connection.first(ReadPromotion(promotion: promotion))
    else { return nil }
    let trusted = try await trustedKeys()
    if case .missing = await keyRing.means(among: trusted), !read.needsKey { return nil }
    guard let person = try await officer().person else { return nil }
    guard read.text.revision == revision else {
      throw Problem(
        .conflict, "promotion.changed", happened: "What this promotion rests on has changed since it was read.",
        because: "It is at revision \(read.text.revision), and \(revision) was read.", remedy: "Read it again.")
    }
    guard !trusted.isEmpty else {
      throw Problem(
        .notPermitted, "key.none", happened: "The catalog trusts no key of yours.",
        remedy: "Make one with `countersign key new`, then ask a lead or an administrator to trust it.")
    }
    // What is signed is worked out here from what was read, not taken from the server.
    guard ContentDigest(of: Array(read.text.body.utf8)).hex == read.text.digest else {
      throw Problem(.fault, "signature.text", happened: "The text is not the one its digest names.")
    }
    let statement = read.statement(of: subject.row, signer: person)
    return try await statement.signed(by: try await keyRing.signer(among: trusted, passphrase: passphrase))
  }
}
