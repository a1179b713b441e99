/// The built-in functions a gate may call, with the number of their arguments.
///
/// Not here: what looks at the clock, at chance, at the environment or the net, and what only OPA or only rego-cpp has.
/// A gate is then a function of policy, data and input, and can be replayed.
package enum RegoBuiltIns {
  package static let arity: [String: Int] = [
    "abs": 1, "ceil": 1, "floor": 1, "round": 1, "count": 1, "max": 1, "min": 1, "sum": 1, "product": 1, "sort": 1,
    "concat": 2, "contains": 2, "startswith": 2, "endswith": 2, "indexof": 2, "lower": 1, "upper": 1, "replace": 3,
    "split": 2, "sprintf": 2, "substring": 3, "trim": 2, "trim_space": 1, "trim_prefix": 2, "trim_suffix": 2,
    "format_int": 2, "to_number": 1, "numbers.range": 2,
    "array.concat": 2, "array.slice": 3, "array.reverse": 1, "object.get": 3, "object.keys": 1, "object.union": 2,
    "object.remove": 2, "object.filter": 2, "intersection": 1, "union": 1,
    "regex.match": 2, "glob.match": 3,
    "is_array": 1, "is_boolean": 1, "is_null": 1, "is_number": 1, "is_object": 1, "is_set": 1, "is_string": 1,
  ]
}
