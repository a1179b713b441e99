import Foundation
import Glibc

/// A request on a connection of its own, which may be dropped before its answer is read.
enum ChaosClient {
  /// The status; nil when no answer came or none was waited for.
  static func post(_ path: String, _ body: String, port: Int, dropping: Bool) -> (status: Int, text: String)? {
    send(
      "POST \(path) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/x-ndjson\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)",
      port: port, dropping: dropping)
  }

  static func get(_ path: String, port: Int) -> (status: Int, text: String)? {
    send("GET \(path) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", port: port, dropping: false)
  }

  private static func send(_ request: String, port: Int, dropping: Bool) -> (status: Int, text: String)? {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { return nil }
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
    guard connected == 0 else { return nil }
    var limit = timeval(tv_sec: 20, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    let bytes = Array(request.utf8)
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return nil }
      sent += count
    }
    guard !dropping else { return nil }
    var text = ""
    var buffer = [UInt8](repeating: 0, count: 1 << 14)
    while true {
      let count = recv(descriptor, &buffer, buffer.count, 0)
      guard count > 0 else { break }
      text += String(decoding: buffer[..<count], as: UTF8.self)
    }
    guard let status = text.split(separator: " ").dropFirst().first.flatMap({ Int($0) }),
      let end = text.range(of: "\r\n\r\n")
    else { return nil }
    return (status, String(text[end.upperBound...]))
  }
}
