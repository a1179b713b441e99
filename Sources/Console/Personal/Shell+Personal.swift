package import Governance
package import Terminal

/// What the officer changes for themselves: theme, mouse, slow-line manners, copying, kept views.
extension Shell {
  /// What the palette offers of it.
  var personalEntries: [Palette.Entry] {
    func entry(_ title: String, _ detail: String, _ command: PersonalCommand) -> Palette.Entry {
      Palette.Entry(title: title, detail: detail, keys: "", act: .personal(command))
    }
    var entries = views.map { entry("view \($0.name)", "kept view of \(title(of: $0))", .view($0)) }
    if frontSeat?.view != nil { entries.append(entry("keep this view", "filter, tab and order, by a name", .keepView)) }
    entries += views.map { entry("forget view \($0.name)", "kept view", .forgetView($0)) }
    entries += personal.shelf.names.map {
      entry("theme \($0)", $0 == personal.themeName ? "in use" : "theme", .theme($0))
    }
    entries.append(
      personal.mouse
        ? entry("mouse off", "the terminal selects text", .mouse(false))
        : entry("mouse on", "clicks and the wheel", .mouse(true)))
    entries.append(
      sight.calm
        ? entry("calm off", "spinner, sparklines, clocks by the second", .calm(false))
        : entry("calm on", "for slow lines: nothing moves by itself", .calm(true)))
    entries.append(
      personal.copies
        ? entry("copying off", "nothing goes to the terminal's clipboard", .copying(false))
        : entry("copying on", "y puts text on the terminal's clipboard", .copying(true)))
    return entries
  }

  mutating func perform(_ command: PersonalCommand) {
    switch command {
    case .theme(let name): use(theme: name)
    case .mouse(let on):
      personal.mouse = on
      orders.append(.mouse(on))
      say(Notice(.word, on ? "The mouse is the console's." : "The mouse is the terminal's: it selects text."))
    case .calm(let on):
      sight.calm = on
      look()
      say(Notice(.word, on ? "Nothing moves by itself any more." : "Spinner, sparklines and seconds are back."))
    case .copying(let on):
      personal.copies = on
      let key = sight.key("y")
      say(
        Notice(.word, on ? "\(key) copies to the terminal's clipboard, until you leave." : "\(key) copies nothing."))
    case .keepView: askViewName()
    case .view(let view): show(view)
    case .forgetView(let view): forget(view)
    }
  }

  private mutating func use(theme name: String) {
    guard personal.hasColors else {
      say(Notice(.refusal, "There are no colours here: NO_COLOR is set, or the terminal has none."))
      return
    }
    do throws(TerminalProblem) {
      let theme = try personal.shelf.theme(name)
      personal.theme = theme
      personal.themeName = name
      orders.append(.theme(theme))
      say(Notice(.word, "Theme \(name), until you leave; `theme: \(name)` in config.yaml keeps it."))
    } catch {
      say(Notice(Problem(error)))
    }
  }

  /// The line turned out to be slow: told once, when the officer has not chosen yet.
  mutating func offerCalm(_ what: String, milliseconds: Int64) {
    guard personal.offersCalm, !sight.calm, milliseconds > Shell.slowLine else { return }
    personal.offersCalm = false
    calmOffer =
      "\(what) answers after \(milliseconds) ms. \(sight.key(":")) calm on: nothing moves by itself, for slow lines."
    makeOffer()
  }

  /// What nobody asked for takes the place of nothing that is still to be read.
  mutating func makeOffer() {
    guard notice == nil, let offer = calmOffer else { return }
    calmOffer = nil
    say(Notice(.word, offer))
    noticeUntil = sight.uptime + 30_000
  }

  /// A round trip in milliseconds that a person notices.
  static let slowLine: Int64 = 150
}

extension Problem {
  /// A theme's or a terminal's trouble, as everything else that is told.
  package init(_ problem: TerminalProblem) {
    self.init(
      .usage, problem.code, happened: problem.happened, because: problem.because, remedy: problem.remedy)
  }
}
