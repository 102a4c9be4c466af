package io.tenantcrypt.keys;

import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What must not be forgotten of a tenant when its rows change. Backups of the key tables hold its
 * keys as they were wrapped then: whoever wants to tell from when nobody opens those has to know
 * every KEK that ever wrapped one. Immutable.
 *
 * @param keks what has wrapped a key of the tenant and wraps none any more
 * @param rehearsal the rehearsal that made the tenant, which nobody's data is kept under
 */
public record TenantPast(SortedSet<WrappedBy> keks, Optional<KeyId> rehearsal) {

  /** Of a tenant that was made just now. */
  public static final TenantPast NONE = new TenantPast(new TreeSet<>(), Optional.empty());

  public TenantPast {
    keks = Collections.unmodifiableSortedSet(new TreeSet<>(keks));
  }

  /** Of a tenant that a rehearsal makes. */
  public static TenantPast ofRehearsal(KeyId run) {
    return new TenantPast(new TreeSet<>(), Optional.of(run));
  }

  TenantPast with(Collection<WrappedBy> more) {
    TreeSet<WrappedBy> all = new TreeSet<>(keks);
    all.addAll(more);
    return new TenantPast(all, rehearsal);
  }
}
