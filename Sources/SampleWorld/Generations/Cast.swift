/// The people, numbers and places of one conversation; the same in all its turns.
struct Cast: Sendable {
  var first = 0, last = 0, otherFirst = 0, otherLast = 0
  var adjuster = 0, street = 0, city = 0, firm = 0
  var house = 0, claim = 0, policy = 0, file = 0, plate = 0, otherClaim = 0, phone = 0, iban = 0
  /// Euros.
  var amount = 0, price = 0, sum = 0, excess = 0
  /// Days before the call; `soon` after it.
  var date = 0, past = 0, soon = 0
  var days = 0, hours = 0, page = 0, pages = 0, age = 0, share = 0, year = 0

  /// Puts somebody else in the place of the other person.
  mutating func meetAnother() {
    otherFirst += 3
    otherLast += 5
    otherClaim = otherClaim % 700_000 + 131_071
    phone = phone % 80_000 + 12_345
  }

  init(key: UInt64) {
    var chance = SplitMix64(key ^ 0x6361_7374)
    first = chance.below(1 << 20)
    last = chance.below(1 << 20)
    otherFirst = first + 1 + chance.below(12)
    otherLast = last + 1 + chance.below(12)
    adjuster = chance.below(1 << 20)
    street = chance.below(1 << 20)
    city = chance.below(1 << 20)
    firm = chance.below(1 << 20)
    house = chance.within(2...118)
    claim = chance.within(100_000...899_999)
    policy = chance.within(100_000...989_999)
    file = chance.within(10_000...98_999)
    plate = chance.within(100...9999)
    otherClaim = chance.within(100_000...899_999)
    phone = chance.within(10_000...99_999)
    iban = chance.within(100_000...999_999)
    amount = chance.within(9...92) * 10 + chance.below(10) * (chance.below(3) == 0 ? 100 : 10)
    sum = chance.within(21...480) * 1000
    price = chance.within(11...49) * 100 + chance.below(2) * 90
    excess = [150, 200, 250, 300, 500][chance.below(5)]
    date = chance.within(1...9)
    past = chance.within(16...70)
    soon = chance.within(8...40)
    days = chance.within(2...6)
    hours = chance.within(2...6)
    page = chance.within(2...11)
    pages = chance.within(12...46)
    age = chance.within(38...83)
    share = chance.within(2...7) * 10
    year = chance.within(1998...2021)
  }
}
