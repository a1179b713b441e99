import Operations
import Testing

@Suite("A published folder")
struct PublishingTests {
  @Test(
    "has no path that leaves it, and none for two names",
    arguments: ["../../etc/x", "..", ".", "", "a/b", "=cmd()", "<script>", "שלום", ".hidden", "a b", "CON\u{202E}"])
  func paths(name: String) {
    let path = PathText.safe(name)
    #expect(path != name && !path.hasPrefix(".") && !path.contains("/") && path.utf8.count <= 90 && !path.isEmpty)
    #expect(path.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) })
  }

  @Test("keeps plain names, and tells long ones apart")
  func plain() {
    #expect(PathText.safe("claims-triage.v2_a") == "claims-triage.v2_a")
    let long = String(repeating: "x", count: 4000)
    #expect(PathText.safe(long) != PathText.safe(long + "y"))
    #expect(PathText.safe(long).count < 100)
    #expect(PathText.safe("a/b") != PathText.safe("a:b"))
  }
}
