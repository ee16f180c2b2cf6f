import ArgumentParser

@main
struct Actlab: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "actlab",
    abstract: "The mathematics and the numerics of neural-network activation functions.")
}
