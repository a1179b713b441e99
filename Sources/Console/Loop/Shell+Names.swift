import Governance

/// Names are offered while they are typed; the catalog is asked once the keys rest, and nobody waits for it.
extension Shell {
  mutating func askNames() {
    guard let layer = layers.popLast() else { return }
    var wanted: NameQuestion?
    switch layer {
    case .form(var form, let owner, let answer):
      if form.offer.wants(form.question) { wanted = form.question }
      layers.append(.form(form, owner: owner, answer: answer))
    case .line(var prompt, let owner, let answer):
      if prompt.offer.wants(prompt.question) { wanted = prompt.question }
      layers.append(.line(prompt, owner: owner, answer: answer))
    default: layers.append(layer)
    }
    if let wanted { ask(.names(wanted)) }
  }

  mutating func offer(_ names: [String], for question: NameQuestion) {
    guard let layer = layers.popLast() else { return }
    switch layer {
    case .form(var form, let owner, let answer):
      form.offer.take(names, for: question)
      layers.append(.form(form, owner: owner, answer: answer))
    case .line(var prompt, let owner, let answer):
      prompt.offer.take(names, for: question)
      layers.append(.line(prompt, owner: owner, answer: answer))
    default: layers.append(layer)
    }
  }
}

extension Job {
  /// Asked beside what is typed: that it fails is no news, the field takes any name.
  static func names(_ question: NameQuestion) -> Job {
    Job(owner: .console, slot: "names", what: "names", writes: false, after: 120) { desk in
      do throws(Problem) {
        let names = try await desk.names(question.kind, with: question.letters, limit: NameOffer.most)
        return Reply(message: ConsoleMessage.offered(names, for: question))
      } catch {
        return Reply(message: ConsoleMessage.offered([], for: question), problem: error)
      }
    }
  }
}
