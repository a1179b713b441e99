import Governance

/// How a screen's list is narrowed and ordered.
struct Narrowing: Sendable, Equatable {
  let grammar: FilterGrammar
  /// What the list can be ordered by, the usual first.
  let orders: [String]
  private(set) var filter = Filter.none
  private(set) var order = 0
  private(set) var isReversed = false

  init(_ grammar: FilterGrammar, orders: [String]) {
    self.grammar = grammar
    self.orders = orders
  }

  /// Takes a filter that was checked; what cannot be read changes nothing.
  mutating func take(_ text: String) {
    if let filter = try? Filter(reading: text, grammar) { self.filter = filter }
  }

  /// Takes up a filter and an order that were kept; what cannot be read changes nothing and is answered.
  mutating func restore(_ parts: [String: String]) -> FilterFault? {
    do throws(FilterFault) {
      filter = try Filter(reading: parts["filter"] ?? "", grammar)
    } catch {
      return error
    }
    order = orders.firstIndex { $0 == parts["order"] } ?? 0
    isReversed = parts["turned"] == "round"
    return nil
  }

  mutating func reorder() { order = (order + 1) % max(1, orders.count) }
  mutating func turnRound() { isReversed.toggle() }

  var isPlain: Bool { filter.isEmpty && order == 0 && !isReversed }

  /// What stands beside the list's name: ` / tier:high, by arrived, turned round`.
  var title: String {
    var parts: [String] = []
    if !filter.isEmpty { parts.append("/ " + filter.text) }
    if order != 0 { parts.append("by \(orders[order])") }
    if isReversed { parts.append("turned round") }
    return parts.joined(separator: ", ")
  }

  /// Fields that take names which the catalog can be asked for.
  private static let kinds: [String: NameKind] = [
    "owner": .person, "with": .person, "by": .person, "team": .team, "artifact": .artifact, "env": .environment,
  ]

  /// The line that asks for a filter; `names` are values seen in the list, by field.
  func line(names: [String: [String]]) -> LineSpec {
    let grammar = grammar
    return LineSpec(
      label: "/", text: filter.text, hint: grammar.fields.map(\.name).joined(separator: " "),
      endings: { text, offer in
        var names = names
        if let field = FilterCompletion(of: text, grammar).field { names[field, default: []] += offer.names }
        let completion = FilterCompletion(of: text, grammar, names: names)
        return LineEndings(common: completion.common, words: completion.endings)
      },
      question: { text in
        let completion = FilterCompletion(of: text, grammar)
        guard let field = completion.field, let kind = Narrowing.kinds[field], !completion.typed.isEmpty else {
          return nil
        }
        return NameQuestion(kind: kind, letters: completion.typed)
      },
      check: { text in
        do throws(FilterFault) {
          _ = try Filter(reading: text, grammar)
          return nil
        } catch {
          return LineFault(at: error.column, words: error.words)
        }
      })
  }
}

/// A screen whose list can be filtered and ordered.
protocol ListingScreen: Screen {
  var narrowing: Narrowing { get set }
  /// Values seen in the list, by field of the filter: what a name being typed may become.
  var seenNames: [String: [String]] { get }
  /// What Enter in the filter's line sends.
  static func filtered(_ text: String) -> Message
  /// Forgets the list and reads it again.
  mutating func relist() -> [Effect<Message>]
}

extension ListingScreen {
  /// Motions that narrow or order the list.
  var narrowingMotions: [Motion] { [.filter] + (narrowing.orders.count > 1 ? [.reorder] : []) + [.turnRound] }

  /// Answers a motion that narrows or orders the list; nil when it is none.
  mutating func narrow(_ motion: Motion) -> [Effect<Message>]? {
    switch motion {
    case .filter: return [.line(narrowing.line(names: seenNames)) { Self.filtered($0) }]
    case .reorder where narrowing.orders.count > 1: narrowing.reorder()
    case .turnRound: narrowing.turnRound()
    default: return nil
    }
    let order = "By \(narrowing.orders[narrowing.order])\(narrowing.isReversed ? ", turned round" : "")."
    return relist() + [.say(Notice(.word, order))]
  }
}
