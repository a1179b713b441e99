internal import Dispatch
internal import Evidence
internal import Glibc
internal import Governance

/// One question to an agent over its Unix socket: four bytes of length, then the message, both ways.
enum AgentSocket {
  /// An agent may ask its owner before it signs.
  private static let patience = timeval(tv_sec: 60, tv_usec: 0)
  /// OpenSSH's own limit of an answer.
  private static let mostBytes = 256 * 1024
  /// A thread of its own: the socket blocks, and tasks share few.
  private static let threads = DispatchQueue(label: "countersign.agent", attributes: .concurrent)

  static func ask(_ path: String, _ message: [UInt8]) async throws(Problem) -> [UInt8] {
    let answer: Result<[UInt8], Problem> = await withCheckedContinuation { continuation in
      threads.async {
        do throws(Problem) {
          continuation.resume(returning: .success(try exchange(path, message)))
        } catch {
          continuation.resume(returning: .failure(error))
        }
      }
    }
    return try answer.get()
  }

  private static func exchange(_ path: String, _ message: [UInt8]) throws(Problem) -> [UInt8] {
    let file = try connected(path)
    defer { close(file) }
    try send(SSHReader.written(message), to: file)
    var head = SSHReader(try receive(4, from: file))
    guard let length = head.number(), (1...mostBytes).contains(Int(length)) else {
      throw .agentSilent("Its answer has no length.")
    }
    return try receive(Int(length), from: file)
  }

  private static func connected(_ path: String) throws(Problem) -> Int32 {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let bytes = Array(path.utf8)
    let room = MemoryLayout.size(ofValue: address.sun_path)
    guard !bytes.isEmpty, bytes.count < room else { throw .agentSilent("The path of its socket is too long or empty.") }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
    let file = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard file >= 0 else { throw .agentSilent("No socket could be opened.") }
    var limit = patience
    setsockopt(file, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    setsockopt(file, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    let outcome = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(file, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    guard outcome == 0 else {
      let why = String(cString: strerror(errno))
      close(file)
      throw .agentSilent("Its socket cannot be reached: \(why).")
    }
    return file
  }

  private static func send(_ bytes: [UInt8], to file: Int32) throws(Problem) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.send(file, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw .agentSilent("It hung up.") }
      rest = rest.dropFirst(count)
    }
  }

  private static func receive(_ count: Int, from file: Int32) throws(Problem) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var filled = 0
    while filled < count {
      let got = bytes.withUnsafeMutableBytes { recv(file, $0.baseAddress.map { $0 + filled }, count - filled, 0) }
      if got < 0, errno == EINTR { continue }
      guard got > 0 else { throw .agentSilent(got == 0 ? "It hung up." : "It did not answer within a minute.") }
      filled += got
    }
    return bytes
  }
}
