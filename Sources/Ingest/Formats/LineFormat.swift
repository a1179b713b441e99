package import Governance

/// A kind of record that comes one a line: bytes of a line in, a fact or a reason out.
package protocol LineFormat: Sendable {
  /// As the command line and the catalog name it.
  static var name: String { get }
  /// One line for help.
  static var summary: String { get }
  /// - Parameters:
  ///   - producer: whose events these are, when a line does not say.
  ///   - now: what counts as the present when a time is in the future.
  init(producer: String, now: Instant)
  /// Reads one line without its line end. The same bytes give the same outcome; nothing is remembered between lines.
  func read(_ line: [UInt8]) -> LineOutcome
}

/// What became of one line.
package enum LineOutcome: Sendable, Equatable {
  case event(GenerationEvent)
  case lineage(LineageEvent)
  case flags(FlagReport)
  case figure(OutsideFigure)
  case refused(Refusal)
  /// Nothing but spaces.
  case blank
}
