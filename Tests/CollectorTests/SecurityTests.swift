import Evidence
import Foundation
import Governance
import Operations
import TestSupport
import TestTerminal
import Testing

@testable import Collector

@Suite("TLS of the receivers")
struct SecurityTests {
  /// Certificates that OpenSSL made, in a folder that goes with the test.
  final class Authority: Sendable {
    let folder = FileManager.default.temporaryDirectory.appending(path: "tls-\(UUID().uuidString)").path

    init() throws {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try openssl(
        "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj",
        "/CN=Test root",
        "-keyout", "ca.key", "-out", "ca.pem")
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    func path(_ name: String) -> String { folder + "/" + name }

    /// A certificate of this root for localhost.
    func certify(_ name: String, subject: String = "localhost") throws {
      try openssl(
        "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=\(subject)", "-keyout",
        "\(name).key", "-out", "\(name).csr")
      try Data("subjectAltName=DNS:localhost,IP:127.0.0.1\n".utf8).write(to: URL(fileURLWithPath: path("san.txt")))
      try openssl(
        "x509", "-req", "-in", "\(name).csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "2",
        "-extfile", "san.txt", "-out", "\(name).pem")
    }

    /// A certificate of this root that runs out after so many seconds.
    func certify(_ name: String, for seconds: Double) throws {
      try openssl(
        "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=gateway", "-keyout",
        "\(name).key", "-out", "\(name).csr")
      for (file, text) in [
        ("index.txt", ""), ("serial", "1000\n"),
        (
          "ca.cnf",
          """
          [ca]
          default_ca = own
          [own]
          database = index.txt
          serial = serial
          new_certs_dir = .
          default_md = sha256
          policy = names
          certificate = ca.pem
          private_key = ca.key
          [names]
          commonName = supplied

          """
        ),
      ] { try Data(text.utf8).write(to: URL(fileURLWithPath: path(file))) }
      let form = DateFormatter()
      form.locale = Locale(identifier: "en_US_POSIX")
      form.timeZone = TimeZone(identifier: "UTC")
      form.dateFormat = "yyyyMMddHHmmss'Z'"
      try openssl(
        "ca", "-batch", "-notext", "-config", "ca.cnf", "-in", "\(name).csr", "-out", "\(name).pem", "-startdate",
        form.string(from: .now - 60), "-enddate", form.string(from: .now + seconds))
    }

    private func openssl(_ arguments: String...) throws {
      _ = try SecurityTests.run("openssl", arguments, in: folder)
    }
  }

  /// What a program printed, and its status.
  @discardableResult
  static func run(_ program: String, _ arguments: [String], in folder: String) throws -> (status: Int32, text: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [program] + arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, text)
  }

  /// What `/metrics` tells a caller with a certificate.
  private func metrics(_ daemon: RunningDaemon, _ authority: Authority) async -> String {
    let arguments = [
      "-sS", "--max-time", "20", "--cacert", "ca.pem", "--cert", "caller.pem", "--key", "caller.key",
      "https://localhost:\(daemon.client.port)/metrics",
    ]
    return await withCheckedContinuation { continuation in
      Thread.detachNewThread {
        continuation.resume(
          returning: (try? SecurityTests.run("curl", arguments, in: authority.folder).text) ?? "no curl")
      }
    }
  }

  /// What curl is answered: the status, or its own when there was none.
  private func curl(
    _ daemon: RunningDaemon, _ authority: Authority, token: String, _ more: String..., scheme: String = "https"
  )
    async -> String
  {
    let port = daemon.client.port
    let arguments =
      [
        "-sS", "--max-time", "20", "-o", "/dev/null", "-w", "%{http_code}", "-H", "Authorization: Bearer \(token)",
        "-H",
        "Content-Type: application/json", "-d", event(UUID().uuidString),
        "\(scheme)://localhost:\(port)/v1/generations",
      ] + more
    // On a thread of its own: those of tasks are few, and the daemon needs them.
    return await withCheckedContinuation { continuation in
      Thread.detachNewThread {
        let told = try? SecurityTests.run("curl", arguments, in: authority.folder)
        continuation.resume(returning: told.map { $0.status == 0 ? $0.text : "curl \($0.status)" } ?? "no curl")
      }
    }
  }

  @Test("is spoken to callers who know the root, taken up anew when the files change, and never plain beside it")
  func speaks() async throws {
    let authority = try Authority()
    try authority.certify("one")
    let daemon = try await RunningDaemon {
      $0.certificate = CertificateFiles(certificate: authority.path("one.pem"), key: authority.path("one.key"))
    }
    let token = try await daemon.token()
    #expect(await curl(daemon, authority, token: token, "--cacert", "ca.pem") == "200")
    #expect(await curl(daemon, authority, token: token) == "curl 60", "nobody vouches for it")
    #expect(await curl(daemon, authority, token: token, "--cacert", "ca.pem", "--tls-max", "1.1") != "200")
    #expect(await curl(daemon, authority, token: token, scheme: "http") != "200")
    #expect(try daemon.count("generation") == 1)

    // Another root and its certificate, at the same places; the daemon goes on.
    let other = try Authority()
    try other.certify("one")
    for name in ["one.key", "one.pem"] {
      try Data(contentsOf: URL(fileURLWithPath: other.path(name))).write(
        to: URL(fileURLWithPath: authority.path(name)), options: .atomic)
    }
    var told = ""
    for _ in 0..<80 where told != "200" {
      told = await curl(daemon, authority, token: token, "--cacert", other.path("ca.pem"))
      if told != "200" { try await Task.sleep(for: .milliseconds(100)) }
    }
    #expect(told == "200")
    // Files that cannot be used change nothing.
    try Data("rubbish".utf8).write(to: URL(fileURLWithPath: authority.path("one.pem")), options: .atomic)
    try await Task.sleep(for: .seconds(3))
    #expect(await curl(daemon, authority, token: token, "--cacert", other.path("ca.pem")) == "200")
  }

  @Test("asks who takes up a session again whether the certificate still holds", arguments: ["-tls1_2", "-tls1_3"])
  func resumed(version: String) async throws {
    let authority = try Authority()
    try authority.certify("server")
    let daemon = try await RunningDaemon {
      $0.certificate = CertificateFiles(
        certificate: authority.path("server.pem"), key: authority.path("server.key"), callers: authority.path("ca.pem"))
    }
    let token = try await daemon.token()
    try authority.certify("brief", for: 5)
    let ends = ContinuousClock.now + .seconds(6)
    let port = daemon.client.port
    @Sendable func asks(_ session: String) async -> String {
      let script = """
        printf 'POST /v1/generations HTTP/1.1\\r\\nHost: localhost\\r\\nAuthorization: Bearer \(token)\\r\\nContent-Type: application/json\\r\\nContent-Length: 2\\r\\nConnection: close\\r\\n\\r\\n[]' \
          | timeout 10 openssl s_client -connect localhost:\(port) -CAfile ca.pem -cert brief.pem -key brief.key -ign_eof \(version) \(session) 2>/dev/null
        """
      return await withCheckedContinuation { continuation in
        Thread.detachNewThread {
          continuation.resume(
            returning: (try? SecurityTests.run("sh", ["-c", script], in: authority.folder).text) ?? "")
        }
      }
    }
    let first = await asks("-sess_out session.pem")
    #expect(first.contains("HTTP/1.1 200"))
    try await Task.sleep(until: ends)
    let again = await asks("-sess_in session.pem")
    #expect(again.contains("Reused") && again.contains("certificate.expired"), "\(again)")
    #expect(await !asks("").contains("HTTP/1.1"), "a new handshake is refused as such")
  }

  @Test("asks callers for a certificate of their own where it is told to, and for their token all the same")
  func mutual() async throws {
    let (authority, stranger) = (try Authority(), try Authority())
    try authority.certify("server")
    try authority.certify("caller", subject: "gateway")
    try stranger.certify("caller", subject: "gateway")
    let daemon = try await RunningDaemon {
      $0.certificate = CertificateFiles(
        certificate: authority.path("server.pem"), key: authority.path("server.key"), callers: authority.path("ca.pem"))
    }
    let token = try await daemon.token()
    let shown = ["--cert", "caller.pem", "--key", "caller.key"]
    #expect(
      await curl(daemon, authority, token: token, "--cacert", "ca.pem", shown[0], shown[1], shown[2], shown[3]) == "200"
    )
    #expect(await curl(daemon, authority, token: token, "--cacert", "ca.pem").hasPrefix("curl "))
    #expect(
      await curl(
        daemon, authority, token: token, "--cacert", "ca.pem", shown[0], stranger.path("caller.pem"), shown[2],
        stranger.path("caller.key")
      ).hasPrefix("curl "))
    #expect(
      await curl(daemon, authority, token: "csp_guess", "--cacert", "ca.pem", shown[0], shown[1], shown[2], shown[3])
        == "401")
    #expect(await metrics(daemon, authority).contains("countersign_tls_refused_total 2\n"))
    #expect(try daemon.count("generation") == 1)
  }

  @Test("counts a token only with the certificate that its producer is bound to, and carries it into the spool")
  func bound() async throws {
    let authority = try Authority()
    for name in ["server", "theirs", "other"] { try authority.certify(name) }
    let daemon = try await RunningDaemon {
      $0.certificate = CertificateFiles(
        certificate: authority.path("server.pem"), key: authority.path("server.key"), callers: authority.path("ca.pem"))
      $0.spool = SpoolSettings(folder: authority.path("spool"))
      $0.spool?.free = 0
    }
    let token = try await daemon.token()
    func answered(_ name: String) async -> String {
      await curl(
        daemon, authority, token: token, "--cacert", "ca.pem", "--cert", "\(name).pem", "--key", "\(name).key")
    }
    #expect(await answered("other") == "200")
    let digest = try CertificateDigest.ofFile(authority.path("theirs.pem"))
    let printed = try SecurityTests.run(
      "openssl", ["x509", "-in", "theirs.pem", "-noout", "-fingerprint", "-sha256"], in: authority.folder)
    #expect(printed.text.replacing(":", with: "").lowercased().contains(Hexadecimal.text(of: digest)))
    let chief = Workbench(daemon.office.settings("chief"))
    _ = try await chief.bindProducer("gateway", to: digest, overlap: 0, reason: "theirs", channel: .command)
    #expect(await answered("theirs") == "200")
    // What the daemon believed of the token a moment ago is asked again by the transaction.
    #expect(await answered("other") == "401")
    #expect(try daemon.count("generation") == 2)

    try daemon.loseCatalog()
    #expect(await answered("theirs") == "202")
    try daemon.findCatalog()
    for _ in 0..<400 where try daemon.count("generation") < 3 { try await Task.sleep(for: .milliseconds(50)) }
    #expect(try daemon.count("generation") == 3 && daemon.count("quarantine") == 0)
    #expect(throws: Problem.self) { try CertificateDigest.ofFile(authority.path("server.key")) }
  }

  @Test("is read again at once on SIGHUP, which ends nothing and says what was read", .timeLimit(.minutes(5)))
  func hangup() async throws {
    let authority = try Authority()
    try authority.certify("one")
    let office = try await Office.open()
    try office.hire("daemon", "ingest")
    let log = authority.path("log")
    _ = FileManager.default.createFile(atPath: log, contents: nil)
    let program = Process()
    program.executableURL = URL(fileURLWithPath: BuiltProgram.path("countersign"))
    program.arguments = [
      "serve", "--catalog", office.conninfo("daemon"), "--listen", "127.0.0.1:0", "--only", "receive",
      "--tls-certificate", authority.path("one.pem"), "--tls-key", authority.path("one.key"),
    ]
    program.standardOutput = FileHandle(forWritingAtPath: log)
    let messages = authority.path("messages")
    _ = FileManager.default.createFile(atPath: messages, contents: nil)
    program.standardError = FileHandle(forWritingAtPath: messages)
    try program.run()
    let process = program.processIdentifier
    defer { kill(process, SIGTERM) }
    func waits(for words: String, in path: String) async throws {
      func text() -> String { (try? String(contentsOfFile: path, encoding: .utf8)) ?? "" }
      for _ in 0..<1200 where !text().contains(words) && kill(process, 0) == 0 {
        try await Task.sleep(for: .milliseconds(50))
      }
      #expect(text().contains(words), "\(text())")
    }
    try await waits(for: "Listening on https://127.0.0.1:", in: log)
    kill(process, SIGHUP)
    try await waits(for: #""reread""#, in: messages)
    try await waits(for: authority.path("one.pem"), in: messages)
    try Data("rubbish".utf8).write(to: URL(fileURLWithPath: authority.path("one.pem")), options: .atomic)
    kill(process, SIGHUP)
    try await waits(for: #""not reread""#, in: messages)
    #expect(program.isRunning)
  }

  @Test("that cannot be spoken is said before anything listens")
  func broken() async throws {
    let authority = try Authority()
    try authority.certify("one")
    try authority.certify("two")
    for files in [
      CertificateFiles(certificate: authority.path("none.pem"), key: authority.path("one.key")),
      CertificateFiles(certificate: authority.path("one.pem"), key: authority.path("two.key")),
    ] {
      #expect(throws: (any Error).self) { try TransportSecurity(files) }
    }
  }
}
