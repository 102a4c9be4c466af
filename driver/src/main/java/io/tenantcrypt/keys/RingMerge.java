package io.tenantcrypt.keys;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a tenant in an export means for the tenant in the key tables. Nothing goes back: what is
 * newer in the tables stays, a key that is destroyed there stays destroyed, and a version number
 * never gets another key. Immutable.
 *
 * @param outcome what is done
 * @param next the tenant as it is to be written; empty if nothing is
 * @param reason why nothing is done, or what was left out; empty if there is nothing to say
 */
public record RingMerge(Outcome outcome, Optional<TenantRing> next, String reason) {

  /** What is done with a tenant. */
  public enum Outcome {
    /** It was missing and is added as exported. */
    ADDED,
    /** The export's state is newer and takes the place of the tables'. */
    ADVANCED,
    /** The tables' state is newer and stays; key versions that it lacked are added, retired. */
    COMPLETED,
    /** Both are the same. */
    UNCHANGED,
    /** The tables' state is newer, or changed otherwise, and lacks no key version. */
    KEPT,
    /** Neither can follow the other; nothing is done. */
    CONFLICT
  }

  private static final Comparator<KeyRow> ORDER =
      Comparator.comparing(KeyRow::purpose).thenComparing(KeyRow::version);

  /**
   * Compares.
   *
   * @param here as the tables hold it, its seals verified
   * @param exported as the export holds it, its seals verified
   * @param now when versions that are added begin to be retired
   */
  public static RingMerge of(Optional<TenantRing> here, TenantRing exported, Instant now) {
    if (here.isEmpty()) {
      return new RingMerge(Outcome.ADDED, Optional.of(exported), "");
    }
    TenantRing table = here.get();
    if (table.equals(exported)) {
      return new RingMerge(Outcome.UNCHANGED, Optional.empty(), "");
    }
    if (table.state() == TenantState.SHREDDED) {
      return new RingMerge(
          Outcome.KEPT, Optional.empty(), "the tenant is shredded in the key tables, for good");
    }
    if (!table.past().rehearsal().equals(exported.past().rehearsal())) {
      return conflict("a rehearsal has made the one of the two, and not the other");
    }
    for (KeyRow key : exported.keys()) {
      Optional<KeyRow> own = table.version(key.purpose(), key.version());
      if (own.isPresent() && !isSameKey(own.get(), key)) {
        return conflict(
            "the key tables hold another key as "
                + label(key)
                + " than the export: both histories made one. Cells of both may exist; ask for the"
                + " one that is missing in another export, and do not rotate before");
      }
    }
    return exported.epoch() > table.epoch()
        ? advance(table, exported)
        : complete(table, exported, now);
  }

  private static boolean isSameKey(KeyRow one, KeyRow other) {
    return one.id().equals(other.id()) && one.check().equals(other.check());
  }

  private static RingMerge advance(TenantRing table, TenantRing exported) {
    for (KeyRow own : table.keys()) {
      Optional<KeyRow> next = exported.version(own.purpose(), own.version());
      if (next.isEmpty()) {
        return conflict("the export is newer and lacks " + label(own));
      }
      if (!own.state().mayBecome(next.get().state())) {
        return conflict(
            label(own)
                + " is "
                + own.state()
                + " in the key tables and "
                + next.get().state()
                + " in the newer export; a key never goes back");
      }
    }
    return new RingMerge(Outcome.ADVANCED, Optional.of(exported.remembering(table)), "");
  }

  private static RingMerge complete(TenantRing table, TenantRing exported, Instant now) {
    List<KeyRow> keys = new ArrayList<>(table.keys());
    for (KeyRow key : exported.keys()) {
      Optional<KeyRow> own = table.version(key.purpose(), key.version());
      if (own.isEmpty()) {
        boolean opensOnly = key.state().compareTo(KeyState.RETIRED) >= 0;
        keys.add(opensOnly ? key : key.become(KeyState.RETIRED, now));
      } else if (key.state() == KeyState.DESTROYED && own.get().state() != KeyState.DESTROYED) {
        return conflict(
            label(key)
                + " is destroyed in the export and "
                + own.get().state()
                + " in the key tables, which were changed since: destroy it there too, or find out"
                + " who restored it");
      }
    }
    if (keys.size() == table.keys().size()) {
      return new RingMerge(
          Outcome.KEPT, Optional.empty(), "the key tables hold a state that is not older");
    }
    keys.sort(ORDER);
    return new RingMerge(
        Outcome.COMPLETED,
        Optional.of(table.with(keys).remembering(exported)),
        "key versions that were missing open cells again and seal none");
  }

  private static RingMerge conflict(String reason) {
    return new RingMerge(Outcome.CONFLICT, Optional.empty(), reason);
  }

  private static String label(KeyRow key) {
    return key.purpose().label() + " key version " + key.version();
  }
}
