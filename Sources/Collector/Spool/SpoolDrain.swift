import Evidence
import Governance
import Ingest
import Logging
import Operations

/// Takes what lies in a spool, oldest first, by the intakes that checked it.
struct SpoolDrain: Sendable {
  let spool: Spool
  let desk: Workbench
  let intakes: [String: Intake]
  let logger: Logger
  private let teller: SpoolTeller

  init(spool: Spool, desk: Workbench, intakes: [Intake], logger: Logger) {
    teller = SpoolTeller(spool: spool, desk: desk)
    self.spool = spool
    self.desk = desk
    self.intakes = Dictionary(intakes.map { ($0.route, $0) }, uniquingKeysWith: { first, _ in first })
    self.logger = logger
  }

  /// Takes what there is; answers whether there may be more at once.
  func round() async throws(Problem) -> Bool {
    var taken = 0
    await teller.tell()
    while let (record, mark) = try spool.next() {
      guard try await take(record) else {
        spool.noteAway()
        return false
      }
      spool.drop(mark)
      taken += 1
      if taken == 1 {
        spool.noteBack()
        logger.notice("the catalog is back", metadata: ["spooled": .stringConvertible(spool.standing.records + 1)])
      }
      if Task.isCancelled { break }
      await teller.tell()
    }
    await teller.tell()
    if taken > 0 { logger.notice("spool drained", metadata: ["requests": .stringConvertible(taken)]) }
    return false
  }

  /// False when the catalog is still away. What it will not have goes to quarantine.
  private func take(_ record: SpoolRecord) async throws(Problem) -> Bool {
    let delivery = Delivery(sender: record.sender, origin: "POST \(record.route), spooled \(record.at.rfc3339)")
    var tries = 0
    while true {
      let refusal: Refusal
      do {
        guard let intake = intakes[record.route] else {
          throw Refusal("spool.route", "This daemon does not take \(record.route).")
        }
        _ = try await intake.take(desk, delivery, record.body, record.label)
        return true
      } catch let problem as Problem {
        switch problem.kind {
        case .unreachable, .cancelled: return false
        case .notPermitted where problem.code == "right.missing": throw problem
        case .notPermitted, .badData, .usage, .notFound: refusal = Refusal(problem.code, problem.happened)
        default:
          // It may pass: another try, a few times.
          tries += 1
          guard tries >= 5 else {
            try? await Task.sleep(for: .milliseconds(200))
            continue
          }
          refusal = Refusal("catalog.refused", problem.happened)
        }
      } catch let found as Refusal {
        refusal = found
      } catch let found as RequestProblem {
        refusal = Refusal(found.code, found.happened)
      } catch {
        return false
      }
      do throws(Problem) {
        let intake = intakes[record.route]
        try await desk.setAside(
          intake?.pieces(record.body, record.label) ?? [record.body], of: delivery, scope: intake?.scope, refusal)
        return true
      } catch  where error.kind == .unreachable {
        return false
      } catch {
        throw error
      }
    }
  }
}
