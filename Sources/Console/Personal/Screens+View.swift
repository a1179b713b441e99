import Governance
import Terminal

// What each screen with a choice writes down of it, and how it finds it again.

extension ListingScreen {
  /// The list as it is narrowed and ordered, beside what the screen itself has to say.
  fileprivate func listed(_ parts: [String: String] = [:]) -> ListView {
    ListView(of: Self.name, narrowing.parts.merging(parts) { $1 })
  }

  var view: ListView? { listed() }
  mutating func show(_ view: ListView) -> [Effect<Message>] { narrow(to: view) }

  /// Narrows and orders the list as it was kept, and reads it again.
  fileprivate mutating func narrow(to view: ListView) -> [Effect<Message>] {
    if let fault = narrowing.restore(view.parts) {
      return [.refuse("The filter of this view is not understood any more: \(fault.words).")]
    }
    return relist()
  }
}

extension Narrowing {
  fileprivate var parts: [String: String] {
    ["filter": filter.text, "order": order == 0 ? "" : orders[order], "turned": isReversed ? "round" : ""]
  }
}

extension ReviewScreen {
  var view: ListView? {
    switch choice {
    case .all: listed()
    case .mine: listed(["tab": "mine"])
    case .lead: listed(["tab": "lead"])
    case .queue(let id): listed(["queue": id])
    }
  }

  mutating func show(_ view: ListView) -> [Effect<Message>] {
    wantedTier = nil
    switch view["tab"] {
    case "mine": choice = .mine
    case "lead": choice = .lead
    default: choice = view["queue"].isEmpty ? .all : .queue(view["queue"])
    }
    return narrow(to: view)
  }
}

extension PromotionsScreen {
  var view: ListView? { listed(["tab": "\(choice)"]) }

  mutating func show(_ view: ListView) -> [Effect<Message>] {
    focus = .list
    choice = Choice.allCases.first { "\($0)" == view["tab"] } ?? .open
    return narrow(to: view)
  }
}

extension LineageScreen {
  /// Of the finder alone: a graph is found by its place.
  var view: ListView? { face == .finder ? listed() : nil }

  mutating func show(_ view: ListView) -> [Effect<Message>] {
    face = .finder
    return narrow(to: view)
  }
}

extension DriftScreen {
  var view: ListView? { ListView(of: .drift, ["filter": filterText]) }
  mutating func show(_ view: ListView) -> [Effect<Message>] { update(.filtered(view["filter"])) }
}

extension IncidentsScreen {
  var view: ListView? { listed(["tab": "\(choice)"]) }

  mutating func show(_ view: ListView) -> [Effect<Message>] {
    choice = Choice.allCases.first { "\($0)" == view["tab"] } ?? .open
    return narrow(to: view)
  }
}

extension FactsScreen {
  var view: ListView? { listed(["tab": onlyMine ? "mine" : ""]) }

  mutating func show(_ view: ListView) -> [Effect<Message>] {
    onlyMine = view["tab"] == "mine"
    return narrow(to: view)
  }
}
