package io.tenantcrypt.it;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The decisions that make a random statement, kept as numbers so that a failing statement can be
 * made again from fewer and smaller ones. Zero is always the simplest answer.
 */
final class Choices {

  private final Random random;
  private final List<Integer> given;
  private final boolean replayed;
  private final List<Integer> made = new ArrayList<>();

  private Choices(Random random, List<Integer> given, boolean replayed) {
    this.random = random;
    this.given = given;
    this.replayed = replayed;
  }

  static Choices of(long seed) {
    return new Choices(new Random(seed), List.of(), false);
  }

  /** The decisions given, and then always the simplest. */
  static Choices again(List<Integer> given) {
    return new Choices(new Random(0), List.copyOf(given), true);
  }

  List<Integer> made() {
    return List.copyOf(made);
  }

  /** A number from 0 on below {@code bound}. */
  int below(int bound) {
    int choice = replayed ? next() % bound : random.nextInt(bound);
    made.add(choice);
    return choice;
  }

  /** True once in {@code n} times. */
  boolean once(int n) {
    return below(n) == n - 1;
  }

  <T> T pick(List<T> from) {
    return from.get(below(from.size()));
  }

  private int next() {
    return made.size() < given.size() ? given.get(made.size()) : 0;
  }
}
