import Kernels

/// The kernels in double precision once more, written over any numbers, by the magnitude of the input and its sign.
enum DoubleKernel: String, CaseIterable {
  case elu, tanh, sigmoid, silu, softplus, mish, gelu

  var kernel: ActivationKernel<Double> {
    switch self {
    case .elu: .elu(1)
    case .tanh: .tanh
    case .sigmoid: .sigmoid
    case .silu: .silu
    case .softplus: .softplus
    case .mish: .mish
    case .gelu: .gelu
    }
  }

  func value<N: KernelNumber>(at a: N, isNegative: Bool) -> N {
    let one = N.number(1)
    let two = N.number(2)
    let t = (-a).exp()
    let x = isNegative ? -a : a
    switch self {
    case .elu: return isNegative ? x.expm1() : x
    case .tanh: return x.tanh()
    case .sigmoid: return Self.sigmoid(t, isNegative)
    case .silu: return x * Self.sigmoid(t, isNegative)
    case .softplus: return isNegative ? t.log1p() : a + t.log1p()
    case .mish:
      let w = isNegative ? t * (t + two) : one + two * t
      let d = isNegative ? w + two : w + two * t * t
      return x * (w / d)
    case .gelu:
      let q = Self.gaussian(a) * (.number(0.5) * (a * .approximation(0.5.squareRoot())).erfcx())
      return isNegative ? -a * q : x * (one - q)
    }
  }

  func derivative<N: KernelNumber>(at a: N, isNegative: Bool) -> N {
    let one = N.number(1)
    let two = N.number(2)
    let t = (-a).exp()
    let u = one + t
    switch self {
    case .elu: return isNegative ? t : one
    case .tanh:
      let q = two * t / (one + t * t)
      return q * q
    case .sigmoid: return t / (u * u)
    case .silu: return (isNegative ? t * ((one - a) + t) : u + a * t) / (u * u)
    case .softplus: return Self.sigmoid(t, isNegative)
    case .mish:
      let w = isNegative ? t * (t + two) : one + two * t
      let d = isNegative ? w + two : w + two * t * t
      let r = isNegative ? t : t * t
      let b = isNegative ? -a : a
      return (w * d + b * (.number(4) * r * (one + t))) / (d * d)
    case .gelu:
      let density = a * .approximation(0.3989422804014327)
      let q =
        Self.gaussian(a)
        * (.number(0.5) * (a * .approximation(0.5.squareRoot())).erfcx() - density)
      return isNegative ? q : one - q
    }
  }

  private static func sigmoid<N: KernelNumber>(_ t: N, _ isNegative: Bool) -> N {
    (isNegative ? t : .number(1)) / (.number(1) + t)
  }

  private static func gaussian<N: KernelNumber>(_ a: N) -> N {
    let h = a.high
    return (.number(-0.5) * h * h).exp() * (.number(-0.5) * (a - h) * (a + h)).exp()
  }
}
