package import Governance

/// What became of the lines of one file.
package struct IngestReport: Sendable, Equatable {
  package var file: String
  /// Lines that were not blank.
  package var lines = 0
  /// New events.
  package var taken = 0
  /// Events the catalog had already, or that stood earlier in the file, with the same content.
  package var known = 0
  /// Lines that were refused; all of them are in quarantine.
  package var refused = 0
  /// Of those, lines that lay in quarantine already.
  package var refusedBefore = 0
  /// Reports of flags that wait for their events.
  package var waiting = 0
  /// Events that became review items.
  package var queued = 0
  /// Why reading ended before the file did; what came before has been taken.
  package var problem: Problem?

  package init(file: String) { self.file = file }
}

/// How far a file has been read.
package struct IngestProgress: Sendable {
  package var file: String
  package var report: IngestReport
  /// Bytes of the file as it lies on the disk, nil for standard input.
  package var bytes: (read: Int, of: Int?)
}
