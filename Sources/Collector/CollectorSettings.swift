package import Evidence
package import Governance
package import Operations

/// How a daemon is set up.
package struct CollectorSettings: Sendable {
  /// What it does; any number of daemons may share the work.
  package enum Role: String, Sendable, CaseIterable {
    /// Takes what producers send.
    case receive
    /// Puts traces together.
    case assemble
    /// Does the jobs of the schedule that are due.
    case schedule
    /// Decides the gates that the catalog asks about.
    case decide
    /// Puts live prompts to the versions of a shadow-eval that is planned for the night.
    case replay
    /// Brings outcomes, alarms and promotions to the webhooks that ask for them.
    case deliver
  }
  package var host = "127.0.0.1"
  /// 0 for one that is free.
  package var port = 4318
  package var roles = Set(Role.allCases)
  /// The producer of requests without a token; nil refuses them.
  package var trusted: String?
  /// Sessions of the catalog for what producers send.
  package var sessions = 4
  /// Seconds without a new part after which a trace is put together.
  package var quiet = 5.0
  package var limits = RequestLimits()
  /// Where it publishes the cards of what production serves; nil leaves that to others.
  package var cards: PublishedFolder?
  /// Speaks TLS by this certificate; nil speaks plain HTTP.
  package var certificate: CertificateFiles?
  /// Where requests lie that come while the catalog is away; nil refuses them.
  package var spool: SpoolSettings?
  /// How webhooks are posted; nil leaves that to others.
  package var webhooks: (any WebhookPost)?
  /// Signs checkpoints and brings them to their places; nil leaves that to others.
  package var publishing: Publishing?

  package init() {}
}

/// What a daemon needs to give out checkpoints.
package struct Publishing: Sendable {
  package var key: NoteSigningKey
  /// Seconds between two checkpoints of a log that grows.
  package var every: Int64
  package var courier: any CheckpointCourier

  package init(key: NoteSigningKey, every: Int64, courier: any CheckpointCourier) {
    self.key = key
    self.every = every
    self.courier = courier
  }
}

/// How much of a request is borne.
package struct RequestLimits: Sendable {
  /// Bytes of a body, packed and unpacked.
  package var body = 16 << 20
  /// Bytes of all bodies that are being worked on; whoever comes when they are used up is told to come again.
  package var bodies = 96 << 20
  /// How much larger than packed an unpacked body may be, once it is larger than a mebibyte.
  package var ratio = 300
  /// Seconds within which a body must have come.
  package var seconds = 30.0
  /// Seconds within which the head of a request must have come, on a connection that is open.
  package var head = 75.0
  /// Requests that may wait for a session of the catalog.
  package var waiting = 256
  /// Connections that are open.
  package var connections = 1024

  package init() {}
}
