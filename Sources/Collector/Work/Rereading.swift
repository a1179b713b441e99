import Governance
import Logging
import ServiceLifecycle
import UnixSignals

/// Reads again on SIGHUP what lies in files, and says what that was. What cannot be used leaves everything as it is.
struct Rereading: Service {
  let security: TransportSecurity?
  let logger: Logger

  func run() async throws {
    for await _ in await UnixSignalsSequence(trapping: .sighup).cancelOnGracefulShutdown() { reread() }
  }

  private func reread() {
    guard let security else { return logger.notice("reread", metadata: ["files": "none, TLS is not spoken"]) }
    do throws(Problem) {
      _ = try security.refresh(always: true)
      logger.notice("reread", metadata: ["files": .string(security.paths.joined(separator: ", "))])
    } catch {
      logger.warning("not reread", metadata: ["code": .string(error.code), "because": .string(error.summary)])
    }
  }
}
