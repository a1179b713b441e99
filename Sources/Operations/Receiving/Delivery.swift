/// A request of a producer: who sends it, and what it is.
package struct Delivery: Sendable {
  package enum Sender: Sendable, Equatable {
    /// SHA-256 of the token it showed and, after it, of the certificate if there was one, 32 bytes each; and the producer
    /// whose they are.
    case token([UInt8], producer: String)
    /// One that needs no token: the daemon was told so when it was started.
    case trusted(String)

    package var producer: String {
      switch self {
      case .token(_, let producer), .trusted(let producer): producer
      }
    }

    var token: [UInt8]? {
      guard case .token(let shown, _) = self else { return nil }
      return shown
    }
  }
  package var sender: Sender
  /// What the receipt says of where it came from, such as `POST /v1/generations`.
  package var origin: String

  package init(sender: Sender, origin: String) {
    self.sender = sender
    self.origin = origin
  }

  package var producer: String { sender.producer }

  var token: [UInt8]? { sender.token }
}

/// What a token may be used for.
package enum DeliveryScope: String, Sendable, CaseIterable {
  case generations, openlineage, otlp, outcomes, resolve, flags, evaluations
}
