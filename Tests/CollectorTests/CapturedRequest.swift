import CZlib
import Evidence
import Foundation
import Operations
import Testing

/// A request that a real client sent, to be sent once more.
struct CapturedRequest: Sendable {
  var path: String
  var type: String
  var encoding: String?
  var body: [UInt8]

  /// All of a file of the shared data, packed or not.
  static func all(_ file: String) throws -> [CapturedRequest] {
    var bytes = try SharedData.contents(of: file)
    if file.hasSuffix(".gz") { bytes = try unpack(bytes) }
    return try bytes.split(separator: UInt8(ascii: "\n")).map { try CapturedRequest(Array($0)) }
  }

  private init(_ line: [UInt8]) throws {
    let value = try JSONValue(line, policy: .generation)
    path = try #require(value["path"]?.text)
    type = "application/json"
    guard case .array(let headers)? = value["headers"] else { throw CocoaError(.coderReadCorrupt) }
    for header in headers {
      guard case .array(let both) = header, both.count == 2, let text = both[1].text else { continue }
      switch both[0].text?.lowercased() {
      case "content-type": type = text
      case "content-encoding": encoding = text
      default: break
      }
    }
    let encoded = try #require(value["body_base64"]?.text)
    body = Array(try #require(Data(base64Encoded: encoded)))
  }

  var unpacked: [UInt8] { get throws { encoding == "gzip" ? try CapturedRequest.unpack(body) : body } }

  func send(_ client: PlainClient, token: String?) async -> PlainClient.Answer {
    await client.post(path, body, type: type, token: token, encoding: encoding)
  }

  private static func unpack(_ bytes: [UInt8]) throws -> [UInt8] {
    let gunzip = try Gunzip()
    gunzip.give(bytes)
    var unpacked: [UInt8] = []
    while let piece = try gunzip.next() { unpacked += piece }
    return unpacked
  }
}
