package import Foundation

/// A value as both databases know it. Instants are whole microseconds, flags 0 or 1, dates ISO 8601.
package enum SQLValue: Hashable, Sendable {
  case null
  case int(Int)
  case text(String)
  case blob(Data)
}

extension SQLValue {
  /// Text, or nothing.
  init(_ text: String?) { self = text.map { .text($0) } ?? .null }

  init(_ flag: Bool) { self = .int(flag ? 1 : 0) }

  init(_ number: Int?) { self = number.map { .int($0) } ?? .null }
}

/// What may stand for a placeholder.
package protocol SQLBindable { var sql: SQLValue { get } }

extension SQLValue: SQLBindable { package var sql: SQLValue { self } }
extension Int: SQLBindable { package var sql: SQLValue { .int(self) } }
extension Bool: SQLBindable { package var sql: SQLValue { .int(self ? 1 : 0) } }
extension String: SQLBindable { package var sql: SQLValue { .text(self) } }
extension Data: SQLBindable { package var sql: SQLValue { .blob(self) } }

/// The arguments of one statement, in the order of its placeholders.
package struct SQLArguments: ExpressibleByArrayLiteral, Sendable {
  package private(set) var values: [SQLValue]

  package init(arrayLiteral elements: (any SQLBindable)?...) {
    values = elements.map { $0?.sql ?? .null }
  }

  package init(_ values: [SQLValue]) { self.values = values }

  package static func += (left: inout SQLArguments, right: SQLArguments) {
    left.values += right.values
  }
}
