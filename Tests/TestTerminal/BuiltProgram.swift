import Glibc

package enum BuiltProgram {
  /// Where the build put a program of the package: beside the test runner.
  package static func path(_ name: String) -> String {
    var buffer = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &buffer, buffer.count)
    let runner = String(decoding: buffer.prefix(max(0, count)).map(UInt8.init(bitPattern:)), as: UTF8.self)
    let folder = runner.lastIndex(of: "/").map { runner[..<$0] } ?? "."
    return "\(folder)/\(name)"
  }
}
