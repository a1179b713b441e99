import Foundation
import Testing

#if canImport(Glibc)
  import Glibc
#endif

/// HTTP by hand, so that a request may also be wrong, cut or slow. Every exchange has a connection of its own.
struct PlainClient: Sendable {
  let port: Int

  struct Answer: Sendable {
    /// 0 when the connection was closed without one.
    var status: Int
    var headers: [String: String]
    var body: [UInt8]
    var text: String { String(decoding: body, as: UTF8.self) }
  }

  func post(
    _ path: String, _ body: [UInt8], type: String = "application/json", token: String? = nil, encoding: String? = nil
  ) async -> Answer {
    var head = "POST \(path) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: \(type)\r\n"
    if let token { head += "Authorization: Bearer \(token)\r\n" }
    if let encoding { head += "Content-Encoding: \(encoding)\r\n" }
    head += "Content-Length: \(body.count)\r\n\r\n"
    return await send([Array(head.utf8) + body])
  }

  func get(_ path: String, token: String? = nil) async -> Answer {
    let shown = token.map { "Authorization: Bearer \($0)\r\n" } ?? ""
    return await send([Array("GET \(path) HTTP/1.1\r\nHost: localhost\r\n\(shown)Connection: close\r\n\r\n".utf8)])
  }

  /// Sends pieces with a pause between them, and reads what comes until the other side closes.
  func send(_ pieces: [[UInt8]], pause: Double = 0, thenCut: Bool = false) async -> Answer {
    await withCheckedContinuation { continuation in
      Thread.detachNewThread { continuation.resume(returning: exchange(pieces, pause: pause, thenCut: thenCut)) }
    }
  }

  private func exchange(_ pieces: [[UInt8]], pause: Double, thenCut: Bool) -> Answer {
    let nothing = Answer(status: 0, headers: [:], body: [])
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { return nothing }
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(UInt16(port)).bigEndian
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    let connected = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard connected == 0 else { return nothing }
    var limit = timeval(tv_sec: 60, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    pieces: for piece in pieces {
      var sent = 0
      while sent < piece.count {
        let count = piece[sent...].withUnsafeBytes {
          Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
        }
        guard count > 0 else { break pieces }  // an answer may lie there all the same
        sent += count
      }
      if pause > 0 { usleep(UInt32(pause * 1e6)) }
    }
    if thenCut { shutdown(descriptor, Int32(SHUT_WR)) }
    var received: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = recv(descriptor, &buffer, buffer.count, 0)
      guard count > 0 else { break }
      received += buffer[..<count]
      if let answer = Answer(received), let length = answer.headers["content-length"].flatMap({ Int($0) }),
        answer.body.count >= length
      {
        return answer
      }
    }
    return Answer(received) ?? nothing
  }
}

extension PlainClient.Answer {
  /// Nil while the head is not whole.
  init?(_ bytes: [UInt8]) {
    guard let end = bytes.indices.first(where: { bytes[$0...].starts(with: [13, 10, 13, 10]) }) else { return nil }
    let lines = String(decoding: bytes[..<end], as: UTF8.self).components(separatedBy: "\r\n")
    status = lines.first?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
    headers = [:]
    for line in lines.dropFirst() {
      guard let colon = line.firstIndex(of: ":") else { continue }
      headers[line[..<colon].lowercased()] = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
    }
    body = Array(bytes[(end + 4)...])
  }
}
