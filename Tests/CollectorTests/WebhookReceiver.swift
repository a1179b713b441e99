import Foundation
import Synchronization
import Testing

#if canImport(Glibc)
  import Glibc
#endif

/// A service that is told things: a listening socket of this process, which keeps what came and answers as it is told.
final class WebhookReceiver: Sendable {
  struct Call: Sendable, Equatable {
    var headers: [String: String]
    var body: String
  }
  private let descriptor: Int32
  let port: Int
  private let calls = Mutex<[Call]>([])
  private let answers: Mutex<[Int]>

  /// - answers: statuses, one a call; then 200. A 0 closes the connection without an answer.
  init(answers: [Int]) throws {
    self.answers = Mutex(answers)
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let bound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { plain in
        bind(descriptor, plain, size) == 0 && listen(descriptor, 16) == 0 && getsockname(descriptor, plain, &size) == 0
      }
    }
    try #require(bound)
    self.descriptor = descriptor
    port = Int(in_port_t(bigEndian: address.sin_port))
    Thread.detachNewThread { [weak self] in
      while true {
        let connection = accept(descriptor, nil, nil)
        guard connection >= 0, let self else { break }
        self.serve(connection)
      }
    }
  }

  deinit {
    shutdown(descriptor, Int32(SHUT_RDWR))
    close(descriptor)
  }

  var url: String { "http://127.0.0.1:\(port)/hooks" }
  var received: [Call] { calls.withLock { $0 } }

  private func serve(_ connection: Int32) {
    defer { close(connection) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = recv(connection, &buffer, buffer.count, 0)
      guard count > 0 else { return }
      bytes += buffer[..<count]
      let text = String(decoding: bytes, as: UTF8.self)
      guard let end = text.range(of: "\r\n\r\n") else { continue }
      var headers: [String: String] = [:]
      for line in text[..<end.lowerBound].components(separatedBy: "\r\n").dropFirst() {
        guard let colon = line.firstIndex(of: ":") else { continue }
        headers[line[..<colon].lowercased()] = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
      }
      let body = text[end.upperBound...]
      guard let length = headers["content-length"].flatMap({ Int($0) }), body.utf8.count >= length else { continue }
      calls.withLock { $0.append(Call(headers: headers, body: String(body))) }
      let status = answers.withLock { $0.isEmpty ? 200 : $0.removeFirst() }
      guard status > 0 else { return }
      let answer = Array("HTTP/1.1 \(status) X\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".utf8)
      _ = answer.withUnsafeBytes { send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      return
    }
  }
}
