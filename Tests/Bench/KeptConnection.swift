import Foundation
import Glibc

/// One connection that is kept for all its requests: an answer is read before the next is sent.
final class KeptConnection {
  /// What is posted.
  enum Kind: Sendable {
    /// Events, one a line, counted as they are answered.
    case lines
    /// OTLP in protobuf, so many traces a request.
    case otlp(Int)

    var head: String {
      switch self {
      case .lines: "POST /v1/generations HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\n"
      case .otlp: "POST /v1/traces HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-protobuf\r\n"
      }
    }
  }
  private let descriptor: Int32

  init?(port: Int) {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(UInt16(port)).bigEndian
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    let connected = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard descriptor >= 0, connected == 0 else { return nil }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Posts one after the other, again after a pause when it is told to; answers how many events or traces were taken.
  func post(_ bodies: [[UInt8]], as kind: Kind = .lines) -> Int {
    var taken = 0
    for body in bodies {
      let head = kind.head + "Content-Length: \(body.count)\r\n\r\n"
      while true {
        guard send(Array(head.utf8) + body), let answer = receive() else { return taken }
        guard answer.status == 503 else {
          switch kind {
          case .lines: taken += answer.taken
          case .otlp(let each): taken += answer.status == 200 ? each : 0
          }
          break
        }
        usleep(100_000)
      }
    }
    return taken
  }

  private func send(_ bytes: [UInt8]) -> Bool {
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      sent += count
    }
    return true
  }

  private func receive() -> (status: Int, taken: Int)? {
    var text = ""
    var buffer = [UInt8](repeating: 0, count: 8192)
    while true {
      let count = recv(descriptor, &buffer, buffer.count, 0)
      guard count > 0 else { return nil }
      text += String(decoding: buffer[..<count], as: UTF8.self)
      guard let end = text.range(of: "\r\n\r\n"), let told = text.range(of: "Content-Length: "),
        let length = Int(text[told.upperBound...].prefix { $0.isNumber }), text[end.upperBound...].utf8.count >= length
      else { continue }
      let status = Int(text.split(separator: " ").dropFirst().first ?? "") ?? 0
      let taken = text.range(of: "\"taken\":").flatMap { Int(text[$0.upperBound...].prefix { $0.isNumber }) }
      return (status, taken ?? 0)
    }
  }
}

/// What this process holds in memory.
enum ResidentMemory {
  static var bytes: Int {
    let fields = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?.split(separator: " ") ?? []
    return fields.count > 1 ? (Int(fields[1]) ?? 0) * 4096 : 0
  }
}
