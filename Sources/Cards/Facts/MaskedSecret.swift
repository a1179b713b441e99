package import Governance

/// A secret that stands in a version's texts and not on its card.
package struct MaskedSecret: Sendable, Equatable {
  package var kind: SecretKind
  /// Where: `message 2`, or a fact's label.
  package var place: String
  /// From 1; nil where the whole value is the secret.
  package var line: Int?

  /// `GitHub token in message 2, line 3`.
  package var words: String { "\(kind.label) in \(place)\(line.map { ", line \($0)" } ?? "")" }
}

extension CardFacts {
  /// The same facts without what looks like a credential: `[masked: KIND]` stands in its place, and `masked` says how
  /// many and where. Names, labels and digests stay as they are: they say which version this is.
  ///
  /// Each format writes these facts, so that a card that is handed out carries no secret in any of them.
  package var withoutSecrets: CardFacts {
    var facts = self
    var masking = Masking()
    for place in facts.messages.indices {
      masking.hide(&facts.messages[place].content, in: "message \(place + 1)")
      masking.hide(&facts.messages[place].role, in: "message \(place + 1)")
    }
    for place in facts.variables.indices {
      masking.hide(&facts.variables[place].details, in: "variable \(place + 1)")
    }
    for key in CardKey.allCases where !CardKey.saysWhichVersion.contains(key) {
      if let value = facts.statements[key]?.value {
        facts.statements[key]?.value = masking.hidden(value, in: key.label)
      }
    }
    masking.hide(&facts.unnamed, in: "the version's body")
    for place in facts.findings.indices { masking.hide(&facts.findings[place], in: "a finding") }
    for place in facts.promotions.indices {
      masking.hide(&facts.promotions[place].reason, in: "promotion \(facts.promotions[place].id)")
      for signature in facts.promotions[place].signatures.indices {
        masking.hide(
          &facts.promotions[place].signatures[signature].reason,
          in: "a signature of promotion \(facts.promotions[place].id)")
      }
    }
    for place in facts.waivers.indices {
      masking.hide(&facts.waivers[place].reason, in: "waiver \(facts.waivers[place].id)")
      masking.hide(&facts.waivers[place].answer, in: "waiver \(facts.waivers[place].id)")
    }
    for place in facts.stops.indices {
      masking.hide(&facts.stops[place].reason, in: "stop \(facts.stops[place].id)")
      masking.hide(&facts.stops[place].answer, in: "stop \(facts.stops[place].id)")
    }
    for place in facts.serving.indices {
      if var move = facts.serving[place].move {
        masking.hide(&move.reason, in: "a move of \(move.environment)")
        facts.serving[place].move = move
      }
    }
    for place in facts.alarms.indices {
      masking.hide(&facts.alarms[place].words, in: "alarm \(facts.alarms[place].id)")
    }
    for place in facts.incidents.indices {
      if var ticket = facts.incidents[place].ticket {
        masking.hide(&ticket, in: "incident \(facts.incidents[place].id)")
        facts.incidents[place].ticket = ticket
      }
    }
    if masking.found.isEmpty { return self }
    facts.masked = masking.found
    facts.findings += CardFacts.maskedFindings(masking.found)
    return facts
  }

  private static func maskedFindings(_ found: [MaskedSecret]) -> [String] {
    let count = found.count == 1 ? "1 secret stands" : "\(found.count) secrets stand"
    return [
      "\(count) in this version's texts and \(found.count == 1 ? "is" : "are") masked on this card. "
        + "A secret in a registered version is known to everyone who may read it: it has to be replaced where it is valid."
    ] + found.prefix(20).map { "Masked: \($0.words)." }
      + (found.count > 20 ? ["Masked: \(found.count - 20) more."] : [])
  }
}

extension CardKey {
  /// Digests and labels, which no masking may change.
  fileprivate static let saysWhichVersion: Set<CardKey> = [
    .name, .version, .kind, .digest, .prompt_digest, .lifecycle, .parent_version, .created_at, .approved_at,
    .retired_at,
  ]
}

/// What was found so far.
private struct Masking {
  private(set) var found: [MaskedSecret] = []

  mutating func hide(_ text: inout String, in place: String) {
    let (shown, secrets) = SecretFinder.masked(text)
    if secrets.isEmpty { return }
    text = shown
    found += secrets.map { MaskedSecret(kind: $0.kind, place: place, line: $0.line) }
  }

  mutating func hide(_ pairs: inout [NamedText], in place: String) {
    for index in pairs.indices {
      if let kind = SecretFinder.kind(of: pairs[index].text, under: pairs[index].name) {
        pairs[index].text = "[masked: \(kind.label)]"
        found.append(MaskedSecret(kind: kind, place: place, line: nil))
      } else {
        hide(&pairs[index].text, in: place)
      }
    }
  }

  mutating func hidden(_ value: Statement.Value, in place: String) -> Statement.Value {
    switch value {
    case .text(var text):
      hide(&text, in: place)
      return .text(text)
    case .list(var items):
      for index in items.indices { hide(&items[index], in: place) }
      return .list(items)
    case .pairs(var pairs):
      hide(&pairs, in: place)
      return .pairs(pairs)
    }
  }
}
