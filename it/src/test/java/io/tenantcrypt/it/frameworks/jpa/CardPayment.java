package io.tenantcrypt.it.frameworks.jpa;

import jakarta.persistence.DiscriminatorValue;
import jakarta.persistence.Entity;
import java.math.BigDecimal;

/** One kind. */
@Entity
@DiscriminatorValue("CARD")
public class CardPayment extends Payment {

  private String card;

  protected CardPayment() {}

  /** A new one. */
  public CardPayment(BigDecimal amount, String card) {
    super(amount);
    this.card = card;
  }

  @Override
  public String toString() {
    return super.toString() + " " + card;
  }
}
