/// The first words of an answer that is an incident's evidence, as a snapshot kept them.
package struct FrozenExcerpt: Sendable, Equatable {
  package enum State: String, Sendable, CaseIterable {
    case told
    /// The text was erased since the freezing, and the excerpt with it.
    case erased
    /// It is of a class above the recipient's clearance.
    case above
  }
  /// The generation's id.
  package var generation: String
  package var state: State
  /// 32 bytes; empty unless it is told.
  package var salt: [UInt8]
  package var words: String
  package init(generation: String, state: State, salt: [UInt8], words: String) {
    self.generation = generation
    self.state = state
    self.salt = state == .told ? salt : []
    self.words = state == .told ? words : ""
  }
}
