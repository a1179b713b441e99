import Foundation
import Operations
import Synchronization

/// One line on a terminal's standard error that is written over: what, how much of how much, rate, time left.
final class ProgressMeter: Sendable {
  private struct State {
    var began = ContinuousClock.now
    var file = ""
    var drawn = false
  }
  private let state = Mutex(State())
  private let output: Output

  init(output: Output) { self.output = output }

  var show: @Sendable (IngestProgress) -> Void {
    { progress in self.draw(progress) }
  }

  private func draw(_ progress: IngestProgress) {
    guard output.showsProgress, !output.quiet else { return }
    state.withLock { state in
      if state.file != progress.file {
        state.file = progress.file
        state.began = .now
      }
      let seconds = max(0.001, Double((ContinuousClock.now - state.began).components.seconds) + 0.001)
      let done = progress.report.taken + progress.report.known + progress.report.refused
      var text = "\(Plain.visible(progress.file))  \(done) events  \(Int(Double(done) / seconds))/s"
      if let size = progress.bytes.of, size > 0, progress.bytes.read > 0 {
        let share = Double(progress.bytes.read) / Double(size)
        text += "  \(Int(share * 100)) %"
        if share < 1 { text += "  \(Int(seconds / share - seconds)) s left" }
      }
      FileHandle.standardError.write(Data("\r\u{1B}[K\(text)".utf8))
      state.drawn = true
    }
  }

  /// Takes the line away again.
  func clear() {
    state.withLock { state in
      if state.drawn { FileHandle.standardError.write(Data("\r\u{1B}[K".utf8)) }
      state.drawn = false
    }
  }
}
