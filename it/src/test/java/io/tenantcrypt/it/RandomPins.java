package io.tenantcrypt.it;

import io.tenantcrypt.it.RandomContext.Flaw;
import io.tenantcrypt.it.RandomContext.Source;
import io.tenantcrypt.it.RandomContext.Tenancy;
import java.util.ArrayList;
import java.util.List;

/** How a random statement restricts a tenant table to the tenant, or fails to. */
final class RandomPins {

  private static final String FOREIGN = "globex";

  private final RandomContext context;

  RandomPins(RandomContext context) {
    this.context = context;
  }

  /**
   * The conjunct that pins a reference; empty where none is to be written.
   *
   * @param bases what is pinned already, within and around, and visible here
   * @param flaw what is wrong with it
   * @param optional whether the driver may add it itself
   */
  String conjunct(Source source, List<Source> bases, Flaw flaw, boolean optional) {
    Choices choices = context.choices();
    String column = source.alias() + ".tenant_id";
    switch (flaw) {
      case NONE -> {
        if (optional && context.isScope() && choices.once(2)) {
          return "";
        }
        List<Source> pinned = new ArrayList<>(bases);
        pinned.removeIf(s -> s.tenancy() == Tenancy.NONE || s.alias().equals(source.alias()));
        String to =
            pinned.isEmpty() || !choices.once(3)
                ? tenant(World.ACME)
                : choices.pick(pinned).alias() + ".tenant_id";
        return form(column, to);
      }
      case MISSING, NOT_RESTRICTING, FORGED -> {
        return "";
      }
      case UNDER_OR -> {
        return "(" + form(column, tenant(World.ACME)) + " OR " + column + " IS NULL)";
      }
      case NEGATED -> {
        return "NOT " + column + " <> " + tenant(World.ACME);
      }
      case IN_LIST -> {
        return column + " IN (" + tenant(World.ACME) + ")";
      }
      case ANY -> {
        return context.dialect().any(column, tenant(World.ACME));
      }
      case COALESCE -> {
        return "coalesce(" + column + ", 'x') = " + tenant(World.ACME);
      }
      case CASE -> {
        return "CASE WHEN " + form(column, tenant(World.ACME)) + " THEN true ELSE false END";
      }
      case LIKE -> {
        return column + " LIKE " + tenant(World.ACME);
      }
      case COMPUTED -> {
        return choices.once(2)
            ? column + " = " + context.dialect().concatenated("'ac'", "'me'")
            : column + " = (SELECT 'acme')";
      }
      case FOREIGN -> {
        return form(column, tenant(FOREIGN));
      }
      case FOREIGN_UNDER_OR -> {
        return "(" + form(column, tenant(FOREIGN)) + " OR " + form(column, "'acme'") + ")";
      }
      case PECULIAR -> {
        context.doubt();
        return choices.pick(context.dialect().peculiar(column, tenant(World.ACME)));
      }
    }
    throw new IllegalStateException(flaw.toString());
  }

  String tenant(String name) {
    String value = context.text(name);
    return context.dialect().tenant(value, context.choices().below(6));
  }

  private String form(String column, String value) {
    return switch (context.choices().below(4)) {
      case 2 -> value + " = " + column;
      case 3 -> "(" + column + " = (" + value + "))";
      default -> column + " = " + value;
    };
  }
}
