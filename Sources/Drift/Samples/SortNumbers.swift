extension [Double] {
  /// Sorts finite numbers upwards. From 4,096 on by radix (four passes of 16 bits over an order-preserving pattern),
  /// which takes time in proportion to the count; −0 comes before 0.
  mutating func sortNumbers() {
    guard count >= 4096 else { return sort() }
    var keys = map { value -> UInt64 in
      let bits = value.bitPattern
      return bits >> 63 == 1 ? ~bits : bits | 1 << 63
    }
    var other = [UInt64](repeating: 0, count: count)
    for shift in stride(from: UInt64(0), to: 64, by: 16) {
      var starts = [Int](repeating: 0, count: 65_536)
      for key in keys { starts[Int(key >> shift & 0xFFFF)] += 1 }
      // All in one bucket: this pass would change nothing.
      if let first = keys.first, starts[Int(first >> shift & 0xFFFF)] == count { continue }
      var sum = 0
      for bucket in starts.indices { (starts[bucket], sum) = (sum, sum + starts[bucket]) }
      other.withUnsafeMutableBufferPointer { target in
        for key in keys {
          let bucket = Int(key >> shift & 0xFFFF)
          target[starts[bucket]] = key
          starts[bucket] += 1
        }
      }
      swap(&keys, &other)
    }
    for place in indices {
      let key = keys[place]
      self[place] = Double(bitPattern: key >> 63 == 1 ? key & ~(1 << 63) : ~key)
    }
  }
}
