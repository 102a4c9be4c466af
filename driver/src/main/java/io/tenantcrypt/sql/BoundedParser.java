package io.tenantcrypt.sql;

import net.sf.jsqlparser.parser.CCJSqlParser;
import net.sf.jsqlparser.parser.StringProvider;
import net.sf.jsqlparser.parser.feature.Feature;

/**
 * The parser with a bound on its work. It asks for its features all along, about twice a token, so
 * counting these questions bounds it without a thread or a clock.
 */
final class BoundedParser extends CCJSqlParser {

  private static final int STEPS = 10_000;
  private static final int STEPS_PER_TOKEN = 100;

  private long left;

  BoundedParser(String text, int tokens) {
    super(new StringProvider(text));
    this.left = STEPS + (long) STEPS_PER_TOKEN * tokens;
  }

  @Override
  public boolean getAsBoolean(Feature feature) {
    left--;
    if (left < 0) {
      throw new IllegalStateException("the statement takes too many steps to parse");
    }
    return super.getAsBoolean(feature);
  }
}
