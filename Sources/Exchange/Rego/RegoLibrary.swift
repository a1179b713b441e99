import Glibc
import Governance

/// rego-cpp's C interface, loaded when the program runs: the functions we call, and no other.
///
/// Its calls that throw C++ exceptions (bindings, expressions) or re-run an older query are not among them.
struct RegoLibrary {
  typealias Handle = UnsafeMutableRawPointer
  typealias Text = UnsafePointer<CChar>
  typealias Buffer = UnsafeMutablePointer<CChar>
  typealias One = @convention(c) (Handle) -> UInt32

  let versionSize: @convention(c) () -> UInt32
  let version: @convention(c) (Buffer, UInt32) -> UInt32
  let new: @convention(c) () -> Handle?
  let setLogLevel: @convention(c) (Handle, UInt32) -> UInt32
  let setStrictBuiltInErrors: @convention(c) (Handle, UInt8) -> Void
  let isAvailableBuiltIn: @convention(c) (Handle, Text) -> UInt8
  let addModule: @convention(c) (Handle, Text, Text) -> UInt32
  let addDataJSON: @convention(c) (Handle, Text) -> UInt32
  let addEntrypoint: @convention(c) (Handle, Text) -> UInt32
  let build: @convention(c) (Handle) -> Handle?
  let bundleOk: @convention(c) (Handle) -> UInt8
  let freeBundle: @convention(c) (Handle) -> Void
  let free: @convention(c) (Handle) -> Void
  let setInputTerm: @convention(c) (Handle, Text) -> UInt32
  let query: @convention(c) (Handle, Handle, Text) -> Handle?
  let outputOk: @convention(c) (Handle) -> UInt8
  let outputJSONSize: One
  let outputJSON: @convention(c) (Handle, Buffer, UInt32) -> UInt32
  let outputNode: @convention(c) (Handle) -> Handle?
  let nodeJSONSize: One
  let nodeJSON: @convention(c) (Handle, Buffer, UInt32) -> UInt32
  let freeOutput: @convention(c) (Handle) -> Void
  let errorSize: One
  let error: @convention(c) (Handle, Buffer, UInt32) -> UInt32

  /// Loads `librego_shared.so`, which finds what it needs beside its own folder.
  ///
  /// - Throws: `rego.library` when it cannot be loaded, or a function is missing.
  init(path: String) throws(Problem) {
    guard let library = dlopen(path, RTLD_NOW | RTLD_LOCAL) else {
      throw Self.problem(dlerror().map { String(cString: $0) } ?? "It cannot be loaded.")
    }
    func find<Function>(_ name: String, _ type: Function.Type) throws(Problem) -> Function {
      guard let symbol = dlsym(library, name) else { throw Self.problem("It has no \(name).") }
      return unsafeBitCast(symbol, to: type)
    }
    versionSize = try find("regoVersionSize", (@convention(c) () -> UInt32).self)
    version = try find("regoVersion", (@convention(c) (Buffer, UInt32) -> UInt32).self)
    new = try find("regoNew", (@convention(c) () -> Handle?).self)
    setLogLevel = try find("regoSetLogLevel", (@convention(c) (Handle, UInt32) -> UInt32).self)
    setStrictBuiltInErrors = try find("regoSetStrictBuiltInErrors", (@convention(c) (Handle, UInt8) -> Void).self)
    isAvailableBuiltIn = try find("regoIsAvailableBuiltIn", (@convention(c) (Handle, Text) -> UInt8).self)
    addModule = try find("regoAddModule", (@convention(c) (Handle, Text, Text) -> UInt32).self)
    addDataJSON = try find("regoAddDataJSON", (@convention(c) (Handle, Text) -> UInt32).self)
    addEntrypoint = try find("regoAddEntrypoint", (@convention(c) (Handle, Text) -> UInt32).self)
    build = try find("regoBuild", (@convention(c) (Handle) -> Handle?).self)
    bundleOk = try find("regoBundleOk", (@convention(c) (Handle) -> UInt8).self)
    freeBundle = try find("regoFreeBundle", (@convention(c) (Handle) -> Void).self)
    free = try find("regoFree", (@convention(c) (Handle) -> Void).self)
    setInputTerm = try find("regoSetInputTerm", (@convention(c) (Handle, Text) -> UInt32).self)
    query = try find("regoBundleQueryEntrypoint", (@convention(c) (Handle, Handle, Text) -> Handle?).self)
    outputOk = try find("regoOutputOk", (@convention(c) (Handle) -> UInt8).self)
    outputJSONSize = try find("regoOutputJSONSize", One.self)
    outputJSON = try find("regoOutputJSON", (@convention(c) (Handle, Buffer, UInt32) -> UInt32).self)
    outputNode = try find("regoOutputNode", (@convention(c) (Handle) -> Handle?).self)
    nodeJSONSize = try find("regoNodeJSONSize", One.self)
    nodeJSON = try find("regoNodeJSON", (@convention(c) (Handle, Buffer, UInt32) -> UInt32).self)
    freeOutput = try find("regoFreeOutput", (@convention(c) (Handle) -> Void).self)
    errorSize = try find("regoErrorSize", One.self)
    error = try find("regoError", (@convention(c) (Handle, Buffer, UInt32) -> UInt32).self)
  }

  /// What a getter writes; its size counts the NUL at the end, and ours one byte more, since one of them is short.
  static func text(size: UInt32, _ get: (Buffer, UInt32) -> UInt32) -> String? {
    guard size < UInt32(Int32.max) else { return nil }
    var buffer = [CChar](repeating: 0, count: Int(size) + 1)
    guard get(&buffer, size + 1) == 0 else { return nil }
    return String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  var versionText: String { Self.text(size: versionSize(), version) ?? "of unknown version" }

  private static func problem(_ because: String) -> Problem {
    Problem(
      .unmet, "rego.library", happened: "The policy library cannot be used.", because: because,
      remedy: "Install it again with `make install`, or name another in COUNTERSIGN_REGO.")
  }
}
