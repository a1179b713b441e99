/// By what way a person acted; recorded with every act.
package enum Channel: String, Sendable, CaseIterable {
  case screen, command, sql
}
