import Governance
import Policy
import Testing

@Suite("A report of a gate")
struct ReportTests {
  private func verdict(_ states: [Requirement.State], allow: Bool, text: String = "v", reasons: [String] = [])
    -> GateVerdict
  {
    GateVerdict(
      allow: allow,
      requirements: states.enumerated().map { index, state in
        Requirement(
          id: "r\(index)", title: "T\(index)", state: state, value: text, limit: "l", evidence: "e", remedy: "Do it.")
      }, reasons: reasons, policy: "sha256:0")
  }

  @Test("as JUnit has a case a requirement")
  func junit() {
    let text = JUnitReport.text(verdict([.met, .unmet, .not_applicable], allow: false), subject: "a@1 to staging")
    #expect(
      text == """
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites>
        <testsuite name="a@1 to staging" tests="3" failures="1" errors="0" skipped="1">
        <testcase classname="gate" name="r0"/>
        <testcase classname="gate" name="r1"><failure message="T1: v, limit l">e Do it.</failure></testcase>
        <testcase classname="gate" name="r2"><skipped message="e"/></testcase>
        </testsuite>
        </testsuites>

        """)
  }

  @Test("as JUnit has an error where the gate is unmet and no requirement is")
  func junitAlwaysFails() {
    let silent = JUnitReport.text(verdict([.met], allow: false), subject: "a@1")
    #expect(silent.contains("errors=\"1\""))
    let reasoned = JUnitReport.text(verdict([], allow: false, reasons: ["It ended."]), subject: "a@1")
    #expect(reasoned.contains("<error message=\"It ended.\"/>"))
  }

  @Test("lets no text act")
  func hostile() {
    let hostile = "<a>\"&\u{1B}[2J\r\n::stop-commands::x"
    let junit = JUnitReport.text(verdict([.unmet], allow: false, text: hostile), subject: hostile)
    #expect(!junit.contains("<a>") && !junit.contains("\u{1B}") && junit.contains("&quot;&amp;\u{FFFD}"))
    let github = GitHubReport.text(verdict([.unmet], allow: false, text: hostile), subject: hostile)
    #expect(github.split(whereSeparator: \.isNewline).count == 1)
    #expect(github.unicodeScalars.count { $0 == "\r" } == 0)
  }

  @Test("as workflow commands has an error for each that is unmet, and one line at least")
  func github() {
    #expect(
      GitHubReport.text(verdict([.met, .unmet], allow: false), subject: "a@1")
        == "::error title=a@1%3A r1::T1: v, limit l. Do it.\n")
    #expect(GitHubReport.text(verdict([.met], allow: true), subject: "a@1") == "::notice title=a@1::The gate is met.\n")
    #expect(GitHubReport.text(verdict([.met], allow: false), subject: "a@1").hasPrefix("::error"))
  }
}
