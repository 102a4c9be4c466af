package io.tenantcrypt.admin;

import io.tenantcrypt.keys.JobState;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one step of a job came to.
 *
 * @param state how the job stands now
 * @param progress what is done now
 * @param until when what it waits for is there, if that is known
 * @param units rows or tenants that the step has gone through, for the rate
 */
record Step(
    JobState state, SortedMap<String, String> progress, Optional<Instant> until, long units) {

  static final String WAITING = "waiting";
  static final String PROBLEM = "problem";

  /** There is more to do now. */
  static Step next(SortedMap<String, String> progress) {
    return next(progress, 0);
  }

  static Step next(SortedMap<String, String> progress, long units) {
    return new Step(JobState.READY, without(progress), Optional.empty(), units);
  }

  /** There is nothing to do before something has happened. */
  static Step waiting(SortedMap<String, String> progress, String what) {
    return new Step(JobState.READY, with(progress, WAITING, what), Optional.empty(), 0);
  }

  /** There is nothing to do before a time. */
  static Step waiting(SortedMap<String, String> progress, String what, Instant until) {
    return new Step(JobState.READY, with(progress, WAITING, what), Optional.of(until), 0);
  }

  /** All of it is done. */
  static Step done(SortedMap<String, String> progress, long units) {
    return new Step(JobState.DONE, without(progress), Optional.empty(), units);
  }

  /** It cannot go on as it is. */
  static Step incomplete(SortedMap<String, String> progress, String problem) {
    return new Step(JobState.INCOMPLETE, with(progress, PROBLEM, problem), Optional.empty(), 0);
  }

  boolean waits() {
    return state == JobState.READY && progress.containsKey(WAITING);
  }

  private static SortedMap<String, String> without(SortedMap<String, String> progress) {
    SortedMap<String, String> next = new TreeMap<>(progress);
    next.remove(WAITING);
    next.remove(PROBLEM);
    return next;
  }

  private static SortedMap<String, String> with(
      SortedMap<String, String> progress, String name, String value) {
    SortedMap<String, String> next = without(progress);
    next.put(name, value);
    return next;
  }
}
