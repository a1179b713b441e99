import Governance
import Lineage
import Operations

// What an officer says of the box, or of the column that is followed.

extension LineageScreen {
  var whyNoPlace: String? {
    if let whyNoWeb { return whyNoWeb }
    guard let node = web?.current?.node else { return "Choose a box first." }
    return node.place.kind == .job ? "A job has no data of its own." : nil
  }

  /// A form names the box it was asked for.
  var subject: Subject {
    guard face != .finder, face != .rows, let web else { return .nothing }
    return .shown("\(web.cursor) \(web.column?.field ?? "")")
  }

  /// The box, or the column of it that is followed.
  private var chosen: LineageNode? {
    guard let web, let place = web.current?.node.place else { return nil }
    guard let column = web.column, column.place == web.cursor else { return place.whole }
    return .column(place.namespace, place.name, column.field)
  }

  mutating func say(_ message: Message) -> [Effect<Message>] {
    switch message {
    case .judge: return chosen.map { ask(.dataClass($0)) } ?? []
    case .map: return chosen.map { ask(.namespace($0.namespace)) } ?? []
    case .words:
      return chosen.map {
        [
          .go(
            Place(screen: .placeWords, target: .place(.place(namespace: $0.namespace, name: $0.name, field: nil))))
        ]
      } ?? []
    case .said(let act, let answer):
      return [
        .write("what you said") { desk throws(Problem) in
          try await act.record(answer, at: desk)
        } then: {
          .recorded($0)
        }
      ]
    case .recorded(.success(let recorded)):
      // Classes and names may differ now: the picture is asked for again.
      return [.formDone, .say(Notice(recorded))] + (root.map { load($0) } ?? [])
    case .recorded(.failure(let problem)): return [.formRefused(problem)]
    default: return []
    }
  }

  private func ask(_ act: PlaceAct) -> [Effect<Message>] { [.ask(act.form) { .said(act, $0) }] }
}
