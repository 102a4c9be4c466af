package io.tenantcrypt.it.stub;

import io.tenantcrypt.it.stub.Stub.Answer;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.sql.Connection;
import java.sql.SQLFeatureNotSupportedException;
import java.util.List;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.dynamic.loading.ClassLoadingStrategy;
import net.bytebuddy.implementation.ExceptionMethod;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.implementation.MethodCall;
import net.bytebuddy.matcher.ElementMatchers;

/**
 * Completes the abstract stubs at run time: what a connection does not override goes to the real
 * one; what a statement or result set does not override fails. The methods that a benchmark calls
 * are ordinary compiled Java, so nothing reflective is measured.
 */
final class Completed {

  private static final MethodHandle CONNECTION =
      constructor(
          StubConnection.class,
          MethodCall.invokeSelf().onField("real").withAllArguments(),
          MethodType.methodType(StubConnection.class, Stub.class, Connection.class));
  private static final MethodHandle STATEMENT =
      constructor(
          StubStatement.class,
          ExceptionMethod.throwing(SQLFeatureNotSupportedException.class, "not in the stub"),
          MethodType.methodType(StubStatement.class, StubConnection.class, Answer.class));
  private static final MethodHandle ROWS =
      constructor(
          StubRows.class,
          ExceptionMethod.throwing(SQLFeatureNotSupportedException.class, "not in the stub"),
          MethodType.methodType(StubRows.class, StubStatement.class, Answer.class, List.class));
  private static final MethodHandle LABELS =
      constructor(
          StubLabels.class,
          ExceptionMethod.throwing(SQLFeatureNotSupportedException.class, "not in the stub"),
          MethodType.methodType(StubLabels.class, Answer.class));

  private Completed() {}

  static StubConnection connection(Stub stub, Connection real) {
    try {
      return (StubConnection) CONNECTION.invokeExact(stub, real);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  static StubStatement statement(StubConnection connection, Answer answer) {
    try {
      return (StubStatement) STATEMENT.invokeExact(connection, answer);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  static StubRows rows(StubStatement statement, Answer answer, List<Object[]> rows) {
    try {
      return (StubRows) ROWS.invokeExact(statement, answer, rows);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  static StubLabels labels(Answer answer) {
    try {
      return (StubLabels) LABELS.invokeExact(answer);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private static MethodHandle constructor(
      Class<?> type, Implementation rest, MethodType signature) {
    MethodHandles.Lookup lookup = MethodHandles.lookup();
    Class<?> complete =
        new ByteBuddy()
            .subclass(type)
            .name(type.getName() + "Complete")
            .method(ElementMatchers.isAbstract())
            .intercept(rest)
            .make()
            .load(type.getClassLoader(), ClassLoadingStrategy.UsingLookup.of(lookup))
            .getLoaded();
    try {
      return lookup
          .findConstructor(complete, signature.changeReturnType(void.class))
          .asType(signature);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }
}
