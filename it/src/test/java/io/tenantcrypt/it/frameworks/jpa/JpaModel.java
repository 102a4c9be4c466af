package io.tenantcrypt.it.frameworks.jpa;

import java.util.List;

/** All entities. */
public final class JpaModel {

  /** For each way to say which there are. */
  public static final List<Class<?>> ENTITIES =
      List.of(
          Country.class,
          Tag.class,
          Patient.class,
          Visit.class,
          Phone.class,
          Payment.class,
          CardPayment.class,
          TransferPayment.class,
          Staff.class,
          Doctor.class,
          Nurse.class);

  private JpaModel() {}
}
