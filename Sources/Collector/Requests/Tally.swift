import Synchronization

/// What a daemon counts of itself, for `/metrics`.
final class Tally: Sendable {
  struct Route: Sendable {
    var answers: [Int: Int] = [:]
    var seconds = 0.0
    var taken = 0
    var known = 0
    var refused = 0
    var spooled = 0
  }
  private struct Counts {
    var routes: [String: Route] = [:]
    var traces = 0
    var generations = 0
    var turnedAway = 0
    var jobs: [String: Int] = [:]
  }
  private let counts = Mutex(Counts())

  func answered(_ route: String, status: Int, seconds: Double) {
    counts.withLock {
      $0.routes[route, default: Route()].answers[status, default: 0] += 1
      $0.routes[route, default: Route()].seconds += seconds
    }
  }

  func received(_ route: String, taken: Int, known: Int, refused: Int) {
    counts.withLock {
      $0.routes[route, default: Route()].taken += taken
      $0.routes[route, default: Route()].known += known
      $0.routes[route, default: Route()].refused += refused
    }
  }

  func spooled(_ route: String) { counts.withLock { $0.routes[route, default: Route()].spooled += 1 } }

  func assembled(traces: Int, generations: Int) {
    counts.withLock {
      $0.traces += traces
      $0.generations += generations
    }
  }

  func turnedAway() { counts.withLock { $0.turnedAway += 1 } }

  func ran(_ job: String, _ outcome: String) {
    counts.withLock { $0.jobs["job=\"\(job)\",outcome=\"\(outcome)\"", default: 0] += 1 }
  }

  /// The text format of Prometheus, version 0.0.4.
  func text(bodiesInUse: Int, waiting: Int, spool: Spool.Standing?) -> String {
    let counts = counts.withLock { $0 }
    var lines: [String] = []
    func family(_ name: String, _ kind: String, _ help: String, _ samples: [(labels: String, value: String)]) {
      lines.append("# HELP countersign_\(name) \(help)")
      lines.append("# TYPE countersign_\(name) \(kind)")
      for sample in samples {
        lines.append("countersign_\(name)" + (sample.labels.isEmpty ? "" : "{\(sample.labels)}") + " " + sample.value)
      }
    }
    let routes = counts.routes.sorted { $0.key < $1.key }
    family(
      "requests_total", "counter", "Requests answered.",
      routes.flatMap { path, route in
        route.answers.sorted { $0.key < $1.key }.map { ("path=\"\(path)\",status=\"\($0.key)\"", String($0.value)) }
      })
    family(
      "request_seconds_total", "counter", "Time from a request's head to its answer.",
      routes.map { ("path=\"\($0)\"", String($1.seconds)) })
    family(
      "records_total", "counter", "Records of requests, by what became of them.",
      routes.flatMap { path, route in
        [("taken", route.taken), ("known", route.known), ("refused", route.refused)].map {
          ("path=\"\(path)\",outcome=\"\($0.0)\"", String($0.1))
        }
      })
    family(
      "requests_spooled_total", "counter", "Requests kept on disk while the catalog was away.",
      routes.filter { $0.value.spooled > 0 }.map { ("path=\"\($0)\"", String($1.spooled)) })
    if let spool {
      family("spool_requests", "gauge", "Requests that lie in the spool.", [("", String(spool.records))])
      family("spool_bytes", "gauge", "Bytes that the spool takes.", [("", String(spool.bytes))])
      family(
        "spool_set_aside_total", "counter", "Pieces of the spool that could not be read.", [("", String(spool.damaged))]
      )
    }
    family(
      "tls_refused_total", "counter", "Connections whose TLS handshake failed.", [("", String(counts.turnedAway))])
    family("body_bytes", "gauge", "Bytes of bodies that are being worked on.", [("", String(bodiesInUse))])
    family("requests_waiting", "gauge", "Requests that wait for a session of the catalog.", [("", String(waiting))])
    family("traces_assembled_total", "counter", "Traces put together.", [("", String(counts.traces))])
    family("trace_generations_total", "counter", "Generations that came of traces.", [("", String(counts.generations))])
    family(
      "jobs_total", "counter", "Runs of the schedule here, by how they ended.",
      counts.jobs.sorted { $0.key < $1.key }.map { ($0.key, String($0.value)) })
    return lines.joined(separator: "\n") + "\n"
  }
}
