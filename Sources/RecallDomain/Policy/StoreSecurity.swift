/// What a clinic says of the way to a shared store, in so many words.
package enum StoreSecurity: String, CaseIterable, Sendable {
  /// Over a network the server must prove who it is (`sslmode=verify-full`).
  case verified
  /// The clinic accepts a network on which it does not: somebody in between could read and change
  /// what is sent, patients' data among it.
  case unverifiedNetworkAccepted = "unverified-network-accepted"
}
