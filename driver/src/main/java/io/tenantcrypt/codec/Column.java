package io.tenantcrypt.codec;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.policy.LogicalType;
import java.util.Locale;

/**
 * The column whose value is converted, and the errors that name it. No error holds the value.
 *
 * @param name {@code table.column}
 */
record Column(String name, LogicalType type) {

  /** TC022: the value does not fit. */
  TenantCryptException misfit(String why) {
    return new TenantCryptException(
        ErrorCode.TC022,
        "A value does not fit column " + name + " (" + label() + "): " + why + ".");
  }

  /** TC022: a Java type that this logical type does not take or give. */
  TenantCryptException wrongClass(Class<?> java, String direction) {
    return misfit(direction + " " + java.getName() + " is not possible for this type");
  }

  /** TC002: an accessor that is not available on protected columns. */
  TenantCryptException unavailable(String what) {
    return new TenantCryptException(
        ErrorCode.TC002,
        "Column "
            + name
            + " ("
            + label()
            + ") is protected and "
            + what
            + " is not available on it; use the accessor of its logical type.");
  }

  /** The type as the policy writes it. */
  String label() {
    String base = type.name().name().toLowerCase(Locale.ROOT);
    if (type.precision() > 0) {
      return base + "(" + type.precision() + "," + type.scale() + ")";
    }
    return type.length() > 0 ? base + "(" + type.length() + ")" : base;
  }
}
