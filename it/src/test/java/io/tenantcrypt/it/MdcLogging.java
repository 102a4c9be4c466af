package io.tenantcrypt.it;

import org.slf4j.helpers.BasicMDCAdapter;
import org.slf4j.simple.SimpleServiceProvider;
import org.slf4j.spi.MDCAdapter;

/** The simple logger with a diagnostic context that keeps what is put into it. */
public final class MdcLogging extends SimpleServiceProvider {

  private final MDCAdapter mdc = new BasicMDCAdapter();

  /** For the system property {@code slf4j.provider}. */
  public MdcLogging() {}

  @Override
  public MDCAdapter getMDCAdapter() {
    return mdc;
  }
}
