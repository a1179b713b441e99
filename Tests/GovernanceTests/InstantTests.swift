import Testing

@testable import Governance

@Suite("A moment")
struct InstantTests {
  @Test(
    "reads RFC 3339 and writes it back in UTC",
    arguments: [
      ("2026-11-21T17:24:00Z", "2026-11-21T17:24:00Z"),
      ("2026-11-21T17:24:00.250+01:00", "2026-11-21T16:24:00.25Z"),
      ("1969-12-31 23:59:59.999999Z", "1969-12-31T23:59:59.999999Z"),
      ("2024-02-29T00:00:00-0530", "2024-02-29T05:30:00Z"),
      ("2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z"),
    ])
  func roundTrips(given: String, expected: String) throws {
    #expect(try #require(Instant.reading(of: given)).instant.rfc3339 == expected)
  }

  @Test(
    "refuses what is not a time",
    arguments: [
      "yesterday", "2026-02-29T00:00:00Z", "2026-13-01T00:00:00Z", "", "2026-11-21", "2026-11-21T24:00:00Z",
      "2026-11-21T17:24:00Zx",
    ])
  func refuses(text: String) {
    #expect(Instant.reading(of: text) == nil)
  }

  @Test("says when no offset stood there, and when a second was a leap second")
  func findings() throws {
    #expect(try #require(Instant.reading(of: "2026-11-21T17:24:00")).assumedUTC)
    #expect(try #require(Instant.reading(of: "2016-12-31T23:59:60Z")).wasLeapSecond)
  }

  @Test("knows the weekday")
  func weekday() throws {
    #expect(try #require(Instant.reading(of: "2026-11-21T00:00:00Z")).instant.fields.weekday == 6)
  }
}

@Suite("A version's name")
struct VersionNameTests {
  @Test("splits at the last @", arguments: ["kyc-summary@22", "a@b@3", "x@ENV:production", "x@sha256:0011223344"])
  func roundTrips(text: String) throws {
    #expect(try VersionName(text).text == text)
  }

  @Test("refuses a name without version", arguments: ["kyc-summary", "@22", "kyc@", "x@sha256:12"])
  func refuses(text: String) {
    #expect(throws: Problem.self) { try VersionName(text) }
  }
}
