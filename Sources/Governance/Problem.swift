/// Why something could not be done: what happened, why, and what to do.
///
/// The same two or three sentences stand on the screen, on the command line and in `--json`. `code` is stable and
/// listed in the manual; neither statement parameters nor content from outside ever appear in a text.
package struct Problem: Error, Sendable, Equatable {
  /// What kind of refusal this is; the command line turns it into an exit status.
  package enum Kind: String, Sendable {
    /// Answered no: a gate is unmet, a verification failed.
    case unmet
    /// The words of a command or the fields of a form are off.
    case usage
    /// The input is bad; some or all of it was refused.
    case badData
    /// No such file, artifact, version, item.
    case notFound
    /// The catalog or a service cannot be reached.
    case unreachable
    /// The catalog answers, but is not one this program can work with; asking again changes nothing.
    case unsuitable
    /// Our own fault.
    case fault
    /// The output cannot be written.
    case cannotWrite
    /// Somebody was quicker, or a lease is lost: ask again.
    case conflict
    /// This person has no right to it.
    case notPermitted
    /// The person or a signal ended it.
    case cancelled
  }

  package var kind: Kind
  package var code: String
  /// One factual sentence without advice.
  package var happened: String
  /// The detail behind it, may be empty.
  package var because: String
  /// One imperative sentence, may be empty.
  package var remedy: String

  package init(_ kind: Kind, _ code: String, happened: String, because: String = "", remedy: String = "") {
    self.kind = kind
    self.code = code
    self.happened = happened
    self.because = because
    self.remedy = remedy
  }

  /// All sentences in one line, for a notice.
  package var summary: String {
    [happened, because, remedy].filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// The status a subcommand ends with (`sysexits.h`, where it has one).
  package var exitStatus: Int32 {
    switch kind {
    case .unmet: 1
    case .usage: 64
    case .badData: 65
    case .notFound: 66
    case .unreachable, .unsuitable: 69
    case .fault: 70
    case .cannotWrite: 73
    case .conflict: 75
    case .notPermitted: 77
    case .cancelled: 130
    }
  }
}
