package io.tenantcrypt.sql;

/** What the parser reads as PostgreSQL does, and other servers do not have or read otherwise. */
enum Form {
  ROW_ASSIGNMENT("a row assignment"),
  CONFLICT("ON CONFLICT"),
  CONFLICT_UPDATE("ON CONFLICT with a target or DO UPDATE"),
  FROM_OF_UPDATE("UPDATE … FROM"),
  USING_OF_DELETE("DELETE … USING"),
  LATERAL("LATERAL");

  private final String text;

  Form(String text) {
    this.text = text;
  }

  /** As it is called in messages. */
  String text() {
    return text;
  }
}
