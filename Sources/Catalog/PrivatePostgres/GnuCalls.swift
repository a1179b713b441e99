import Glibc

/// Functions of the GNU C library that Swift's module of it does not declare; looked up when the program runs.
/// All are there since glibc 2.34.
struct GnuCalls: Sendable {
  typealias SpawnActions = UnsafeMutablePointer<posix_spawn_file_actions_t>

  /// `pipe2`: a pipe whose ends no other child inherits, not even one started at the same moment.
  let pipe2: @convention(c) (UnsafeMutablePointer<Int32>, Int32) -> Int32
  /// `posix_spawn_file_actions_addclosefrom_np`
  let closeFrom: @convention(c) (SpawnActions, Int32) -> Int32
  /// `posix_spawn_file_actions_addchdir_np`
  let changeFolder: @convention(c) (SpawnActions, UnsafePointer<CChar>) -> Int32

  /// Nothing where the C library has not got them.
  static let found = GnuCalls()

  private init?() {
    guard let program = dlopen(nil, RTLD_NOW), let pipe2 = dlsym(program, "pipe2"),
      let closeFrom = dlsym(program, "posix_spawn_file_actions_addclosefrom_np"),
      let changeFolder = dlsym(program, "posix_spawn_file_actions_addchdir_np")
    else { return nil }
    self.pipe2 = unsafeBitCast(pipe2, to: (@convention(c) (UnsafeMutablePointer<Int32>, Int32) -> Int32).self)
    self.closeFrom = unsafeBitCast(closeFrom, to: (@convention(c) (SpawnActions, Int32) -> Int32).self)
    self.changeFolder = unsafeBitCast(
      changeFolder, to: (@convention(c) (SpawnActions, UnsafePointer<CChar>) -> Int32).self)
  }
}
