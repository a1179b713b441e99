/// What a checker says of an event, told by itself: before or after the event, any number of times.
package struct FlagReport: Sendable, Equatable {
  package enum Subject: Sendable, Equatable {
    /// The producer's own name for its event.
    case event(String)
    /// The catalog's id: 36 characters, as PostgreSQL prints a uuid.
    case generation(String)
  }
  package var producer: String
  package var subject: Subject
  /// SHA-256 of the sender's id of the report, or of all it says when it has none; 32 bytes.
  package var key: [UInt8]
  /// SHA-256 of all it says; 32 bytes.
  package var digest: [UInt8]
  /// At least one.
  package var flags: [Flag]
  /// What it says beside, as a JSON object of numbers and short words.
  package var more: String

  package init(producer: String, subject: Subject, key: [UInt8], digest: [UInt8], flags: [Flag], more: String = "{}") {
    self.producer = producer
    self.subject = subject
    self.key = key
    self.digest = digest
    self.flags = flags
    self.more = more
  }
}
