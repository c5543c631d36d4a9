/// The columns of an export of answers and deliveries, as gateways and mail systems write them.
enum ReplyColumn: Int, CSVColumn {
  case from, to, channel, text, at, date, time, status, messageID, id

  static let table: [(column: ReplyColumn, name: String, synonyms: String)] = [
    (
      .from, "from",
      "sender fromnumber fromaddress fromphone msisdn originator source de remitente desde"
    ),
    (
      .to, "to",
      "recipient tonumber toaddress tophone destination finalrecipient para destinatario"
    ),
    (.channel, "channel", "medium via canal"),
    (.text, "text", "body reply content words texto respuesta mensaje"),
    (
      .at, "at",
      "sentat receivedat timestamp datetime datesent datereceived createdat updatedat fechayhora"
    ),
    (.date, "date", "day fecha"), (.time, "time", "hora"),
    (.status, "status", "deliverystatus messagestatus state result action estado"),
    (.messageID, "message_id", "originalmessageid inreplyto key reference replyto"),
    (.id, "id", "replyid sid messagesid eventid smsid"),
  ]
}
