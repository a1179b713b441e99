internal import Governance

/// A number in the shortest form that reads back as the same; whole numbers without a point.
/// NaN and the infinities are "not available".
func numberText(_ value: Double) -> String {
  guard value.isFinite else { return notAvailable }
  if value == value.rounded(), abs(value) < 1e15 { return String(Int64(value)) }
  return "\(value)"
}

/// What stands where a number should be and is none.
let notAvailable = "not available"

/// Millionths of a currency as a decimal with at least two places: `12.50`.
func moneyText(micros: Int64) -> String {
  let (whole, rest) = micros.magnitude.quotientAndRemainder(dividingBy: 1_000_000)
  var places = Int(rest).padded(6)
  while places.count > 2, places.hasSuffix("0") { places.removeLast() }
  return "\(micros < 0 ? "-" : "")\(whole).\(places)"
}
