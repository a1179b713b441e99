import Governance

// What `y` takes from each screen beside the name of its topic, and what of it is content.

extension ReviewScreen {
  /// In the text the answer itself; else the generation's id.
  var quotation: Quotation? {
    guard let item, focus != .list else {
      return list.current.map { Quotation("the generation's id", $0.generation) }
    }
    guard focus == .text, item.detail.generation.hasContent else {
      return Quotation("the generation's id", item.detail.row.generation)
    }
    let answer = item.detail.generation.turns.filter(\.isResponse).flatMap(\.parts).compactMap { part in
      if case .text(let text) = part { return text }
      return nil
    }
    return Quotation("the answer", answer.joined(separator: "\n"))
  }

  var content: ShownContent? { item.map { .item($0.detail.row.id) } }
}

extension RegistryScreen {
  /// The artifact's name in the list, a version's among versions.
  var quotation: Quotation? {
    guard focus == .list else { return topic.map { Quotation($0) } }
    return list.current.map { Quotation("the artifact's name", $0.name) }
  }
}

extension IncidentsScreen {
  var quotation: Quotation? { list.current.map { Quotation("the incident's number", "\($0.id)") } }
}

extension QuarantineScreen {
  var quotation: Quotation? { list.current.map { Quotation("the line's number", "\($0.id)") } }
}

extension DriftScreen {
  var quotation: Quotation? { list.current.map { Quotation("the artifact's name", $0.name) } }
}

extension ShadowEvalsScreen {
  var quotation: Quotation? { list.current.map { Quotation("the run's number", "\($0.id)") } }

  var content: ShownContent? {
    guard let reading, let cell = chosen, let run = detail?.row.id else { return nil }
    return .pair(run: run, prompt: reading.prompt, cell: cell)
  }
}
