import Catalog
import Foundation
import Synchronization
import TestSupport
import Testing

@Suite("The test cluster")
struct TestClusterTests {
  @Test("gives each test a database of its own and takes it back")
  func databases() async throws {
    var names: Set<String> = []
    for _ in 1...2 {
      let database = try await TestCluster.shared.database()
      names.insert(database.name)
      #expect(ask("select current_database()", at: database.conninfo()) == database.name)
      _ = ask("create role \(database.loginPrefix)ines login", at: database.conninfo())
      let login = database.loginPrefix + "ines"
      #expect(ask("select session_user", at: database.conninfo(user: login)) == login)
    }
    #expect(names.count == 2)
    let settings = try await TestCluster.shared.settings()
    for name in names {
      let left = "select count(*) from pg_database where datname = '\(name)'"
      #expect(ask(left, at: settings.conninfo(user: PrivatePostgres.superuser)) == "0")
    }
  }

  @Test("builds a template once, however many ask for it at a time")
  func templates() async throws {
    let builds = Count()
    let name = "proof_\(UInt32.random(in: 0...UInt32.max))"
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 1...6 {
        group.addTask {
          try await TestCluster.shared.template(named: name) { conninfo in
            builds.one()
            _ = ask("create table word as select 'prepared' as word", at: conninfo)
          }
          let database = try await TestCluster.shared.database(template: name)
          #expect(ask("select word from word", at: database.conninfo()) == "prepared")
        }
      }
      try await group.waitForAll()
    }
    #expect(builds.value == 1)
    let settings = try await TestCluster.shared.settings()
    _ = ask("drop database \(name)", at: settings.conninfo(user: PrivatePostgres.superuser))
  }
}

private final class Count: Sendable {
  private let number = Mutex(0)
  var value: Int { number.withLock { $0 } }
  func one() { number.withLock { $0 += 1 } }
}
