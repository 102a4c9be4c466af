package io.tenantcrypt.it.frameworks.jpa;

import jakarta.persistence.DiscriminatorValue;
import jakarta.persistence.Entity;
import java.math.BigDecimal;

/** Another kind. */
@Entity
@DiscriminatorValue("TRANSFER")
public class TransferPayment extends Payment {

  private String iban;

  protected TransferPayment() {}

  /** A new one. */
  public TransferPayment(BigDecimal amount, String iban) {
    super(amount);
    this.iban = iban;
  }

  @Override
  public String toString() {
    return super.toString() + " " + iban;
  }
}
