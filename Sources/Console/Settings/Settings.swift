/// What an officer chose in `config.yaml`, each with the place that says so.
package struct Settings: Sendable, Equatable {
  /// A value, and the `file:line` it comes from; no place when it is what the program does by itself.
  package struct Choice<Value: Sendable & Equatable>: Sendable, Equatable {
    package var value: Value
    package var place: String?

    package init(_ value: Value, at place: String? = nil) {
      self.value = value
      self.place = place
    }
  }

  /// Whether the manners for slow lines are used; offered means: once the line turns out to be slow.
  package enum Calm: String, Sendable, CaseIterable { case on, off, offered }

  /// A name of the shelf or a file.
  package var theme = Choice("dark")
  /// Clicks and the wheel come to the console; off leaves selecting text to the terminal.
  package var mouse = Choice(true)
  package var calm = Choice(Calm.offered)
  /// `y` may put text on the terminal's clipboard.
  package var copy = Choice(false)
  /// ASCII only.
  package var ascii = Choice(false)
  /// The first screen.
  package var screen = Choice("office")
  package var keymap = Keymap.builtIn
  /// Keys given to actions, in the order of the file.
  package var rebound: [Rebinding] = []
  /// The file that was read; nil when there is none.
  package var file: String?

  package struct Rebinding: Sendable, Equatable {
    package var action: KeyAction
    package var keys: [String]
    package var place: String
  }

  package init() {}

  /// All entries a file may have, with what they take.
  package static let entries: [(name: String, takes: String)] = [
    ("theme", "a theme's name, or a file that ends with .yaml"), ("mouse", "true or false"),
    ("calm", "true, false or offer"), ("copy", "true or false"), ("ascii", "true or false"),
    ("screen", "the name of the first screen"), ("keys", "names of actions, each with a key or a list of keys"),
  ]
}
