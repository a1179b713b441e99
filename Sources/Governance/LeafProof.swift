/// That a row is in the log, for who reads it on a screen; what an outsider checks is `log proof`.
package struct LeafProof: Sendable, Equatable {
  package var index: Int
  /// Leaves of the checkpoint.
  package var size: Int
  /// Hashes in hexadecimal.
  package var hash: String
  package var root: String
  package var path: [String]
  /// The log's name, as the checkpoint gives it.
  package var origin: String

  package init(index: Int, size: Int, hash: String, root: String, path: [String], origin: String) {
    self.index = index
    self.size = size
    self.hash = hash
    self.root = root
    self.path = path
    self.origin = origin
  }
}

/// How the log stands, and who outside has it.
package struct LogOverview: Sendable, Equatable {
  package var standing: LogStanding
  package var places: [LogPlace]

  package init(standing: LogStanding, places: [LogPlace]) {
    self.standing = standing
    self.places = places
  }
}
