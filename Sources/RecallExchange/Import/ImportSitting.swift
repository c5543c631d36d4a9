internal import RecallDomain

/// Many acts with one commit, for a store that is a file.
extension ImportWriter {
  /// The next rows of a source, as `reading` hands them over; answers as it does. While nobody is calling,
  /// what they bring becomes durable together. A schema rule that refuses one of them then undoes the
  /// others too, and they go in once more, batch by batch, to refuse the bad one alone.
  ///
  /// - Parameter goingBack: what a copy of the source does not take back.
  mutating func together<Source>(
    _ source: inout Source, goingBack: () -> Void = {},
    reading read: (inout Source, inout ImportWriter) throws(ImportFailure) -> Bool
  ) throws(ImportFailure) -> Bool {
    guard let store, store.sits, try !isLive(store) else { return try read(&source, &self) }
    let before = (source: source, writer: marked())
    do throws(ImportFailure) { return try sit(&source, store, read) } catch {
      guard case .store(.refused) = error else { throw error }
      goingBack()
      source = before.source
      self = before.writer
      rejects[self.source]?.goBack()
      return try read(&source, &self)
    }
  }

  private mutating func sit<Source>(
    _ source: inout Source, _ store: any ImportSink,
    _ read: (inout Source, inout ImportWriter) throws(ImportFailure) -> Bool
  ) throws(ImportFailure) -> Bool {
    var answer = Result<Bool, ImportFailure>.success(false)
    isSitting = true
    defer { isSitting = false }
    do throws(StoreFailure) {
      try store.inOneSitting {
        do throws(ImportFailure) { answer = .success(try read(&source, &self)) } catch {
          answer = .failure(error)
        }
      }
    } catch {
      // What an act was told comes before what became of all.
      if case .success = answer { answer = .failure(.store(error)) }
    }
    return try answer.get()
  }

  /// A copy to go back to.
  private func marked() -> ImportWriter {
    rejects[source]?.mark()
    return self
  }
}
