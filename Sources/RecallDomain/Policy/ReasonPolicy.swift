/// What a reason for calling means for a recall: its segment, and how much care it asks for.
package struct ReasonPolicy: Hashable, Sendable, Codable {
  package var segment: String
  package var sensitive: Bool
  package var strict: Bool
  package var priority: Int?

  package init(segment: String, sensitive: Bool = false, strict: Bool = false, priority: Int? = nil)
  {
    self.segment = segment
    self.sensitive = sensitive
    self.strict = strict
    self.priority = priority
  }
}
