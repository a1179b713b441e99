package import Catalog
import Foundation
package import Governance
import Hummingbird
import HummingbirdCore
package import Logging
import NIOCore
import Operations
package import Policy
import ServiceLifecycle
import UnixSignals

/// The office's daemon: takes what producers send, puts traces together, does what the schedule asks, and decides gates.
///
/// Any number may run on one catalog. A request is answered once it is committed, so a daemon can be killed at any moment.
package struct Daemon: Sendable {
  private let catalog: ConnectionSettings
  private let settings: CollectorSettings
  private let logger: Logger
  private let engine: (any PolicyEngine)?

  /// - Parameter engine: what gates are decided with; without one the daemon decides none.
  package init(
    _ catalog: ConnectionSettings, _ settings: CollectorSettings, engine: (any PolicyEngine)? = nil, logger: Logger
  ) {
    self.catalog = catalog
    self.settings = settings
    self.engine = engine
    self.logger = logger
  }

  /// Serves until SIGTERM or SIGINT; what is under way then is finished.
  ///
  /// - Parameters:
  ///   - signals: without them it serves until its task is cancelled.
  ///   - listening: called with the port once requests are heard.
  package func run(signals: Bool = true, listening: @escaping @Sendable (Int) -> Void) async throws(Problem) {
    let tally = Tally()
    var services: [any Service] = []
    if settings.roles.contains(.receive) { services.append(server(tally, listening)) }
    if settings.roles.contains(.assemble) { services.append(assembler(tally)) }
    if settings.roles.contains(.schedule) { services.append(runner(tally)) }
    if let publishing = settings.publishing { services.append(publisher(publishing)) }
    if settings.roles.contains(.decide), let engine { services += [gatekeeper(engine), tiers(engine)] }
    do {
      try await ServiceGroup(
        configuration: .init(
          services: services, gracefulShutdownSignals: signals ? [.sigterm, .sigint] : [], logger: logger)
      ).run()
    } catch is CancellationError {
    } catch {
      throw Problem(
        .cannotWrite, "serve.listen", happened: "The daemon cannot serve on \(settings.host):\(settings.port).",
        because: "\(error)", remedy: "Choose another port with --listen.")
    }
  }

  private func desk() -> Workbench {
    var mine = catalog
    mine.applicationName = "countersign serve"
    return Workbench(mine)
  }

  private func server(_ tally: Tally, _ listening: @escaping @Sendable (Int) -> Void) -> some Service {
    let desks = DeskPool((0..<max(1, settings.sessions)).map { _ in desk() }, waiting: settings.limits.waiting)
    let reception = Reception(
      desks: desks, tokens: TokenBook(desks: desks, trusted: settings.trusted),
      reader: BodyReader(limits: settings.limits, room: BodyRoom(size: settings.limits.bodies)), tally: tally,
      clock: ServerClock(), logger: logger)
    let router = Router()
    GenerationRoutes(reception: reception).add(to: router)
    LineageRoutes(reception: reception).add(to: router)
    TelemetryRoutes(reception: reception).add(to: router)
    AnswerRoutes(reception: reception).add(to: router)
    StandingRoutes(reception: reception, desk: desk()).add(to: router)
    let bodySeconds = Int64(settings.limits.seconds) + 5
    return Application(
      router: router,
      server: .http1(
        configuration: .init(
          additionalChannelHandlers: [RequestDeadline(head: .seconds(75), body: .seconds(bodySeconds))],
          idleTimeout: .seconds(75))),
      configuration: ApplicationConfiguration(
        address: .hostname(settings.host, port: settings.port), serverName: nil,
        availableConnectionsDelegate: MaximumAvailableConnections(settings.limits.connections)),
      onServerRunning: { channel in listening(channel.localAddress?.port ?? 0) }, logger: logger)
  }

  private func assembler(_ tally: Tally) -> Rounds {
    let (desk, quiet) = (desk(), settings.quiet)
    return Rounds(name: "traces", pause: .milliseconds(500), logger: logger) { () async throws(Problem) in
      let report = try await desk.assembleQuietTraces(quiet: quiet)
      tally.assembled(traces: report.traces, generations: report.generations)
      return report.traces > 0
    }
  }

  private func publisher(_ publishing: Publishing) -> Rounds {
    let (desk, logger) = (desk(), logger)
    return Rounds(name: "checkpoints", pause: .seconds(5), logger: logger) { () async throws(Problem) in
      let done = try await desk.publishCheckpoints(
        signedBy: publishing.key, every: publishing.every, through: publishing.courier)
      if !done.isEmpty { logger.info("published", metadata: ["detail": .string(done)]) }
      return false
    }
  }

  private func gatekeeper(_ engine: any PolicyEngine) -> Rounds {
    let keeper = Gatekeeper(desk(), engine: engine, holder: Self.holder())
    let logger = logger
    return Rounds(name: "gates", pause: .milliseconds(500), logger: logger) { () async throws(Problem) in
      let report: Gatekeeper.Report?
      do throws(Problem) {
        report = try await keeper.round()
      } catch  where error.code == "right.missing" || error.code == "gatekeeper.person" {
        // A login without that right: another daemon decides.
        logger.debug("decides no gate", metadata: ["because": .string(error.summary)])
        try? await Task.sleep(for: .seconds(30))
        return false
      }
      guard let report else { return false }
      logger.info(
        "decided",
        metadata: [
          "decision": .string(report.decision), "version": .string(report.version),
          "environment": .string(report.environment), "outcome": .string(report.allow ? "allow" : "deny"),
        ])
      return true
    }
  }

  private func tiers(_ engine: any PolicyEngine) -> Rounds {
    let (desk, logger) = (desk(), logger)
    return Rounds(name: "tiers", pause: .seconds(1), logger: logger) { () async throws(Problem) in
      let done: (decided: Int, applied: Int64)
      do throws(Problem) {
        done = try await desk.decideTiers(by: engine)
      } catch  where error.code == "right.missing" {
        logger.debug("decides no tier", metadata: ["because": .string(error.summary)])
        try? await Task.sleep(for: .seconds(30))
        return false
      }
      if done.decided > 0 {
        logger.info(
          "tiered",
          metadata: ["facts": .stringConvertible(done.decided), "generations": .stringConvertible(done.applied)])
      }
      return done.decided > 0
    }
  }

  /// A name no other process has.
  private static func holder() -> String { "\(ProcessInfo.processInfo.hostName)/\(UUID().uuidString.prefix(8))" }

  private func runner(_ tally: Tally) -> Rounds {
    let desk = desk()
    let cards = settings.cards
    let (holder, logger) = (Self.holder(), logger)
    return Rounds(name: "schedule", pause: .seconds(1), logger: logger) { () async throws(Problem) in
      guard let report = try await desk.runDueJob(holder: holder, cards: cards) else { return false }
      tally.ran(report.job, report.outcome)
      if report.outcome != "nothing" {
        logger.info(
          "ran",
          metadata: ["job": .string(report.job), "outcome": .string(report.outcome), "detail": .string(report.detail)])
      }
      return true
    }
  }
}
