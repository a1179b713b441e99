package import Catalog
import Foundation
package import Governance
import Hummingbird
import HummingbirdCore
package import Logging
import NIOCore
package import Operations
package import Policy
import ServiceLifecycle
package import Shadow
import Synchronization
import UnixSignals

/// The office's daemon: takes what producers send, puts traces together, does what the schedule asks, decides gates,
/// and runs the shadow-evals of the night.
///
/// Any number may run on one catalog. A request is answered once it is committed, so a daemon can be killed at any moment.
package struct Daemon: Sendable {
  private let catalog: ConnectionSettings
  private let settings: CollectorSettings
  private let logger: Logger
  private let engine: (any PolicyEngine)?
  private let models: (any ModelService)?
  private let roads: (any SourceRoads)?

  /// - Parameters:
  ///   - engine: what gates are decided with; without one the daemon decides none.
  ///   - models: who answers the prompts of shadow-evals; without it the daemon runs none.
  ///   - roads: how sources that are followed are reached; without them the daemon looks at none.
  package init(
    _ catalog: ConnectionSettings, _ settings: CollectorSettings, engine: (any PolicyEngine)? = nil,
    models: (any ModelService)? = nil, roads: (any SourceRoads)? = nil, logger: Logger
  ) {
    self.roads = roads
    self.models = models
    self.catalog = catalog
    self.settings = settings
    self.engine = engine
    self.logger = logger
  }

  /// Serves until SIGTERM or SIGINT; what is under way then is finished. SIGHUP has certificates read again.
  ///
  /// - Parameters:
  ///   - signals: without them it serves until its task is cancelled.
  ///   - listening: called with the port once requests are heard.
  package func run(signals: Bool = true, listening: @escaping @Sendable (Int) -> Void) async throws(Problem) {
    let tally = Tally()
    var services: [any Service] = []
    let security = try settings.certificate.map { files throws(Problem) in try TransportSecurity(files) }
    if signals { services.append(Rereading(security: security, logger: logger)) }
    if settings.roles.contains(.receive) { services += try receivers(tally, security, listening) }
    if settings.roles.contains(.deliver), let post = settings.webhooks { services.append(deliverer(post)) }
    if settings.roles.contains(.assemble) { services.append(assembler(tally)) }
    if settings.roles.contains(.schedule) { services.append(runner(tally)) }
    if let publishing = settings.publishing { services.append(publisher(publishing)) }
    if settings.roles.contains(.decide), let engine { services += [gatekeeper(engine), tiers(engine)] }
    if settings.roles.contains(.replay), let models { services.append(nights(models)) }
    do {
      try await ServiceGroup(
        configuration: .init(
          services: services, gracefulShutdownSignals: signals ? [.sigterm, .sigint] : [], logger: logger)
      ).run()
    } catch is CancellationError {
    } catch {
      throw Problem(
        .cannotWrite, "serve.listen", happened: "The daemon cannot serve on \(settings.host):\(settings.port).",
        because: (error as? IOError).map { String(cString: strerror($0.errnoCode)) + "." } ?? "\(error)",
        remedy: "Choose another address or port with --listen.")
    }
  }

  private func desk() -> Workbench {
    var mine = catalog
    mine.applicationName = "countersign serve"
    return Workbench(mine)
  }

  /// The server, and what keeps its spool and its certificate.
  private func receivers(
    _ tally: Tally, _ security: TransportSecurity?, _ listening: @escaping @Sendable (Int) -> Void
  ) throws(Problem) -> [any Service] {
    let spool = try settings.spool.map { settings throws(Problem) in try Spool(settings) }
    let reception = reception(tally, spool)
    let intakes =
      GenerationRoutes(reception: reception).intakes + LineageRoutes(reception: reception).intakes
      + TelemetryRoutes(reception: reception).intakes + FlagRoutes(reception: reception).intakes
      + EvaluationRoutes(reception: reception).intakes
    let handshakes = Handshakes(tally: tally, logger: logger)
    var services: [any Service] = [server(reception, intakes, security, handshakes, listening)]
    if let spool {
      let standing = spool.standing
      if standing.records > 0 || standing.damaged > 0 {
        logger.warning(
          "the spool holds what came before",
          metadata: [
            "requests": .stringConvertible(standing.records), "set aside": .stringConvertible(standing.damaged),
          ])
      }
      let drain = SpoolDrain(spool: spool, desk: desk(), intakes: intakes, logger: logger)
      services.append(
        Rounds(name: "spool", pause: .milliseconds(500), logger: logger) { () async throws(Problem) in
          try await drain.round()
        })
    }
    if let security {
      let logger = logger
      services.append(
        Rounds(name: "handshakes", pause: .seconds(1), logger: logger) { () async throws(Problem) in
          handshakes.tell()
          return false
        })
      services.append(
        Rounds(name: "certificate", pause: .seconds(2), logger: logger) { () async throws(Problem) in
          if try security.refresh() { logger.notice("took up a new certificate") }
          return false
        })
    }
    return services
  }

  private func reception(_ tally: Tally, _ spool: Spool?) -> Reception {
    let desks = DeskPool((0..<max(1, settings.sessions)).map { _ in desk() }, waiting: settings.limits.waiting)
    return Reception(
      desks: desks, tokens: TokenBook(desks: desks, trusted: settings.trusted),
      reader: BodyReader(limits: settings.limits, room: BodyRoom(size: settings.limits.bodies)), tally: tally,
      clock: ServerClock(), spool: spool, logger: logger)
  }

  private func server(
    _ reception: Reception, _ intakes: [Intake], _ security: TransportSecurity?, _ handshakes: Handshakes,
    _ listening: @escaping @Sendable (Int) -> Void
  ) -> some Service {
    let router = Router(context: CallerContext.self)
    reception.add(intakes, to: router)
    AnswerRoutes(reception: reception).add(to: router)
    StandingRoutes(reception: reception, desk: desk()).add(to: router)
    let headMilliseconds = Int64(settings.limits.head * 1000)
    let bodySeconds = Int64(settings.limits.seconds) + 5
    return Application(
      router: router,
      server: HTTPServerBuilder { responder in
        let plain = HTTP1Channel(
          responder: responder,
          configuration: .init(
            additionalChannelHandlers: [
              RequestDeadline(head: .milliseconds(headMilliseconds), body: .seconds(bodySeconds))
            ],
            idleTimeout: .seconds(75)))
        return security.map { SecuredChannel(inner: plain, security: $0, handshakes: handshakes) } ?? plain
      },
      configuration: ApplicationConfiguration(
        address: .hostname(settings.host, port: settings.port), serverName: nil,
        availableConnectionsDelegate: MaximumAvailableConnections(settings.limits.connections)),
      onServerRunning: { channel in listening(channel.localAddress?.port ?? 0) }, logger: logger)
  }

  private func deliverer(_ post: any WebhookPost) -> Rounds {
    let (desk, holder, logger) = (desk(), Self.holder(), logger)
    return Rounds(name: "webhooks", pause: .seconds(1), logger: logger) { () async throws(Problem) in
      let report = try await desk.deliverWebhooks(by: holder, through: post)
      for trouble in report.troubles {
        logger.warning(
          "webhook not taken",
          metadata: [
            "webhook": .string(trouble.webhook), "delivery": .string(trouble.delivery),
            "because": .string(trouble.words),
          ])
      }
      return report.claimed > 0
    }
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
        await Rounds.rest(.seconds(30))
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
        await Rounds.rest(.seconds(30))
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

  private func nights(_ models: any ModelService) -> Rounds {
    let (desk, logger) = (desk(), logger)
    let resting = Mutex<[Int64: ContinuousClock.Instant]>([:])
    return Rounds(name: "shadow-evals", pause: .seconds(20), logger: logger) { () async throws(Problem) in
      let report: NightReport?
      let driven = Mutex<Int64?>(nil)
      let still = resting.withLock { resting in
        resting = resting.filter { $0.value > .now }
        return Array(resting.keys)
      }
      do throws(Problem) {
        // What is answered is kept, so a daemon that is to end need not wait for the rest.
        report = try await cancelWhenGracefulShutdown { () async -> Result<NightReport?, Problem> in
          do throws(Problem) {
            return .success(
              try await desk.driveShadowNight(service: models, resting: still) { run in
                driven.withLock { $0 = run }
              })
          } catch {
            return .failure(error)
          }
        }.get()
      } catch  where error.code == "right.missing" {
        // A login without that right: another daemon's work, unless a run waits for it.
        logger.log(
          level: driven.withLock { $0 } == nil ? .debug : .warning, "runs no shadow-eval",
          metadata: ["because": .string(error.summary)])
        await Rounds.rest(.seconds(60))
        return false
      } catch {
        // A service that is down is not asked again at once.
        if let run = driven.withLock({ $0 }) { resting.withLock { $0[run] = .now + .seconds(900) } }
        throw error
      }
      guard let report else { return false }
      logger.info(
        "shadow-eval",
        metadata: [
          "run": .stringConvertible(report.run), "verdict": .string(report.verdict?.rawValue ?? "none"),
          "detail": .string(report.words),
        ])
      return true
    }
  }

  /// A name no other process has.
  private static func holder() -> String { "\(ProcessInfo.processInfo.hostName)/\(UUID().uuidString.prefix(8))" }

  private func runner(_ tally: Tally) -> Rounds {
    let desk = desk()
    let (cards, roads) = (settings.cards, roads)
    let (holder, logger) = (Self.holder(), logger)
    return Rounds(name: "schedule", pause: .seconds(1), logger: logger) { () async throws(Problem) in
      // Whose login may not register versions leaves sources to another daemon.
      let ways = roads == nil ? nil : try await desk.officer().roles.contains("builder") ? roads : nil
      guard let report = try await desk.runDueJob(holder: holder, cards: cards, roads: ways) else { return false }
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
