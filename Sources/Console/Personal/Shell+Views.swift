import Governance
import Terminal

/// Kept views: what a list shows, found again by a name.
extension Shell {
  /// The officer's at this catalog; none before it is known who sits here.
  var views: [ListView] { owner.map { personal.views.views(of: $0) } ?? [] }

  var owner: String? { officer.map { "\($0.catalog) \($0.login)" } }

  func title(of view: ListView) -> String {
    seat(ScreenName(rawValue: view.screen)).map { seats[$0].title } ?? view.screen
  }

  mutating func askViewName() {
    guard frontSeat?.view != nil else {
      say(Notice(.refusal, "This screen has no filter, tab or order to keep."))
      return
    }
    layers.append(
      .viewName(
        LinePrompt(
          LineSpec(label: "keep this view as", text: "") { name in
            let isBlank = name.allSatisfy(\.isWhitespace)
            return isBlank || name.count > 40 ? LineFault(at: 0, words: "a name of 1 to 40 letters") : nil
          })))
  }

  mutating func keepView(as name: String) {
    guard let owner, var view = frontSeat?.view else {
      say(Notice(.refusal, "It is not known yet who you are."))
      return
    }
    view.name = name.split(separator: " ").joined(separator: " ")
    let others = views.filter { $0.name != view.name }
    let instead = others.count == views.count ? "" : " in place of the one before"
    keep(
      (others + [view]).sorted { $0.name < $1.name }, of: owner,
      "View \(view.name) is kept\(instead); \(sight.key(":")) finds it.")
  }

  mutating func forget(_ view: ListView) {
    guard let owner else { return }
    keep(views.filter { $0.name != view.name }, of: owner, "View \(view.name) is forgotten.")
  }

  private mutating func keep(_ views: [ListView], of owner: String, _ sentence: String) {
    if personal.views.keep(views, of: owner) {
      say(Notice(.word, sentence))
    } else {
      say(
        Notice(
          Problem(
            .cannotWrite, "views.write", happened: "Your views could not be written.",
            remedy: "Check your state folder: $XDG_STATE_HOME/countersign.")))
    }
  }

  mutating func show(_ view: ListView) {
    let name = ScreenName(rawValue: view.screen)
    guard seat(name) != nil else {
      say(Notice(.refusal, "The screen of this view is no more."))
      return
    }
    if name != front { go(Place(screen: name)) }
    guard let index = seat(name) else { return }
    perform(seats[index].show(view), by: name)
  }
}
