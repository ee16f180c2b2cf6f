import Testing

/// What is true of a function that repeats, derived by hand; decimals after `~` by mpmath.
///
/// Intervals are written `[ a b )`, points of extrema with their value, and a list that stands for one
/// period ends in `period T`. Families are written without spaces.
struct PeriodicTruth: Sendable, CustomTestStringConvertible {
  let formula: String
  let facts: [String: String]

  init(_ formula: String, _ facts: [String: String]) {
    self.formula = formula
    self.facts = facts
  }

  var testDescription: String { formula }
}

/// The first five are smooth on the whole line.
let periodicTruths: [PeriodicTruth] = [
  // |cos x| passes 0.99 at ±acos 0.99 and π ± acos 0.99, 0.01 at ±acos 0.01 and π ± acos 0.01.
  .init(
    "sin(x)",
    [
      "period": "2*pi 0", "domain": "( -inf inf )", "gaps": "", "jumps": "", "kinks": "",
      "class": "Cinf", "limits": "none -1 1 none -1 1", "global": "none",
      "monotone": "[ -pi/2 pi/2 ] increasing [ pi/2 3*pi/2 ] decreasing period 2*pi",
      "extrema": "minimum -pi/2 -pi/2 -1 global maximum pi/2 pi/2 1 global period 2*pi",
      "convex": "[ -pi 0 ]", "concave": "[ 0 pi ]", "inflections": "-pi 0 period 2*pi",
      "range": "-1 true 1 true", "lipschitz": "1 false", "second": "1 true",
      "zeros": "[ -pi -pi ] [ 0 0 ] period 2*pi", "fixed": "[ 0 0 ]", "symmetry": "odd",
      "regions": """
      active [ ~-3.0000531802653 ~-1.58079649346 ] slow ( ~-1.58079649346 -pi/2 ) \
      inactive [ -pi/2 -pi/2 ] slow ( -pi/2 ~-1.56079616012072 ) \
      active [ ~-1.56079616012072 ~-0.141539473324427 ] \
      fast ( ~-0.141539473324427 ~0.141539473324427 ) \
      active [ ~0.141539473324427 ~1.56079616012072 ] slow ( ~1.56079616012072 pi/2 ) \
      inactive [ pi/2 pi/2 ] slow ( pi/2 ~1.58079649346 ) \
      active [ ~1.58079649346 ~3.0000531802653 ] fast ( ~3.0000531802653 ~3.28313212691 ) \
      period 2*pi
      """, "undefined": "",
    ]),
  .init(
    "cos(x)",
    [
      "period": "2*pi 0", "range": "-1 true 1 true", "lipschitz": "1 false", "second": "1 true",
      "zeros": "[ -pi/2 -pi/2 ] [ pi/2 pi/2 ] period 2*pi",
      "fixed": "[ ~0.739085133215160641 ~0.739085133215160641 ]", "symmetry": "even",
      "convex": "[ pi/2 3*pi/2 ]", "concave": "[ -pi/2 pi/2 ]",
      "inflections": "-pi/2 pi/2 period 2*pi", "global": "none",
    ]),
  .init(
    "sin(x)^2",
    [
      "period": "pi 0", "range": "0 true 1 true", "lipschitz": "1 false", "second": "2 true",
      "zeros": "[ 0 0 ] period pi", "fixed": "[ 0 0 ]", "symmetry": "even",
      "convex": "[ -pi/4 pi/4 ]", "concave": "[ pi/4 3*pi/4 ]",
      "inflections": "-pi/4 pi/4 period pi", "limits": "none 0 1 none 0 1",
      "extrema": "maximum -pi/2 -pi/2 1 global minimum 0 0 0 global period pi",
    ]),
  // f′ = 1 + sin 2x is 0 at −π/4 + πk only, and f − x = sin² x has a double zero at πk.
  .init(
    "snake",
    [
      "period": "pi pi", "class": "Cinf", "limits": "-inf inf", "global": "increasing",
      "monotone": "( -inf inf ) increasing", "extrema": "", "range": "-inf false inf false",
      "lipschitz": "2 false", "second": "2 true", "zeros": "[ 0 0 ]",
      "fixed": "[ 0 0 ] period pi", "convex": "[ -pi/4 pi/4 ]", "concave": "[ pi/4 3*pi/4 ]",
      "inflections": "-pi/4 pi/4 period pi", "symmetry": "none",
      "regions": """
      active [ ~-1.5657962434578 ~-0.8561679000596 ] slow ( ~-0.8561679000596 -pi/4 ) \
      inactive [ -pi/4 -pi/4 ] slow ( -pi/4 ~-0.7146284267352 ) \
      active [ ~-0.7146284267352 ~-0.0050000833370835 ] \
      fast ( ~-0.0050000833370835 ~1.5757964101319 ) period pi
      """,
    ]),
  .init(
    "2*x + sin(x)",
    [
      "period": "2*pi 4*pi", "limits": "-inf inf", "global": "increasing",
      "monotone": "( -inf inf ) increasing", "lipschitz": "3 false", "zeros": "[ 0 0 ]",
      "fixed": "[ 0 0 ]", "range": "-inf false inf false", "second": "1 true",
      // f′ = 2 + cos x ≥ 1.
      "regions": "fast ( -inf inf )",
    ]),
  .init(
    "floor(x)",
    [
      "period": "1 1", "domain": "( -inf inf )", "jumps": "k:jump:k-1:k",
      "kinks": "k:discontinuity:inf:0", "class": "discontinuous", "limits": "-inf inf",
      "global": "nondecreasing", "monotone": "[ 0 1 ) constant period 1", "extrema": "",
      "convex": "[ 0 1 ]", "concave": "[ 0 1 )", "inflections": "period 1",
      "range": "-inf false inf false", "lipschitz": "inf false", "second": "0 true",
      "zeros": "[ 0 1 )", "fixed": "[ 0 0 ] period 1", "symmetry": "none",
      "regions": "inactive ( 0 1 ) period 1", "undefined": "0",
    ]),
  .init(
    "x - floor(x)",
    [
      "period": "1 0", "jumps": "k:jump:1:0", "kinks": "k:discontinuity:-inf:1",
      "limits": "none 0 1 none 0 1", "global": "none",
      "monotone": "[ 0 1 ) increasing period 1", "extrema": "minimum 0 0 0 global period 1",
      "range": "0 true 1 false", "second": "0 true", "zeros": "[ 0 0 ] period 1",
      "fixed": "[ 0 1 )", "convex": "[ 0 1 )", "concave": "[ 0 1 ]",
    ]),
  .init(
    "floor(x) - x",
    [
      "period": "1 0", "jumps": "k:jump:-1:0", "kinks": "k:discontinuity:inf:-1",
      "range": "-1 false 0 true", "zeros": "[ 0 0 ] period 1",
      // ⌊x⌋ = 2x: x = −1/2 and x = 0.
      "fixed": "[ -1/2 -1/2 ] [ 0 0 ]", "monotone": "[ 0 1 ) decreasing period 1",
    ]),
  .init(
    "abs(sin(x))",
    [
      "period": "pi 0", "domain": "( -inf inf )", "jumps": "", "kinks": "pi*k:corner:-1:1",
      "class": "C0", "limits": "none 0 1 none 0 1", "global": "none",
      "monotone": "[ -pi/2 0 ] decreasing [ 0 pi/2 ] increasing period pi",
      "extrema": "maximum -pi/2 -pi/2 1 global minimum 0 0 0 global period pi", "convex": "",
      "concave": "[ 0 pi ]", "inflections": "period pi", "range": "0 true 1 true",
      "lipschitz": "1 false", "second": "1 true", "zeros": "[ 0 0 ] period pi", "fixed": "[ 0 0 ]",
      "symmetry": "even", "undefined": "0",
      "regions": """
      inactive [ -pi/2 -pi/2 ] slow ( -pi/2 ~-1.56079616012072 ) \
      active [ ~-1.56079616012072 ~-0.141539473324427 ] fast ( ~-0.141539473324427 0 ) \
      fast ( 0 ~0.141539473324427 ) active [ ~0.141539473324427 ~1.56079616012072 ] \
      slow ( ~1.56079616012072 pi/2 ) period pi
      """,
    ]),
  .init(
    "tan(x)",
    [
      "period": "pi 0", "gaps": "pi/2+pi*k:infinite:inf:-inf", "jumps": "", "kinks": "",
      "class": "Cinf", "limits": "none -inf inf none -inf inf", "global": "none",
      "monotone": "( -pi/2 pi/2 ) increasing period pi", "extrema": "", "convex": "[ 0 pi/2 )",
      "concave": "( -pi/2 0 ]", "inflections": "0 period pi", "range": "-inf false inf false",
      "lipschitz": "inf false", "second": "inf false", "zeros": "[ 0 0 ] period pi",
      "symmetry": "odd", "regions": "fast ( -pi/2 pi/2 ) period pi", "undefined": "-pi/2",
    ]),
  .init(
    "1 if sin(x) > 0 else -1",
    [
      "period": "2*pi 0", "jumps": "2*pi*k:jump:-1:1 pi+2*pi*k:jump:1:-1",
      "kinks": "2*pi*k:discontinuity:0:inf pi+2*pi*k:discontinuity:-inf:0",
      "monotone": "[ -pi 0 ] constant ( 0 pi ) constant period 2*pi", "range": "-1 true 1 true",
      "extrema": "minimum -pi 0 -1 global maximum 0 pi 1 global period 2*pi", "zeros": "",
      "fixed": "[ -1 -1 ] [ 1 1 ]", "symmetry": "none", "second": "0 true",
      "limits": "none -1 1 none -1 1",
    ]),
  // Both meet at π/4 + πk; the maximum is sin between π/4 and 5π/4, cos elsewhere.
  .init(
    "max(sin(x), cos(x))",
    [
      "period": "2*pi 0", "kinks": "pi/4+pi*k:corner:-sqrt(2)/2:sqrt(2)/2", "class": "C0",
      "limits": "none -sqrt(2)/2 1 none -sqrt(2)/2 1", "range": "-sqrt(2)/2 true 1 true",
      "monotone": """
      [ -3*pi/4 0 ] increasing [ 0 pi/4 ] decreasing [ pi/4 pi/2 ] increasing \
      [ pi/2 5*pi/4 ] decreasing period 2*pi
      """,
      "extrema": """
      minimum -3*pi/4 -3*pi/4 -sqrt(2)/2 global maximum 0 0 1 global \
      minimum pi/4 pi/4 sqrt(2)/2 local maximum pi/2 pi/2 1 global period 2*pi
      """, "convex": "[ -pi -pi/2 ]", "concave": "[ -pi/2 pi/4 ] [ pi/4 pi ]",
      "inflections": "-pi -pi/2 period 2*pi", "lipschitz": "1 false", "second": "1 true",
      "zeros": "[ -pi -pi ] [ -pi/2 -pi/2 ] period 2*pi",
      "fixed": "[ ~0.739085133215160641 ~0.739085133215160641 ]",
    ]),
  .init(
    "max(sin(x), 1/2)",
    [
      "period": "2*pi 0",
      "kinks": "pi/6+2*pi*k:corner:0:sqrt(3)/2 5*pi/6+2*pi*k:corner:-sqrt(3)/2:0",
      "range": "1/2 true 1 true", "lipschitz": "sqrt(3)/2 false", "second": "1 true", "zeros": "",
      "monotone": """
      [ pi/6 pi/2 ] increasing [ pi/2 5*pi/6 ] decreasing [ 5*pi/6 13*pi/6 ] constant \
      period 2*pi
      """, "fixed": "[ 1/2 1/2 ]", "convex": "[ 5*pi/6 13*pi/6 ]",
      "concave": "[ pi/6 5*pi/6 ] [ 5*pi/6 13*pi/6 ]",
      "extrema": "maximum pi/2 pi/2 1 global minimum 5*pi/6 13*pi/6 1/2 global period 2*pi",
    ]),
  .init(
    "1/sin(x)",
    [
      "period": "2*pi 0", "gaps": "2*pi*k:infinite:-inf:inf pi+2*pi*k:infinite:inf:-inf",
      "limits": "none -inf inf none -inf inf", "range": "-inf false inf false",
      "lipschitz": "inf false", "second": "inf false", "zeros": "", "symmetry": "odd",
      "monotone": """
      ( -pi -pi/2 ] increasing [ -pi/2 0 ) decreasing ( 0 pi/2 ] decreasing \
      [ pi/2 pi ) increasing period 2*pi
      """,
      "extrema": "maximum -pi/2 -pi/2 -1 local minimum pi/2 pi/2 1 local period 2*pi",
      "convex": "( 0 pi )", "concave": "( -pi 0 )", "inflections": "period 2*pi",
    ]),
  .init(
    "log(sin(x))",
    [
      "period": "2*pi 0", "gaps": "2*pi*k:infinite:nil:-inf pi+2*pi*k:infinite:-inf:nil",
      "limits": "none -inf 0 none -inf 0", "range": "-inf false 0 true", "symmetry": "none",
      "monotone": "( 0 pi/2 ] increasing [ pi/2 pi ) decreasing period 2*pi",
      "extrema": "maximum pi/2 pi/2 0 global period 2*pi", "convex": "", "concave": "( 0 pi )",
      "lipschitz": "inf false", "second": "inf false", "zeros": "[ pi/2 pi/2 ] period 2*pi",
      "regions": """
      fast ( 0 ~0.79042324672826 ) active [ ~0.79042324672826 ~1.5607966601082313 ] \
      slow ( ~1.5607966601082313 pi/2 ) inactive [ pi/2 pi/2 ] slow ( pi/2 ~1.5807959934815 ) \
      active [ ~1.5807959934815 ~2.35116940686153 ] fast ( ~2.35116940686153 pi ) period 2*pi
      """, "undefined": "[ -pi 0 ]",
    ]),
  .init(
    "sqrt(sin(x))",
    [
      "period": "2*pi 0", "gaps": "",
      "kinks": "2*pi*k:verticalTangent:nil:inf pi+2*pi*k:verticalTangent:-inf:nil",
      "class": "C0", "range": "0 true 1 true", "lipschitz": "inf false", "second": "inf false",
      "monotone": "[ 0 pi/2 ] increasing [ pi/2 pi ] decreasing period 2*pi",
      "extrema": """
      minimum -pi -pi 0 global minimum 0 0 0 global maximum pi/2 pi/2 1 global period 2*pi
      """, "concave": "[ 0 pi ]", "zeros": "[ -pi -pi ] [ 0 0 ] period 2*pi",
      "fixed": "[ 0 0 ] [ ~0.876726215395062445 ~0.876726215395062445 ]",
    ]),
  // ⌊2x⌋ moves by 2 when x moves by 1, |sin πx| not at all.
  .init(
    "floor(2*x) + abs(sin(pi*x))",
    [
      "period": "1 2", "jumps": "k:jump:2*k-1:2*k 0.5+k:jump:1+2*k:2+2*k",
      "kinks": "k:discontinuity:inf:pi 0.5+k:discontinuity:inf:0", "limits": "-inf inf",
      "global": "none", "monotone": "[ -1/2 0 ) decreasing [ 0 1/2 ] increasing period 1",
      "extrema": "maximum -1/2 -1/2 0 local period 1", "range": "-inf false inf false",
      "second": "pi^2 false", "concave": "[ -1/2 0 ) [ 0 1/2 )", "convex": "",
      "zeros": "[ -1/2 -1/2 ] [ 0 0 ]",
      "fixed": "[ ~-0.263515551758483315 ~-0.263515551758483315 ] [ 0 0 ]",
    ]),
]
