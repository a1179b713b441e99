import Governance

extension EventPen {
  /// Writes what stands in a slot and counts its scalars.
  mutating func fill(_ slot: Slot) {
    let tongue = call.tongue
    switch slot {
    case .name: person(cast.first, cast.last)
    case .other: person(cast.otherFirst, cast.otherLast)
    case .adjuster: say(library.adjusters[tongue], cast.adjuster)
    case .street:
      switch tongue {
      case 0, 2:
        digits(cast.house)
        text(" ")
        say(library.streets[tongue], cast.street)
      default:
        say(library.streets[tongue], cast.street)
        text(tongue == 3 ? ", " : " ")
        digits(cast.house)
      }
    case .city: say(library.cities[tongue], cast.city)
    case .firm: say(library.firms, cast.firm)
    case .claim: claimNumber(cast.claim)
    case .otherclaim: claimNumber(cast.otherClaim)
    case .policy:
      text("HO-")
      digits(cast.policy)
    case .file:
      text("F-")
      digits(cast.file)
    case .plate:
      text("MM ")
      letter(cast.plate)
      letter(cast.plate / 7)
      text(" ")
      digits(cast.plate)
    case .amount: euros(cast.amount)
    case .price: euros(cast.price)
    case .sum: euros(cast.sum)
    case .excess: euros(cast.excess)
    case .date: date(daysBefore: cast.date)
    case .past: date(daysBefore: cast.past)
    case .soon: date(daysBefore: -cast.soon)
    case .days: digits(cast.days)
    case .hours: digits(cast.hours)
    case .page:
      digits(cast.page)
      cast.page = cast.page % 11 + 2
    case .pages: digits(cast.pages)
    case .age: digits(cast.age)
    case .year: digits(cast.year)
    case .share:
      digits(cast.share)
      if tongue == 0 || tongue == 3 { text("%") } else { nonBreaking("%") }
    case .iban:
      text("MM00 7700 ")
      digits(cast.iban % 10_000, width: 4)
      text(" ")
      digits(cast.iban / 100, width: 4)
      text(" 00")
    case .phone:
      text("+00 555 ")
      digits(cast.phone % 1000, width: 3)
      text(" ")
      digits(cast.phone / 1000, width: 2)
    case .email:
      text("customer")
      digits(cast.otherClaim)
      text("@post.example")
    }
  }

  private mutating func person(_ first: Int, _ last: Int) {
    say(library.first[call.tongue], first)
    text(" ")
    say(library.last[call.tongue], last)
  }

  private mutating func claimNumber(_ number: Int) {
    text("MM-")
    digits(Instant(microseconds: call.at).fields.year % 100, width: 2)
    text("-")
    digits(number)
  }

  private mutating func letter(_ value: Int) {
    out.append(65 + UInt8(value % 26))
    scalars += 1
  }

  private mutating func nonBreaking(_ after: StaticString) {
    raw("\u{00A0}")
    scalars += 1
    text(after)
  }

  /// `€2,340` · `2.340 €` · `2 340 €` · `2340 €`.
  private mutating func euros(_ amount: Int) {
    if call.tongue == 0 {
      raw("€")
      scalars += 1
    }
    if amount >= 1000 {
      digits(amount / 1000)
      switch call.tongue {
      case 0: text(",")
      case 1: text(".")
      case 2: nonBreaking("")
      default: break
      }
      digits(amount % 1000, width: 3)
    } else {
      digits(amount)
    }
    if call.tongue != 0 {
      nonBreaking("")
      raw("€")
      scalars += 1
    }
  }

  /// `14 November` · `14. November` · `14 novembre` · `14 de novembro`.
  private mutating func date(daysBefore days: Int) {
    let at = Instant(microseconds: call.at - Int64(days) * 86_400_000_000).fields
    if call.tongue == 2, at.day == 1 { text("1er") } else { digits(at.day) }
    switch call.tongue {
    case 1: text(". ")
    case 3: text(" de ")
    default: text(" ")
    }
    say(library.months[call.tongue], at.month - 1)
  }
}
