import SeededNumbers
import Testing

@testable import Evidence

@Suite("A canonical number")
struct CanonicalNumberTests {
  /// IEEE 754 bits and text, as RFC 8785 appendix B lists them.
  static let published: [(UInt64, String)] = [
    (0x0000_0000_0000_0000, "0"), (0x8000_0000_0000_0000, "0"), (0x0000_0000_0000_0001, "5e-324"),
    (0x8000_0000_0000_0001, "-5e-324"), (0x7fef_ffff_ffff_ffff, "1.7976931348623157e+308"),
    (0xffef_ffff_ffff_ffff, "-1.7976931348623157e+308"), (0x4340_0000_0000_0000, "9007199254740992"),
    (0xc340_0000_0000_0000, "-9007199254740992"), (0x4430_0000_0000_0000, "295147905179352830000"),
    (0x44b5_2d02_c7e1_4af5, "9.999999999999997e+22"), (0x44b5_2d02_c7e1_4af6, "1e+23"),
    (0x44b5_2d02_c7e1_4af7, "1.0000000000000001e+23"), (0x444b_1ae4_d6e2_ef4e, "999999999999999700000"),
    (0x444b_1ae4_d6e2_ef4f, "999999999999999900000"), (0x444b_1ae4_d6e2_ef50, "1e+21"),
    (0x3eb0_c6f7_a0b5_ed8c, "9.999999999999997e-7"), (0x3eb0_c6f7_a0b5_ed8d, "0.000001"),
    (0x41b3_de43_5555_5553, "333333333.3333332"), (0x41b3_de43_5555_5554, "333333333.33333325"),
    (0x41b3_de43_5555_5555, "333333333.3333333"), (0x41b3_de43_5555_5556, "333333333.3333334"),
    (0x41b3_de43_5555_5557, "333333333.33333343"), (0xbecb_f647_612f_3696, "-0.0000033333333333333333"),
    (0x4314_3ff3_c1cb_0959, "1424953923781206.2"),
  ]

  @Test("is printed as RFC 8785 lists it", arguments: CanonicalNumberTests.published)
  func vectors(bits: UInt64, text: String) {
    #expect(CanonicalNumber.text(of: Double(bitPattern: bits)) == text)
  }

  @Test("is not printed when it is no number", arguments: [Double.nan, .infinity, -.infinity])
  func notFinite(value: Double) {
    #expect(CanonicalNumber.text(of: value) == nil)
  }

  @Test("turns plain at one millionth and stops being plain at ten to the 21st")
  func bounds() {
    #expect(CanonicalNumber.text(of: 1e-6) == "0.000001")
    #expect(CanonicalNumber.text(of: 1.5e-7) == "1.5e-7")
    #expect(CanonicalNumber.text(of: 1.2345678901234568e20) == "123456789012345680000")
    #expect(CanonicalNumber.text(of: 1.2e21) == "1.2e+21")
    #expect(CanonicalNumber.text(of: -0.05) == "-0.05")
    #expect(CanonicalNumber.text(of: 100) == "100")
  }

  @Test("comes back as the same double, for doubles of every size")
  func roundTrips() throws {
    var generator = SplitMix(seed: 8785)
    for _ in 0..<20_000 {
      let value = Double(bitPattern: generator.next())
      guard value.isFinite else { continue }
      let text = try #require(CanonicalNumber.text(of: value))
      #expect(Double(text) == value, "\(text)")
    }
  }

  private func written(_ text: String, _ policy: JSONPolicy.Number) throws -> (String, JSONFindings) {
    var output: [UInt8] = []
    let findings = try Array(text.utf8).withUnsafeBufferPointer {
      try CanonicalNumber.append($0, at: 0, policy: policy, to: &output)
    }
    return (String(decoding: output, as: UTF8.self), findings)
  }

  @Test(
    "is the same for every way to write it",
    arguments: [
      ("1E30", "1e+30"), ("4.50", "4.5"), ("2e-3", "0.002"), ("0.000000000000000000000000001", "1e-27"),
      ("333333333.33333329", "333333333.3333333"), ("-0", "0"), ("-0.0", "0"), ("0e99", "0"), ("10", "10"),
      ("1.0", "1"), ("0.0074", "0.0074"), ("0.000001", "0.000001"), ("0.0000001", "1e-7"), ("-12.5", "-12.5"),
      ("100e-2", "1"), ("0.1e1", "1"), ("999999999999999", "999999999999999"),
      ("-9007199254740992", "-9007199254740992"),
      ("295147905179352830000", "295147905179352830000"), ("5e-324", "5e-324"),
    ])
  func spellings(given: String, expected: String) throws {
    #expect(try written(given, .refuseInexact).0 == expected)
  }

  @Test(
    "is refused in an artifact's body when a double would change it",
    arguments: [
      "9007199254740993", "-9007199254740993", "123456789012345678901234567890", "1e400", "-1e400", "1e-400",
      "0.1000000000000000055511151231257827", "1e99999999999999999999",
    ])
  func refused(text: String) {
    #expect(throws: JSONRefusal.self) { try written(text, .refuseInexact) }
  }

  @Test("keeps its digits in a generation when it is an integer beyond 2^53, and says so")
  func exactIntegers() throws {
    #expect(try written("9007199254740992", .keepIntegers) == ("9007199254740992", []))
    #expect(try written("9007199254740993", .keepIntegers) == ("9007199254740993", .exactInteger))
    #expect(try written("-9007199254740993", .keepIntegers) == ("-9007199254740993", .exactInteger))
    let long = String(repeating: "7", count: 400)
    #expect(try written(long, .keepIntegers) == (long, .exactInteger))
  }

  @Test("says in a generation when a fraction was rounded")
  func rounded() throws {
    #expect(try written("0.1000000000000000055511151231257827", .keepIntegers) == ("0.1", .numberRounded))
    #expect(try written("1e-400", .keepIntegers) == ("0", .numberRounded))
    #expect(try written("333333333.33333329", .keepIntegers) == ("333333333.3333333", []))
    #expect(throws: JSONRefusal.self) { try written("1e400", .keepIntegers) }
  }

  @Test("taken as it stands is what printing the double would give")
  func shortCut() throws {
    var generator = SplitMix(seed: 15)
    for _ in 0..<20_000 {
      let digits = Int.random(in: 1...15, using: &generator)
      let integer = Int64.random(in: 0..<Int64(("1" + String(repeating: "0", count: digits)))!, using: &generator)
      var text = String(integer)
      if Bool.random(using: &generator) {
        let zeros = String(repeating: "0", count: Int.random(in: 0...8, using: &generator))
        text = "\(Bool.random(using: &generator) ? "" : "-")\(integer % 100).\(zeros)\(integer / 100)"
      }
      let value = try #require(Double(text))
      let expected = try #require(CanonicalNumber.text(of: value))
      #expect(try written(text, .keepIntegers).0 == expected, "\(text)")
    }
  }
}
