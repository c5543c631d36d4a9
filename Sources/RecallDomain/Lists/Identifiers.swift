/// An opaque name of one thing of the kind `Kind`; two kinds never mix.
package struct Identifier<Kind>: Hashable, Sendable, Codable, CustomStringConvertible {
  package let rawValue: String

  package init(_ rawValue: String) { self.rawValue = rawValue }

  package init(from decoder: any Decoder) throws {
    rawValue = try decoder.singleValueContainer().decode(String.self)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rawValue)
  }

  package var description: String { rawValue }
}

package enum PatientKind {}
package enum RecallKind {}
package enum CallKind {}
package enum SlotKind {}
package enum QueueItemKind {}
package enum NoteKind {}

package typealias PatientID = Identifier<PatientKind>
/// One entry of the recall list.
package typealias RecallID = Identifier<RecallKind>
/// One call, which is one attempt from the moment of dialling.
package typealias CallID = Identifier<CallKind>
package typealias SlotID = Identifier<SlotKind>
package typealias QueueItemID = Identifier<QueueItemKind>
package typealias NoteID = Identifier<NoteKind>
