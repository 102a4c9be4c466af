package io.tenantcrypt.keys.kms;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The classes of a client that the application brings.
 *
 * @param what a sentence's beginning: who needs what
 * @param artifacts to be added where they are missing
 * @param names some class of each
 */
public record NeededClasses(String what, String artifacts, List<String> names) {

  public NeededClasses {
    names = List.copyOf(names);
  }

  /**
   * Looks for all of them and initializes none.
   *
   * @throws TenantCryptException TC040 naming the one that is missing
   */
  public void require(@Nullable ClassLoader classes) {
    for (String name : names) {
      try {
        Class.forName(name, false, classes);
      } catch (ClassNotFoundException e) {
        throw new TenantCryptException(
            ErrorCode.TC040,
            what + ", and " + name + " is not on the class path. Add " + artifacts + ".",
            e);
      }
    }
  }
}
