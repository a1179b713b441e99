import Governance
import Operations
import Terminal

extension Shell {
  /// Takes one event of the terminal.
  mutating func receive(_ event: TerminalEvent) {
    switch event {
    case .key(let key):
      sight.keyAt = sight.uptime
      press(key)
      askNames()
    case .paste(let text):
      paste(text)
      askNames()
    case .mouse(let mouse): point(mouse)
    case .resized(let size):
      self.size = size
      look()
    case .hangup, .terminate:
      keepDraft()
      orders.append(.quit)
    case .focus, .resumed, .reply: break
    }
  }

  private mutating func press(_ key: Key) {
    if key == .control("l") { return perform(GlobalCommand.repaint) }
    if key == .control("z") { orders.append(.suspend); return }
    guard layers.isEmpty else {
      pressLayer(key)
      return
    }
    if key == .escape, interrupt() { return }
    if let meaning = sight.keymap.meaning(of: key) { act(on: meaning) }
  }

  /// Takes a key as the tables know it.
  mutating func act(on key: Key) {
    if case .refusal? = notice?.kind { notice = nil }
    guard frontSeat != nil else { return }
    var pressed = Pressed.unbound
    obey { seat in
      pressed = seat.press(key)
      if case .acts(let acts) = pressed { return acts }
      return []
    }
    switch pressed {
    case .acts: return
    case .refused(let why):
      say(Notice(.refusal, why))
      return
    case .unbound: break
    }
    if let motion = Motion.byKey[key] {
      if find(motion) { return }
      if motion != .back, frontSeat?.motions.contains(motion) == false { return refuseUnknown(key) }
      obey { $0.move(motion) }
    } else if let command = GlobalCommand.byKey[key] {
      perform(command)
    } else if case .character(let letter) = key, letter.isASCII, let digit = letter.wholeNumberValue,
      let name = digits[digit]
    {
      if name != front { go(Place(screen: name)) }
    } else if key != .escape {
      refuseUnknown(key)
    }
  }

  private mutating func refuseUnknown(_ key: Key) {
    say(Notice(.refusal, "\(sight.keymap.shown(key.name)) does nothing here; \(sight.key("?")) shows the keys."))
  }

  mutating func perform(_ command: GlobalCommand) {
    switch command {
    case .help: layers.append(.help(HelpView(helpSections)))
    case .palette: layers.append(.palette(Palette(paletteEntries, earlier: typedLines[Shell.paletteLine])))
    case .lineage:
      if let topic = frontSeat?.topic {
        go(Place(screen: .lineage, target: .place(topic)))
      } else {
        say(Notice(.refusal, "Nothing is chosen here whose lineage could be shown."))
      }
    case .history:
      if let filter = frontSeat?.history {
        go(Place(screen: .activity, target: .acts(filter)))
      } else {
        say(Notice(.refusal, "Nothing is chosen here whose history could be shown."))
      }
    case .stop:
      if case .version(let name)? = frontSeat?.topic {
        go(Place(screen: .stops, target: .stopping(name)))
      } else {
        go(Place(screen: .stops, target: .stopping(nil)))
      }
    case .export: askExport()
    case .asOf: layers.append(.moment(momentPrompt))
    case .comeBack: comeBack()
    case .sideBySide:
      sight.reading.sideBySide.toggle()
      say(Notice(.word, sight.reading.sideBySide ? "Differences side by side." : "Differences in one column."))
      look()
    case .numbers:
      sight.reading.numbers.toggle()
      say(Notice(.word, sight.reading.numbers ? "Texts with line numbers." : "Texts without line numbers."))
      look()
    case .columns: askColumns()
    case .lastProblem:
      if let lastProblem {
        layers.append(.problem(ProblemView(problem: lastProblem)))
      } else {
        say(Notice(.refusal, "Nothing has been refused yet."))
      }
    case .saveScreen: saveScreen()
    case .copy: copy()
    case .repaint:
      orders.append(.repaint)
      if halted == front { refreshFront() }
    case .suspend: orders.append(.suspend)
    case .quit: orders.append(.quit)
    }
  }

  /// Esc while something has been loading for as long as the spinner shows: it is cancelled on the server.
  private mutating func interrupt() -> Bool {
    if let errand, work.running?.job.owner == .console || work.running == nil {
      stopErrand(Notice(.word, "Stopped \(errand.what); nothing of it is left."))
      return true
    }
    guard let now = work.running, now.isWanted, !now.job.writes, let start = now.startedAt,
      sight.uptime - start >= Shell.spinnerAfter
    else { return false }
    if work.forget(now.job.owner) { wantsCancel = true }
    var words = "Stopped loading \(now.job.what)."
    if case .screen(let name) = now.job.owner, let index = seat(name) {
      seats[index].stopped()
      halted = name
      words += " Ctrl-L reads it again."
    }
    say(Notice(.word, words))
    return true
  }

  private mutating func pressLayer(_ key: Key) {
    guard let layer = layers.popLast() else { return }
    switch layer {
    case .help(var help):
      if key != .character("?"), key != .escape, key != .character("q"),
        help.press(sight.keymap.meaning(of: key) ?? key, over: bodySize)
      {
        layers.append(.help(help))
      }
    case .columns(var chooser):
      switch chooser.press(key, over: bodySize) {
      case .stays: layers.append(.columns(chooser))
      case .closes: break
      case .takes: take(chooser)
      }
    case .problem(let view) where sight.keymap.meaning(of: key) == .character("y"):
      layers.append(layer)
      copy(Quotation("what went wrong", view.text), nil)
    case .problem(var view):
      if view.press(key, over: bodySize) { layers.append(.problem(view)) }
    case .moment(var prompt):
      switch prompt.press(key) {
      case .stays: layers.append(.moment(prompt))
      case .closes: keep(prompt, as: Shell.momentLine)
      case .takes(let text):
        keep(prompt, as: Shell.momentLine)
        show(momentIn: text)
      }
    case .viewName(var prompt):
      switch prompt.press(key) {
      case .stays: layers.append(.viewName(prompt))
      case .closes: break
      case .takes(let name): keepView(as: name)
      }
    case .find(var prompt):
      switch prompt.press(key) {
      case .stays: layers.append(.find(prompt))
      case .closes: keep(prompt, as: Shell.findLine)
      case .takes(let text):
        keep(prompt, as: Shell.findLine)
        find(text)
      }
    case .palette(var palette):
      let outcome = palette.press(key)
      react(outcome, palette)
    case .line(var prompt, let owner, let answer):
      switch prompt.press(key) {
      case .stays: layers.append(.line(prompt, owner: owner, answer: answer))
      case .closes: keep(prompt, as: prompt.spec.label)
      case .takes(let text):
        keep(prompt, as: prompt.spec.label)
        deliver(answer(text), to: owner)
      }
    case .form(var form, let owner, let answer):
      form.fit(columns: bodySize.columns)
      let outcome = form.press(key, at: sight.uptime)
      if key == .enter, outcome == .stays, !form.hasBeenRead(at: sight.uptime) {
        say(Notice(.refusal, Shell.onlyJust))
      }
      layers.append(.form(form, owner: owner, answer: answer))
      switch outcome {
      case .stays: unsavedDraft = true
      case .closes:
        keepDraft()
        layers.removeLast()
        if form.spec.leadsBack, !trail.isEmpty { comeBack() }
      case .edits(let text):
        keepDraft()
        orders.append(.edit(text))
      case .submits(let values):
        keepDraft()
        for (field, words) in form.words { typedLines.keep(words, as: "\(form.spec.verb) \(field)") }
        deliver(answer(values), to: owner)
      }
    }
  }

  private mutating func react(_ outcome: Palette.Outcome, _ palette: Palette) {
    switch outcome {
    case .closes: typedLines.keep(palette.input.text, as: Shell.paletteLine)
    case .stays: layers.append(.palette(palette))
    case .typed(let text):
      layers.append(.palette(palette))
      if text.count >= 2 { ask(.artifacts(named: text)) }
    case .takes(let entry):
      typedLines.keep(palette.input.text, as: Shell.paletteLine)
      switch entry.act {
      case .go(let place): go(place)
      case .command(let command): perform(command)
      case .press(let key, let name):
        if name != front { go(Place(screen: name)) }
        act(on: key)
      case .personal(let command): perform(command)
      }
    }
  }

  private mutating func paste(_ text: String) {
    guard let layer = layers.popLast() else {
      say(Notice(.refusal, "Pasted text is taken only where a field is open."))
      return
    }
    switch layer {
    case .form(var form, let owner, let answer):
      if let why = form.paste(text) { say(Notice(.refusal, why)) }
      layers.append(.form(form, owner: owner, answer: answer))
      unsavedDraft = true
    case .line(var prompt, let owner, let answer):
      prompt.paste(text)
      layers.append(.line(prompt, owner: owner, answer: answer))
    case .palette(var palette):
      let outcome = palette.paste(text)
      react(outcome, palette)
    case .moment(var prompt):
      prompt.paste(text)
      layers.append(.moment(prompt))
    case .viewName(var prompt):
      prompt.paste(text)
      layers.append(.viewName(prompt))
    case .find(var prompt):
      prompt.paste(text)
      layers.append(.find(prompt))
    case .columns, .help, .problem: layers.append(layer)
    }
  }

  /// The wheel moves lists and texts; in a form it would change what is chosen.
  private var isScrollable: Bool {
    switch layers.last {
    case nil, .columns, .help, .palette, .problem: true
    case .form, .line, .moment, .viewName, .find: false
    }
  }

  /// A step of the wheel: the motion itself, whatever key the officer has for it.
  private mutating func roll(_ key: Key) {
    if layers.isEmpty { act(on: key) } else { pressLayer(key) }
  }

  private mutating func point(_ mouse: Mouse) {
    switch mouse.action {
    case .wheelDown where isScrollable: for _ in 0..<3 { roll(.down) }
    case .wheelUp where isScrollable: for _ in 0..<3 { roll(.up) }
    case .press where mouse.button == 1 && layers.isEmpty:
      if mouse.position.row == 1, let name = tab(at: mouse.position.column) {
        if name != front { go(Place(screen: name)) }
        return
      }
      let row = mouse.position.row - bodyArea.row
      guard row >= 0, row < bodyArea.rows else { return }
      obey { $0.click(row: row, column: mouse.position.column) }
    default: break
    }
  }

  /// The officer's editor has ended: its text goes into the field it was called for.
  mutating func edited(_ result: Result<String, Problem>) {
    guard case .form(var form, let owner, let answer)? = layers.last else { return }
    switch result {
    case .success(let text):
      form.edited(text)
      layers[layers.count - 1] = .form(form, owner: owner, answer: answer)
      keepDraft()
    case .failure(let problem): say(Notice(problem))
    }
  }

  /// A message for a screen: an answer from the desk or from a form.
  mutating func deliver(_ message: any Sendable, to name: ScreenName) {
    if let wish = message as? ExportWish { return export(wish, by: name) }
    guard let index = seat(name) else { return }
    perform(seats[index].deliver(message), by: name)
  }

  /// A job came back.
  mutating func receive(_ reply: Job.Reply, of entry: WorkQueue.Entry) {
    let finish = work.finish(entry.number, wasCancelled: reply.problem?.kind == .cancelled)
    if reply.problem?.kind == .unreachable {
      loseConnection()
    } else if reply.problem?.kind != .cancelled, !entry.job.isLocal {
      regainConnection()
    }
    guard finish == .wanted else { return }
    switch entry.job.owner {
    case .screen(let name):
      if halted == name { halted = nil }
      deliver(reply.message, to: name)
    case .console: take(reply.message)
    }
  }

  private mutating func take(_ message: any Sendable) {
    switch message as? ConsoleMessage {
    case .officer(let officer)?:
      self.officer = officer
      recallColumns()
      look()
    case .named(let rows, let owners, let people)?:
      if case .palette(var palette)? = layers.last {
        palette.found(rows, owners: owners, people: people)
        layers[layers.count - 1] = .palette(palette)
      }
    case .offered(let names, let question)?: offer(names, for: question)
    case .shows(let moment)?: nowShows(moment)
    case .said(let notice)?: say(notice)
    case .progressed(let progress)?: take(progress)
    case .errandFailed(let problem)?: stopErrand(Notice(problem))
    case .copies(let text, let notice)?:
      orders.append(.copy(text))
      say(notice)
    case .failed(let problem)?: if problem.kind != .unreachable { say(Notice(problem)) }
    case nil: break
    }
  }

  private mutating func loseConnection() {
    let tries = (lost?.tries ?? 0) + 1
    let seconds = Int64(min(30, 1 << min(5, tries - 1)))
    if let earlier = lost, earlier.retryAt > sight.uptime { return }
    lost = Lost(since: lost?.since ?? sight.now, tries: tries, retryAt: sight.uptime + seconds * 1000)
  }

  private mutating func regainConnection() {
    guard lost != nil else { return }
    lost = nil
    say(Notice(.word, "The catalog is back."))
    if officer == nil { ask(.officer()) }
    refreshFront()
  }

  /// Time has passed.
  mutating func tick() {
    if notice != nil, sight.uptime >= noticeUntil { notice = nil }
    makeOffer()
    if unsavedDraft { keepDraft() }
    look()
    if let lost {
      // Not what the screen shows: a screen that read a moment ago asks for nothing.
      if sight.uptime >= lost.retryAt, work.running == nil { ask(.officer()) }
    } else if let due = refreshDue, sight.uptime >= due {
      refreshFront()
    } else if sight.uptime - lastRefresh >= (isListening ? Shell.refreshEveryListening : Shell.refreshEvery),
      halted != front, !work.isLoading(.screen(front))
    {
      refreshFront()
    }
  }

  /// The last picture is on the terminal.
  mutating func shown() {
    if case .form(var form, let owner, let answer)? = layers.last, form.seenSince == nil {
      form.shown(at: sight.uptime)
      layers[layers.count - 1] = .form(form, owner: owner, answer: answer)
    }
    guard layers.isEmpty, let index = seat(front) else { return }
    seats[index].shown()
    noteSeen()
  }

  static let momentLine = "the moment"
  static let paletteLine = "the palette"

  /// What was typed comes back by ↑, whether it was taken or not.
  private mutating func keep(_ prompt: LinePrompt, as name: String) {
    typedLines.keep(prompt.input.text, as: name)
  }
}
