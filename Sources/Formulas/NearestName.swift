/// The candidate that `name` was probably meant to be, or `nil` when none is near.
///
/// Near means an edit distance (insertion, deletion, substitution or swap of neighbours counts one)
/// of at most a third of the length, at least 1; letter case counts nothing. Of equally near
/// candidates the first in alphabetical order is taken, so that messages are deterministic.
public func nearestName(to name: String, among candidates: some Sequence<String>) -> String? {
  let letters = Array(name.lowercased().utf8)
  guard (2...64).contains(letters.count) else { return nil }
  var best: (distance: Int, name: String)?
  let limit = max(1, letters.count / 3)
  for candidate in candidates {
    guard abs(candidate.utf8.count - letters.count) <= limit else { continue }
    let distance = editDistance(letters, Array(candidate.lowercased().utf8))
    guard distance <= limit else { continue }
    if let found = best, (found.distance, found.name) <= (distance, candidate) { continue }
    best = (distance, candidate)
  }
  return best?.name
}

/// The optimal string alignment distance (Damerau 1964, each substring edited at most once).
func editDistance(_ a: [UInt8], _ b: [UInt8]) -> Int {
  var beforePrevious = [Int](repeating: 0, count: b.count + 1)
  var previous = Array(0...b.count)
  for i in a.indices {
    var current = [i + 1]
    current.reserveCapacity(b.count + 1)
    for j in b.indices {
      var cost = min(previous[j + 1] + 1, current[j] + 1, previous[j] + (a[i] == b[j] ? 0 : 1))
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
        cost = min(cost, beforePrevious[j - 1] + 1)
      }
      current.append(cost)
    }
    (beforePrevious, previous) = (previous, current)
  }
  return previous[b.count]
}
