package io.tenantcrypt.it.frameworks;

import java.util.List;

/**
 * An application built on one framework, on one database. It knows nothing of the driver. Only
 * types of the JDK occur here, so that it may live in a class loader of its own.
 */
public interface Application extends AutoCloseable {

  /** What it can do, in the order in which it is to be done. */
  List<String> steps();

  /**
   * Does one thing in a transaction of its own.
   *
   * @param keep whether the transaction is committed
   * @return what was read, as text
   */
  String run(String step, boolean keep) throws Exception;

  @Override
  void close();
}
