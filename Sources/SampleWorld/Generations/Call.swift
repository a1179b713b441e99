import Governance

/// One generation before it is written out: when, where, and what will be wrong with it.
struct Call: Sendable {
  /// Who is behind the call when it is not what the registry knows.
  enum Guise: Sendable {
    case registered
    /// Somebody tries a model nobody registered.
    case preview
    /// A prompt made in the night of the storm and registered by nobody.
    case stormPrompt
  }
  /// Microseconds since 1970.
  var at: Int64
  /// The conversation's own number; all its turns share it.
  var key: UInt64
  /// From 0: the answer to the first message.
  var turn: Int
  /// Place in `Desk.all`.
  var desk: Int
  /// Place in `Tongue`.
  var tongue: Int
  var trouble = Trouble.none
  var guise = Guise.registered
  var showsPhotograph = false

  /// Sixteen hexadecimal digits after the producer's mark; one to one with conversation and turn.
  var eventID: String {
    let digits = String(number, radix: 16)
    return "mm-" + String(repeating: "0", count: 16 - digits.count) + digits
  }

  var number: UInt64 { SplitMix64.mixed(key &+ UInt64(turn)) }
}
