import Synchronization

/// Room for all bodies that are being worked on. A body takes its room as it comes, and gives it back at the end.
final class BodyRoom: Sendable {
  private let taken = Mutex(0)
  let size: Int

  init(size: Int) { self.size = size }

  /// False when there is not so much left; then nothing is taken.
  func take(_ bytes: Int) -> Bool {
    taken.withLock { taken in
      guard taken + bytes <= size else { return false }
      taken += bytes
      return true
    }
  }

  func giveBack(_ bytes: Int) { taken.withLock { $0 -= bytes } }

  var inUse: Int { taken.withLock { $0 } }
}

/// The bytes of one request's body, and the room they take until this goes away.
final class ReceivedBody: Sendable {
  let bytes: [UInt8]
  private let room: BodyRoom
  private let held: Int

  init(_ bytes: [UInt8], in room: BodyRoom, held: Int) {
    self.bytes = bytes
    self.room = room
    self.held = held
  }

  deinit { room.giveBack(held) }
}
