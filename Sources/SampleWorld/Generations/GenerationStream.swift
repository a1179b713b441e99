package import Governance

/// Generations between two moments in order of time, each as one JSON line without its line end.
///
/// Written one at a time as they are asked for; nothing is kept. The same stream twice is the same bytes, and a stream
/// cut in two at any moment is the same as the whole.
package struct GenerationStream: Sequence, IteratorProtocol, Sendable {
  package typealias Element = (at: Instant, line: [UInt8])

  private var ordinary: OrdinaryCalls
  private let vigil: [Call]
  private var vigilPlace: Int
  private var nextOrdinary: Call?
  private var surge: Surge
  private var nextSurge: Call?
  private var pen: EventPen
  private let from: Int64
  private let until: Int64

  init(world: World, from: Instant, until: Instant, scale: Int, surge count: Int) {
    ordinary = OrdinaryCalls(
      seed: world.seed, now: world.now, library: world.library, scale: scale, from: from)
    surge = Surge(count: count, seed: world.seed, now: world.now, library: world.library)
    vigil = world.vigil.calls
    self.from = from.microseconds
    self.until = Swift.min(until, world.now).microseconds
    vigilPlace = vigil.firstIndex { $0.at >= from.microseconds } ?? vigil.count
    pen = EventPen(library: world.library)
    nextOrdinary = ordinary.next()
    while let call = nextOrdinary, call.at < self.from { nextOrdinary = ordinary.next() }
    nextSurge = surge.next()
    while let call = nextSurge, call.at < self.from { nextSurge = surge.next() }
  }

  package mutating func next() -> Element? {
    let flagged = vigilPlace < vigil.count ? vigil[vigilPlace] : nil
    let call: Call
    if let flagged, flagged.at <= Swift.min(nextOrdinary?.at ?? .max, nextSurge?.at ?? .max) {
      call = flagged
      vigilPlace += 1
    } else if let more = nextSurge, more.at <= nextOrdinary?.at ?? .max {
      call = more
      nextSurge = surge.next()
    } else if let plain = nextOrdinary {
      call = plain
      nextOrdinary = ordinary.next()
    } else {
      return nil
    }
    guard call.at < until else { return nil }
    return (Instant(microseconds: call.at), pen.write(call))
  }
}
