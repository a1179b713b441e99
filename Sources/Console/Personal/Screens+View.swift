import Terminal

// What each screen with a choice writes down of it, and how it finds it again.

extension ReviewScreen {
  var view: ListView? {
    switch choice {
    case .all: ListView(of: .review, [:])
    case .mine: ListView(of: .review, ["tab": "mine"])
    case .queue(let id): ListView(of: .review, ["queue": id])
    }
  }

  mutating func show(_ view: ListView) -> [Effect<Message>] {
    wantedTier = nil
    return choose(view["tab"] == "mine" ? .mine : view["queue"].isEmpty ? .all : .queue(view["queue"]))
  }
}

extension PromotionsScreen {
  var view: ListView? { ListView(of: .promotions, ["tab": "\(choice)"]) }

  mutating func show(_ view: ListView) -> [Effect<Message>] {
    focus = .list
    return choose(Choice.allCases.first { "\($0)" == view["tab"] } ?? .open)
  }
}

extension RegistryScreen {
  var view: ListView? { ListView(of: .registry, ["filter": filterText]) }

  mutating func show(_ view: ListView) -> [Effect<Message>] {
    if let fault = ArtifactWords.fault(in: view["filter"]) {
      return [.refuse("The filter of this view is not understood any more: \(fault.words).")]
    }
    return update(.filtered(view["filter"]))
  }
}

extension LineageScreen {
  /// Of the finder alone: a graph is found by its place.
  var view: ListView? { face == .finder ? ListView(of: .lineage, ["filter": filterText]) : nil }

  mutating func show(_ view: ListView) -> [Effect<Message>] {
    face = .finder
    return update(.filtered(view["filter"]))
  }
}

extension DriftScreen {
  var view: ListView? { ListView(of: .drift, ["filter": filterText]) }
  mutating func show(_ view: ListView) -> [Effect<Message>] { update(.filtered(view["filter"])) }
}

extension IncidentsScreen {
  var view: ListView? { ListView(of: .incidents, ["tab": "\(choice)"]) }

  mutating func show(_ view: ListView) -> [Effect<Message>] {
    choose(Choice.allCases.first { "\($0)" == view["tab"] } ?? .open)
  }
}

extension FactsScreen {
  var view: ListView? { ListView(of: .facts, ["tab": onlyMine ? "mine" : ""]) }

  mutating func show(_ view: ListView) -> [Effect<Message>] {
    onlyMine == (view["tab"] == "mine") ? refresh() : update(.onlyMine)
  }
}
