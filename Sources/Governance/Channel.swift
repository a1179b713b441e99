/// By what way a person acted, as the program says that acted for them; recorded with every act. The catalog cannot check it:
/// whoever may act by a screen may act by SQL and say `screen`. So no rule rests on it, and it is shown as said.
package enum Channel: String, Sendable, CaseIterable {
  case screen, command, sql
}
