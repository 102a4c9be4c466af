package io.tenantcrypt.tenancy;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import org.jspecify.annotations.Nullable;

/** The resolvers that the setting {@code tenantResolver} can name. */
public final class TenantResolvers {

  /** Asks {@link TenantContext}. */
  public static final TenantResolver THREAD = new ThreadTenantResolver();

  private static final String MDC_PREFIX = "mdc:";

  private TenantResolvers() {}

  /**
   * The resolver of a setting.
   *
   * @param setting {@code thread}, {@code mdc:<key>} or a class name
   * @throws TenantCryptException TC040 if it names none
   */
  public static TenantResolver named(String setting) {
    if (setting.equals("thread")) {
      return THREAD;
    }
    if (setting.startsWith(MDC_PREFIX)) {
      return mdc(setting.substring(MDC_PREFIX.length()));
    }
    return instance(setting);
  }

  private static TenantResolver mdc(String key) {
    if (key.isEmpty()) {
      throw new TenantCryptException(
          ErrorCode.TC040, "tenantResolver=mdc: names no key. Write mdc:<key>.");
    }
    try {
      Class.forName("org.slf4j.MDC", false, TenantResolvers.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new TenantCryptException(
          ErrorCode.TC040,
          "tenantResolver=mdc:" + key + " needs SLF4J. Put org.slf4j:slf4j-api on the class path.",
          e);
    }
    return new MdcTenantResolver(key);
  }

  private static TenantResolver instance(String className) {
    try {
      Class<?> found = load(className);
      if (!TenantResolver.class.isAssignableFrom(found)) {
        throw new TenantCryptException(
            ErrorCode.TC040, "tenantResolver " + className + " does not implement TenantResolver.");
      }
      return (TenantResolver) found.getConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new TenantCryptException(
          ErrorCode.TC040,
          "tenantResolver "
              + className
              + " is neither thread, mdc:<key> nor a public class with a public constructor"
              + " without parameters on the class path.",
          e);
    }
  }

  private static Class<?> load(String className) throws ClassNotFoundException {
    @Nullable ClassLoader context = Thread.currentThread().getContextClassLoader();
    if (context != null) {
      try {
        return Class.forName(className, true, context);
      } catch (ClassNotFoundException e) {
        // A container's thread may carry a loader that knows less than ours.
        return Class.forName(className, true, TenantResolvers.class.getClassLoader());
      }
    }
    return Class.forName(className);
  }
}
