import CPostgres

/// What a connection says to one question, or why there is none.
func ask(_ question: String, at conninfo: String) -> String {
  let connection = PQconnectdb(conninfo)
  defer { PQfinish(connection) }
  guard PQstatus(connection) == CONNECTION_OK else { return String(cString: PQerrorMessage(connection)) }
  let result = PQexec(connection, question)
  defer { PQclear(result) }
  guard PQntuples(result) > 0 else { return String(cString: PQresultErrorMessage(result)) }
  return String(cString: PQgetvalue(result, 0, 0))
}
