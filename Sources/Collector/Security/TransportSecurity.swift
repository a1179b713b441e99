import Foundation
import Governance
import HummingbirdCore
import Logging
import NIOCore
import NIOSSL
import Synchronization

/// Where the daemon's certificate and key lie, and whose certificates its callers must show.
package struct CertificateFiles: Sendable, Equatable {
  /// PEM: the daemon's own certificate first, then what leads to its root.
  package var certificate: String
  /// PEM, without a passphrase.
  package var key: String
  /// PEM: who signs the certificates of callers; nil when they need none.
  package var callers: String?

  package init(certificate: String, key: String, callers: String? = nil) {
    self.certificate = certificate
    self.key = key
    self.callers = callers
  }
}

/// The certificate in use. New files are taken up while the daemon runs; files that cannot be read change nothing.
final class TransportSecurity: Sendable {
  private struct State {
    var context: NIOSSLContext
    var seen: [String]
  }
  private let files: CertificateFiles
  private let state: Mutex<State>

  init(_ files: CertificateFiles) throws(Problem) {
    self.files = files
    let seen = Self.seen(files)
    state = Mutex(State(context: try Self.context(files), seen: seen))
  }

  var context: NIOSSLContext { state.withLock { $0.context } }

  var paths: [String] { [files.certificate, files.key, files.callers].compactMap { $0 } }

  /// Takes up files that have changed, or all the same with `always`; answers whether it did.
  func refresh(always: Bool = false) throws(Problem) -> Bool {
    let seen = Self.seen(files)
    guard always || state.withLock({ $0.seen != seen }) else { return false }
    // Said once of files that cannot be used, and again when they change.
    state.withLock { $0.seen = seen }
    let context = try Self.context(files)
    state.withLock { $0.context = context }
    return true
  }

  private static func context(_ files: CertificateFiles) throws(Problem) -> NIOSSLContext {
    let chain = try certificates(files.certificate, "--tls-certificate")
    let callers = try files.callers.map { path throws(Problem) in try certificates(path, "--tls-callers") }
    guard FileManager.default.isReadableFile(atPath: files.key) else {
      throw Problem(
        .notFound, "serve.certificate", happened: "\(files.key) cannot be read.", remedy: "Give a PEM file: --tls-key.")
    }
    do {
      var configuration = TLSConfiguration.makeServerConfiguration(
        certificateChain: chain.map { .certificate($0) },
        privateKey: .privateKey(try NIOSSLPrivateKey(file: files.key, format: .pem)))
      configuration.minimumTLSVersion = .tlsv12
      configuration.applicationProtocols = ["http/1.1"]
      if let callers {
        configuration.trustRoots = .certificates(callers)
        configuration.certificateVerification = .noHostnameVerification
      }
      return try NIOSSLContext(configuration: configuration)
    } catch {
      throw Problem(
        .badData, "serve.certificate", happened: "The certificate \(files.certificate) cannot be used with its key.",
        because: "\(error)", remedy: "Give PEM files that belong together: --tls-certificate and --tls-key.")
    }
  }

  private static func certificates(_ path: String, _ option: String) throws(Problem) -> [NIOSSLCertificate] {
    guard FileManager.default.isReadableFile(atPath: path) else {
      throw Problem(
        .notFound, "serve.certificate", happened: "\(path) cannot be read.", remedy: "Give a PEM file: \(option).")
    }
    do {
      return try NIOSSLCertificate.fromPEMFile(path)
    } catch {
      throw Problem(
        .badData, "serve.certificate", happened: "\(path) holds no certificate that can be read.",
        because: "\(error)", remedy: "Give a PEM file: \(option).")
    }
  }

  /// What tells a changed file.
  private static func seen(_ files: CertificateFiles) -> [String] {
    [files.certificate, files.key, files.callers].compactMap { $0 }.map { path in
      var told = stat()
      guard stat(path, &told) == 0 else { return "none" }
      return "\(told.st_ino) \(told.st_size) \(told.st_mtim.tv_sec) \(told.st_mtim.tv_nsec)"
    }
  }
}

/// TLS before HTTP, by the certificate that is in use when a connection comes.
struct SecuredChannel<Inner: ServerChildChannel>: ServerChildChannel {
  typealias Value = Inner.Value
  let inner: Inner
  let security: TransportSecurity
  let handshakes: Handshakes

  func setup(channel: any NIOCore.Channel, logger: Logger) -> EventLoopFuture<Inner.Value> {
    channel.eventLoop.makeCompletedFuture {
      try channel.pipeline.syncOperations.addHandlers(
        NIOSSLServerHandler(context: security.context), HandshakeWatch(handshakes: handshakes))
    }.flatMap { inner.setup(channel: channel, logger: logger) }
  }

  func handle(value: Inner.Value, logger: Logger) async { await inner.handle(value: value, logger: logger) }
}
